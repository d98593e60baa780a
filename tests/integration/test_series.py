"""Calls in a row with the shipped people, through the real reader: turning up, going silent, remembering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holdtheline import persona
from holdtheline.moves.reader import Reader
from holdtheline.persona import Prospect
from holdtheline.prospect import engine, scripted
from holdtheline.prospect.state import State
from holdtheline.settings import shipped

PEOPLE = [v for path in sorted(shipped("personas").glob("*.yaml")) for v in persona.load(path).variants]
IDS = [f"{p.id}-{p.key}" for p in PEOPLE]
READER = Reader.default()

FAIR = (
    "I left it too easy for you to ignore me, my fault. If the answer is no, say so and I stop. What changed?",
    "One last message. I may have been wrong about what you need. If it's dead, a word is enough. What happened?",
)
LAZY = (
    "Hi, just checking in again, hope you're well!",
    "Hello, me again, just wanted to see if you had a chance to look at it. Speak soon!",
    "Hi there, touching base one more time, let me know whenever!",
)


def talk(prospect: Prospect, state: State, opening: str, lines: tuple[str, ...], seed: int) -> tuple[State, list[str]]:
    said, before = [opening], []
    for line in lines:
        if state.over:
            break
        reply = engine.reply(prospect, state, READER.read(line, said[-1], before, len(before) + 1), said, seed)
        state = reply.state
        said.append(reply.text)
        before.append(line)
    return state, said


def first_call(prospect: Prospect, *lines: str, **ended: object) -> State:
    """A call in which these lines were said and that came to this end."""
    state, opening = engine.open_call(prospect, 1)
    state, _ = talk(prospect, state, opening or "", lines, 1)
    return replace(state, **{"outcome": "abandoned", **ended})  # type: ignore[arg-type]


@pytest.mark.parametrize("prospect", PEOPLE, ids=IDS)
def test_a_firm_step_is_met_by_somebody_who_turns_up(prospect: Prospect) -> None:
    ended = first_call(
        prospect, "Then Thursday at ten it is.", outcome="next_step", respect=4.0, untrue=(), promises=()
    )
    for seed in range(5):
        state, opening = engine.open_again(prospect, ended, 3, seed)
        assert opening in [scripted.fill(line, prospect) for line in prospect.spoken("back_firm")]
        assert state.reach == "live" and not state.quiet and state.respect >= 2.5


@pytest.mark.parametrize("prospect", PEOPLE, ids=IDS)
def test_an_empty_step_meets_a_ghost_whom_lazy_messages_do_not_reach(prospect: Prospect) -> None:
    ended = first_call(prospect, "I'll check back some time.", outcome="soft_next_step")
    state, opening = engine.open_again(prospect, ended, 7, 2)
    assert state.reach == "mailbox"
    state, said = talk(prospect, state, opening, LAZY, 2)
    assert state.outcome == "stalled" and len(set(said)) == len(said)


@pytest.mark.parametrize("prospect", PEOPLE, ids=IDS)
def test_a_fair_message_reaches_them_and_they_say_why(prospect: Prospect) -> None:
    ended = first_call(prospect, "I'll check back some time.", outcome="soft_next_step")
    state, opening = engine.open_again(prospect, ended, 7, 2)
    state, said = talk(prospect, state, opening, FAIR, 2)
    assert state.reach == "live" and state.outcome is None
    state, said = talk(prospect, state, said[-1], ("Thank you for ringing back. Why did it go quiet, honestly?",), 2)
    assert not state.quiet, said


@pytest.mark.parametrize("prospect", PEOPLE, ids=IDS)
def test_a_broken_promise_is_named(prospect: Prospect) -> None:
    ended = first_call(prospect, "I'll send you the two pages by tomorrow.", outcome="next_step")
    assert ended.promises
    _, opening = engine.open_again(prospect, ended, 5, 3)
    assert "I'll send you the two pages by tomorrow" in opening
    _, opening = engine.open_again(prospect, ended, 5, 3, kept=ended.promises)
    assert "two pages" not in opening


@pytest.mark.parametrize("prospect", PEOPLE, ids=IDS)
def test_a_lie_is_remembered_in_the_next_call(prospect: Prospect) -> None:
    lie = "We did it for Consolidated Fizzwater only last month, so you can trust me."
    ended = first_call(prospect, lie, outcome="honest_no", promises=())
    assert ended.untrue, "a customer whom the brief does not know"
    _, opening = engine.open_again(prospect, ended, 4, 3)
    assert "Consolidated Fizzwater" in opening
