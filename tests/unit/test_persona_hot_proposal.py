"""The people who love it and want a proposal by Friday: two for whom the paper is all, one with a meeting booked."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.persona_play import call, heard, variant

who = partial(variant, "hot-proposal")
MASKED = ("castellanos", "lockyer")

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


@pytest.mark.parametrize("key", MASKED)
def test_the_second_truth_waits_for_the_first(key: str) -> None:
    second = who(key).truths[1]
    feel = heard("And how do you feel about that?", "dig", about=("feelings",), asks=1)
    for seed in range(10):
        held = call(who(key), seed, HOLD, HOLD, feel, feel, feel)
        assert second.id not in held.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_asking_who_reads_it_opens_the_truth_and_an_appointment_with_who_decides(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, HOLD, READS, BEHIND, REALLY, TOGETHER)
        assert "tell" in held.did
        assert held.state.step == "firm"


@pytest.mark.parametrize("key", MASKED)
def test_an_appointment_without_who_decides_is_not_firm(key: str) -> None:
    for seed in range(10):
        held = call(who(key), seed, HOLD, READS, BEHIND, REALLY, MEET)
        assert held.did[-1] == "step_who" and held.state.step == "asked"


@pytest.mark.parametrize("key", MASKED)
def test_writing_it_at_once_earns_a_friendly_nothing(key: str) -> None:
    for seed in range(20):
        held = call(who(key), seed, WRITE, THANKS)
        assert held.did == ["take_it", "bye_brushed"]
        assert held.outcome == "brushed_off" and not held.state.opened


def test_with_the_twin_one_plain_question_and_a_day_are_enough() -> None:
    for seed in range(20):
        held = call(who("haddad"), seed, READS, WRITE, MEET)
        assert held.state.step == "firm"


def test_with_the_twin_the_tough_reflex_loses_the_call() -> None:
    for seed in range(20):
        held = call(who("haddad"), seed, NOT_SENDING, DOUBT, REALLY, DOUBT, MEET)
        assert held.state.step != "firm"
