"""The people with a list: two who collect for somebody who makes the same valve, and an engineer with a tender."""

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

MASKED = ("ferraro", "baptiste")


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "fishing-competitor.yaml")


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
        closes="no" if more.get("closes") else None,
    )


HOLD = heard("Not below the list, and not before I know whose ceiling it is.", "hold")
NOTICE = heard("You ask and I get no answers. What is behind it?", "challenge", "dig", about=("reason",), asks=1)
FOR_WHOM = heard("What will be done with the answers?", "qualify", about=("use",), asks=1)
PLAINLY = heard("Do you work for somebody who makes valves?", "dig", asks=1)
STOP = heard("What is on the website is yours. I'll leave it there.", "candour", closes="no")
TELL_ALL = [
    heard("The price falls by a fifth at five hundred.", "answer", about=("price",)),
    heard("After that the bigger one comes, in the autumn.", "answer", about=("product",)),
    heard("Our largest customer is a hospital group.", "answer", about=("proof",)),
    heard("The board is made for us abroad.", "answer", "pitch", about=("product",)),
    heard("And a three-year term takes off another tenth.", "answer", about=("price",)),
]
USE = heard("Gladly. What do the questions serve?", "discover", about=("use",), asks=1)
PAPER = heard("Ten years of parts, signed. What comes later nobody can promise.", "answer", "candour")
MEET = heard("Shall we go over it on Tuesday at ten?", "next_step", about=("next",), asks=1, when="Tuesday at ten")


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


def test_two_are_masked_and_the_engineer_means_it() -> None:
    assert {v.key: v.twin for v in file().variants} == {"ferraro": False, "baptiste": False, "rahman": True}
    assert file().variant("rahman").serves and not file().variant("rahman").truths


@pytest.mark.parametrize("key", [*MASKED, "rahman"])
def test_everyone_has_a_line_for_everything(key: str) -> None:
    who = file().variant(key)
    assert not [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"yvonne", "baptiste", "hafsa", "rahman"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("rahman"), words("baptiste"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_the_gate_gives_the_truth_away(key: str) -> None:
    who = file().variant(key)
    for truth in who.truths:
        pattern = re.compile("|".join(rf"\b{re.escape(w)}" for w in truth.words), re.IGNORECASE)
        early = [line for act in who.lines for line in who.spoken(act)]
        early += [line for a in who.answers if a.needs != truth.id for line in a.says]
        early += [line for q in who.asks if q.needs != truth.id for line in q.says]
        for other in who.truths:
            early += [*other.deflect, *other.hint]
        early += [who.card, who.before, who.situation]
        assert [line for line in early if pattern.search(line)] == []
        assert all(pattern.search(tell) for tell in truth.tell)


@pytest.mark.parametrize("key", MASKED)
def test_to_notice_and_ask_whose_list_it_is_opens_the_truth(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, HOLD, NOTICE, FOR_WHOM, PLAINLY, STOP)
        assert "tell" in did
        assert reply.state.let_go


@pytest.mark.parametrize("key", MASKED)
def test_answering_everything_earns_nothing(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, *TELL_ALL)
        assert reply.state.respect == 0
        assert "tell" not in did and "hint" not in did


@pytest.mark.parametrize("key", MASKED)
def test_to_stop_at_what_is_public_is_the_right_end_even_without_a_confession(key: str) -> None:
    for seed in range(10):
        who = file().variant(key)
        _, reply = call(who, seed, HOLD, NOTICE, STOP, STOP)
        assert reply.state.let_go and "honest_no" in who.right_end


@pytest.mark.parametrize("key", MASKED)
def test_they_will_not_be_met(key: str) -> None:
    for seed in range(20):
        _, reply = call(file().variant(key), seed, HOLD, NOTICE, FOR_WHOM, MEET)
        assert reply.state.step not in ("firm", "order")


def test_with_the_engineer_a_question_an_honest_answer_and_a_day_are_enough() -> None:
    for seed in range(20):
        _, reply = call(file().variant("rahman"), seed, USE, PAPER, MEET)
        assert reply.state.step == "firm"
        assert reply.state.patience > 5


def test_with_the_engineer_the_tough_reflex_loses_the_call() -> None:
    who = heard("And who do you really ring for?", "dig", "challenge", about=("role",), asks=1)
    again = heard("Nothing from me until that is proved.", "hold")
    for seed in range(20):
        _, reply = call(file().variant("rahman"), seed, HOLD, who, again, who, again)
        assert reply.outcome == "hung_up"
