"""The people who ask for some information: two who would not read it, and one who needs it by Wednesday."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.vocabulary import NEEDED_ACTS

MASKED = ("kraft", "tuohy")


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "send-info.yaml")


def heard(text: str, *made: str, about: tuple[str, ...] = (), asks: int = 0, **more: str) -> Heard:
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.9),
        topics=dict.fromkeys(about, 0.9),
        about=about,
        asks=asks,
        words=len(text.split()),
        when=more.get("when"),
    )


HOLD = heard("No, a brochure would tell neither of us anything.", "hold")
LEAVE = heard(
    "I see that it annoys you. Give me two minutes, two questions.", "hold", "empathise", about=("permission",)
)
WHAT_FOR = heard("What would happen to it on your side?", "dig", about=("use",), asks=1)
WHY = heard("And what is behind that?", "dig", about=("reason",), asks=1)
MEET = heard(
    "Could we look at one fridge on Thursday at ten?", "next_step", about=("next",), asks=1, when="Thursday at ten"
)
SEND = heard("Of course, I'll send our brochure over.", "cave")
THANKS = heard("Lovely, thank you so much.", "appease")
FOR_WHOM = heard("Happy to. Which question does it answer?", "discover", about=("use",), asks=1)
BY_WHEN = heard("By when do you need it?", "qualify", about=("timing",), asks=1)


def call(who: Prospect, seed: int, *turns: Heard) -> tuple[list[str], engine.Reply]:
    """What the prospect did and the last reply; the call may end before the last turn."""
    state, first = engine.open_call(who, seed)
    said, did = [first or ""], []
    for turn in turns:
        reply = engine.reply(who, state, turn, said, seed)
        did.append(reply.directive.act)
        said.append(reply.text)
        state = reply.state
        if state.over:
            break
    return did, reply


def test_two_are_masked_and_one_means_it() -> None:
    assert {v.key: v.twin for v in file().variants} == {"kraft": False, "tuohy": False, "asante": True}
    assert file().variant("asante").serves and not file().variant("asante").truths


@pytest.mark.parametrize("key", [*MASKED, "asante"])
def test_everyone_has_a_line_for_everything(key: str) -> None:
    who = file().variant(key)
    assert not [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"gráinne", "tuohy", "joy", "asante", "hartsease", "tuohy's"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("asante"), words("tuohy"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_the_gate_gives_the_truth_away(key: str) -> None:
    who = file().variant(key)
    for truth in who.truths:
        early = [line for act in who.lines for line in who.spoken(act)]
        early += [line for a in who.answers if a.needs != truth.id for line in a.says]
        early += [line for q in who.asks if q.needs != truth.id for line in q.says]
        for other in who.truths:
            early += [*other.deflect, *other.hint, *(other.tell if other.id != truth.id else ())]
        early += [who.card, who.before, who.situation]
        given = [(w, line) for w in truth.words for line in early if w.lower() in line.lower()]
        assert given == []
        assert all(any(w.lower() in tell.lower() for w in truth.words) for tell in truth.tell)


@pytest.mark.parametrize("key", [*MASKED, "asante"])
def test_the_first_refusal_is_met_with_then_why_are_you_calling(key: str) -> None:
    for seed in range(10):
        did, reply = call(file().variant(key), seed, HOLD)
        assert did == ["indignant"]
        assert re.search(r"why|what .*\b(for|pick up)\b", reply.text.lower())


@pytest.mark.parametrize("key", MASKED)
def test_a_calm_second_refusal_is_granted_two_minutes(key: str) -> None:
    for seed in range(10):
        did, reply = call(file().variant(key), seed, HOLD, LEAVE)
        assert did[1] == "grant"
        assert "two minutes" in reply.text.lower()


@pytest.mark.parametrize("key", MASKED)
def test_holding_and_asking_what_it_is_for_opens_the_truth_and_a_firm_step(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, HOLD, LEAVE, WHAT_FOR, WHY, MEET)
        assert "tell" in did and reply.state.opened
        assert reply.state.step == "firm"


@pytest.mark.parametrize("key", MASKED)
def test_sending_it_ends_the_call_with_nothing(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, SEND, THANKS)
        assert did == ["take_it", "bye_brushed"]
        assert reply.outcome == "brushed_off" and not reply.state.opened


def test_with_the_twin_two_plain_questions_and_a_day_are_enough() -> None:
    for seed in range(20):
        _, reply = call(file().variant("asante"), seed, FOR_WHOM, BY_WHEN, SEND, MEET)
        assert reply.state.step == "firm"
        assert reply.state.patience > 5


def test_with_the_twin_the_tough_reflex_loses_the_call() -> None:
    again = heard("I'm not sending anything until we've talked properly.", "hold")
    doubt = heard("Is there really a committee, or is that a kind no?", "dig", "challenge", about=("reason",), asks=1)
    last = heard("You would never read it, and I won't send it.", "hold", "challenge")
    for seed in range(20):
        _, reply = call(file().variant("asante"), seed, HOLD, again, doubt, last)
        assert reply.outcome == "hung_up"
