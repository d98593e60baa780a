"""The people whom something has just hit: two in the middle of it, one who has it behind him."""

from __future__ import annotations

from functools import partial

import pytest

from holdtheline.moves.heard import Heard
from tests.unit.persona_play import call, heard, variant

who = partial(variant, "personal-emergency")
MASKED = ("voss", "moran")

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


def test_who_is_in_it_is_let_go_and_who_has_it_behind_him_is_met() -> None:
    assert all(who(key).right_end == ("released",) for key in MASKED)
    assert who("pugh").right_end == ("next_step",)


@pytest.mark.parametrize("key", MASKED)
def test_noticing_twice_opens_it_and_a_kind_word_lets_them_go(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, NOTICE, NO_NEED, GO)
        assert held.did == ["hint", "tell", "released"]
        assert held.outcome == "released"


@pytest.mark.parametrize("key", MASKED)
def test_selling_on_loses_them(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, PITCH, FEATURES, RUSH, PITCH)
        assert held.outcome == "hung_up" and not held.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_being_nice_at_them_opens_nothing_and_is_no_release(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, CHAT, NICE, BYE)
        assert held.outcome != "released" and not held.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_a_plain_goodbye_from_who_noticed_nothing_is_no_release(key: str) -> None:
    straight = heard("There are two things it can't do, and you should know them.", "candour")
    again = heard("And I had the fitting date wrong, which is my fault.", "candour")
    for seed in range(10):
        held = call(who(key), seed, straight, again, BYE)
        assert held.outcome == "brushed_off"


def test_the_twin_is_asked_once_and_given_a_date() -> None:
    for seed in range(20):
        held = call(who("pugh"), seed, ASK, START)
        assert held.did[0] == "answer" and held.state.step == "firm"


def test_the_twin_is_not_helped_by_being_let_go() -> None:
    leave = heard("I'll leave it with you, ring me whenever.", "cave", "vague_follow_up")
    for seed in range(20):
        held = call(who("pugh"), seed, NOTICE, leave, GO)
        assert "take_it" in held.did and held.outcome != "next_step"
