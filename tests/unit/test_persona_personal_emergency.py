"""The people whom something has just hit: two in the middle of it, one who has it behind him."""

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

MASKED = ("voss", "moran")


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "personal-emergency.yaml")


def heard(text: str, *made: str, about: tuple[str, ...] = (), asks: int = 0, when: str | None = None) -> Heard:
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.9),
        topics=dict.fromkeys(about, 0.9),
        about=about,
        asks=asks,
        words=len(text.split()),
        when=when,
    )


NOTICE = heard("You sound a long way off. Has something happened?", "empathise", "dig", about=("reason",), asks=1)
NO_NEED = heard("You needn't tell me. I'd sooner stop than go on.", "empathise", "candour", about=("feelings",))
GO = heard("Nothing here needs you this week. I hope it turns out well.", "empathise", "candour")
PITCH = heard("The dashboard shows every one of them each morning.", "pitch")
FEATURES = heard("And it exports to your accounts as well.", "pitch")
NICE = heard("You're so kind, thank you, sorry to be a bother.", "appease", "flatter")
CHAT = heard("What's the weather doing with you?", "small_talk", about=("personal",), asks=1)
RUSH = heard("The offer ends tonight, so you'd better sign.", "pressure")
BYE = Heard(text="Thanks for your time, bye.", made=("other",), moves={"other": 0.9}, words=5, closes="bye")
ASK = heard("Is everything all right at home now?", "discover", about=("reason",), asks=1)
START = heard("Let's start the six on Monday week at seven.", "next_step", about=("next",), when="Monday week at seven")


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


def test_two_are_in_it_and_one_has_it_behind_him() -> None:
    assert {v.key: v.twin for v in file().variants} == {"voss": False, "moran": False, "pugh": True}
    assert all(file().variant(key).right_end == ("released",) for key in MASKED)
    assert file().variant("pugh").right_end == ("next_step",)


def test_there_is_no_fault_in_the_file_and_lines_enough() -> None:
    assert [f for f in check(file(), "personal-emergency.yaml") if f.kind == "fault"] == []
    for who in file().variants:
        assert not [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
        assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"bec", "moran", "ioan", "pugh"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    assert words("pugh") == words("moran")


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_gives_the_trouble_away(key: str) -> None:
    who = file().variant(key)
    truth = who.truth("crisis")
    early = [line for act in who.lines for line in who.spoken(act)]
    early += [line for a in who.answers if a.needs != truth.id for line in a.says]
    early += [line for q in who.asks for line in q.says]
    early += [*truth.deflect, *truth.hint, who.card, who.before, who.situation]
    given = [(w, line) for w in truth.words for line in early if re.search(rf"\b{re.escape(w)}", line)]
    assert given == []
    assert all(any(w in tell for w in truth.words) for tell in truth.tell)


@pytest.mark.parametrize("key", MASKED)
def test_noticing_twice_opens_it_and_a_kind_word_lets_them_go(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, NOTICE, NO_NEED, GO)
        assert did == ["hint", "tell", "released"]
        assert reply.outcome == "released"


@pytest.mark.parametrize("key", MASKED)
def test_selling_on_loses_them(key: str) -> None:
    for seed in range(20):
        _, reply = call(file().variant(key), seed, PITCH, FEATURES, RUSH, PITCH)
        assert reply.outcome == "hung_up" and not reply.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_being_nice_at_them_opens_nothing_and_is_no_release(key: str) -> None:
    for seed in range(20):
        _, reply = call(file().variant(key), seed, CHAT, NICE, BYE)
        assert reply.outcome != "released" and not reply.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_a_plain_goodbye_from_who_noticed_nothing_is_no_release(key: str) -> None:
    straight = heard("There are two things it can't do, and you should know them.", "candour")
    again = heard("And I had the fitting date wrong, which is my fault.", "candour")
    for seed in range(10):
        _, reply = call(file().variant(key), seed, straight, again, BYE)
        assert reply.outcome == "brushed_off"


def test_the_twin_is_asked_once_and_given_a_date() -> None:
    for seed in range(20):
        did, reply = call(file().variant("pugh"), seed, ASK, START)
        assert did[0] == "answer" and reply.state.step == "firm"


def test_the_twin_is_not_helped_by_being_let_go() -> None:
    leave = heard("I'll leave it with you, ring me whenever.", "cave", "vague_follow_up")
    for seed in range(20):
        did, reply = call(file().variant("pugh"), seed, NOTICE, leave, GO)
        assert "take_it" in did and reply.outcome != "next_step"
