"""The people who love it and want a proposal by Friday: two for whom the paper is all, one with a meeting booked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.check import check
from holdtheline.vocabulary import NEEDED_ACTS

MASKED = ("castellanos", "lockyer")


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "hot-proposal.yaml")


def heard(
    text: str,
    *made: str,
    about: tuple[str, ...] = (),
    asks: int = 0,
    when: str | None = None,
    brings: str | None = None,
) -> Heard:
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.9),
        topics=dict.fromkeys(about, 0.9),
        about=about,
        asks=asks,
        words=len(text.split()),
        when=when,
        brings=brings,
    )


HOLD = heard("I won't write it before I know what it decides.", "hold")
READS = heard("Which people read it once it is there?", "qualify", about=("use",), asks=1)
BEHIND = heard("And what is under that?", "dig", about=("reason",), asks=1)
MEET = heard("Shall we sit down on Thursday at ten?", "next_step", about=("next",), asks=1, when="Thursday at ten")
TOGETHER = heard(
    "You and the one who pays, Thursday at ten, before a word is written.",
    "next_step",
    about=("next",),
    when="Thursday at ten",
    brings="the one who pays",
)
WRITE = heard("Of course, you'll have a proposal on Friday.", "cave")
THANKS = heard("Lovely, thank you so much.", "appease")
DOUBT = heard("I don't believe in that meeting of yours.", "challenge", "hold", about=("reason",))
NOT_SENDING = heard("No. I don't send proposals to anybody.", "hold")
REALLY = heard("So what are you really after?", "dig", about=("reason",), asks=1)


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


def test_two_want_paper_and_one_has_a_meeting() -> None:
    assert {v.key: v.twin for v in file().variants} == {"castellanos": False, "lockyer": False, "haddad": True}
    assert file().variant("haddad").serves and not file().variant("haddad").truths


def test_there_is_no_fault_in_the_file_and_lines_enough() -> None:
    assert [f for f in check(file(), "hot-proposal.yaml") if f.kind == "fault"] == []
    for who in file().variants:
        assert not [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
        assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"pip", "leila"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("haddad"), words("lockyer"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_the_first_truth_gives_it_away(key: str) -> None:
    who = file().variant(key)
    truth = who.truths[0]
    after = {"step_accept", "step_when", "step_who", "step_confirm", "bye_step", "accept_no", "bye_no"}
    early = [line for act in who.lines if act not in after for line in who.spoken(act)]
    early += [line for a in who.answers if a.needs != truth.id for line in a.says]
    early += [line for q in who.asks if q.needs != truth.id for line in q.says]
    early += [*truth.deflect, *truth.hint, who.card, who.situation]
    given = [(w, line) for w in truth.words for line in early if re.search(rf"\b{re.escape(w)}", line, re.IGNORECASE)]
    assert given == []


@pytest.mark.parametrize("key", MASKED)
def test_the_second_truth_waits_for_the_first(key: str) -> None:
    who = file().variant(key)
    first, second = who.truths
    assert second.after == first.id
    feel = heard("And how do you feel about that?", "dig", about=("feelings",), asks=1)
    for seed in range(10):
        _, reply = call(who, seed, HOLD, HOLD, feel, feel, feel)
        assert second.id not in reply.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_asking_who_reads_it_opens_the_truth_and_an_appointment_with_who_decides(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, HOLD, READS, BEHIND, REALLY, TOGETHER)
        assert "tell" in did
        assert reply.state.step == "firm"


@pytest.mark.parametrize("key", MASKED)
def test_an_appointment_without_who_decides_is_not_firm(key: str) -> None:
    for seed in range(10):
        did, reply = call(file().variant(key), seed, HOLD, READS, BEHIND, REALLY, MEET)
        assert did[-1] == "step_who" and reply.state.step == "asked"


@pytest.mark.parametrize("key", MASKED)
def test_writing_it_at_once_earns_a_friendly_nothing(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, WRITE, THANKS)
        assert did == ["take_it", "bye_brushed"]
        assert reply.outcome == "brushed_off" and not reply.state.opened


def test_with_the_twin_one_plain_question_and_a_day_are_enough() -> None:
    for seed in range(20):
        _, reply = call(file().variant("haddad"), seed, READS, WRITE, MEET)
        assert reply.state.step == "firm"


def test_with_the_twin_the_tough_reflex_loses_the_call() -> None:
    for seed in range(20):
        _, reply = call(file().variant("haddad"), seed, NOT_SENDING, DOUBT, REALLY, DOUBT, MEET)
        assert reply.state.step != "firm"
