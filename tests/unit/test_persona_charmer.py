"""The charming prospects: charm earns nothing, the right question opens them, and the twin is simply right."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.prospect.check import check
from tests.unit.persona_play import heard, load, variant, whole_call

who = partial(variant, "charmer")
SEEDS = range(30)

CHAT = [
    heard(f"{thing}, would you believe.", "small_talk", about=("personal",))
    for thing in (
        *("The dog ate my slippers", "We went to the sea on Sunday", "My sister has twins", "I burnt the toast"),
        *("It rained on the tent", "I missed the bus again", "My knee is acting up", "The match was a disgrace"),
        *("I tried to bake bread", "My neighbour plays the tuba", "We painted the hall green", "I lost an umbrella"),
    )
]
PRAISE = [
    heard(f"You have {thing}.", "flatter") for thing in ("such wit", "a golden voice", "a fine firm", "great taste")
]
SOFT = [heard("Of course, I quite agree with you there.", "appease"), heard("So sorry to keep you.", "appease")]
AFFABLE = [turn for pair in zip(CHAT, [*PRAISE, *SOFT] * 2, strict=True) for turn in pair]

MEETING = heard("Thursday at ten, then, you and me?", "next_step", about=("next",), asks=1, when="Thursday at ten")
LETTING_GO = heard("Then stay as you are. I will not chase you.", "candour", closes="no")

RIGHT = [
    heard("We laughed for a quarter of an hour last time and I learned nothing.", "hold", "candour"),
    heard("What did that night cost you, and why was it let pass?", "challenge", about=("cost",), asks=1),
    heard("What would have to be wrong before you changed?", "dig", about=("change",), asks=1),
    heard("That was a good joke. I am still asking, though.", "hold"),
    heard("If it is not the work that keeps them, what is it?", "dig", about=("reason",), asks=1),
    heard("And underneath that, what is it you cannot say to them?", "dig", about=("relationship",), asks=1),
]


def test_every_line_is_in_order_and_none_gives_the_truth_away() -> None:
    assert [str(f) for f in check(load("charmer"), "personas/charmer.yaml")] == []


def test_the_twin_picks_up_almost_word_for_word_like_a_masked_one() -> None:
    masked, twin = who("dermot"), who("nuala")
    for one, other in zip(masked.spoken("pick_up"), twin.spoken("pick_up"), strict=True):
        assert SequenceMatcher(None, one.split(), other.split()).ratio() > 0.7
    assert masked.you_sell.product == twin.you_sell.product
    assert masked.difficulty == twin.difficulty


@pytest.mark.parametrize("key", ["dermot", "marcy", "nuala"])
def test_a_rep_who_only_chats_has_a_lovely_call_and_nothing_else(key: str) -> None:
    for seed in SEEDS:
        held = whole_call(who(key), seed, *AFFABLE[:12], MEETING, *AFFABLE[12:20])
        assert not held.state.opened
        assert held.outcome in ("soft_next_step", "brushed_off", "stalled", "abandoned")
        assert len(set(held.said)) == len(held.said)


@pytest.mark.parametrize("key", ["dermot", "marcy"])
@pytest.mark.parametrize(("last", "outcome"), [(MEETING, "next_step"), (LETTING_GO, "honest_no")])
def test_warmth_traded_for_substance_opens_them(key: str, last: Heard, outcome: str) -> None:
    prospect = who(key)
    ends = [whole_call(prospect, seed, *RIGHT, last) for seed in SEEDS]
    assert all(prospect.truths[0].id in end.state.opened for end in ends)
    assert {end.outcome for end in ends} == {outcome}
    assert outcome in prospect.right_end


@pytest.mark.parametrize("key", ["dermot", "marcy"])
def test_letting_go_before_the_truth_is_out_is_only_a_brush_off(key: str) -> None:
    for seed in SEEDS:
        assert whole_call(who(key), seed, RIGHT[1], LETTING_GO).outcome == "brushed_off"


SIMPLE = [
    heard("Who minds your cold rooms?", "discover", about=("current",), asks=1),
    heard("What has gone wrong with them?", "discover", about=("problem",), asks=1),
    heard("What would have to change before you moved?", "dig", about=("change",), asks=1),
]


def test_finding_out_that_it_works_and_saying_so_is_right_with_the_twin() -> None:
    twin = who("nuala")
    for seed in SEEDS:
        bye = heard("Goodbye.", "other", closes="bye")
        assert whole_call(twin, seed, *SIMPLE, LETTING_GO, bye).outcome == "honest_no"


def test_the_twin_meets_nobody_unless_they_asked_what_would_change_things() -> None:
    twin = who("nuala")
    for seed in SEEDS:
        assert whole_call(twin, seed, *SIMPLE[:2], MEETING).outcome == "abandoned"
        frank = heard("For what you have, we are no better.", "candour")
        assert whole_call(twin, seed, *SIMPLE, frank, MEETING).outcome == "next_step"


def test_the_tough_reflex_fails_with_the_twin() -> None:
    tough = [
        heard("You are too comfortable with that man.", "challenge"),
        heard("I do not accept that.", "hold"),
        heard("What are you really hiding?", "dig", about=("reason",), asks=1),
        heard("Your loyalty is costing you and you will not look.", "challenge"),
        heard("I am staying until you answer me.", "hold"),
        LETTING_GO,
    ]
    for seed in SEEDS:
        assert whole_call(who("nuala"), seed, *tough).outcome in ("hung_up", "brushed_off")


@pytest.mark.parametrize("key", ["dermot", "marcy", "nuala"])
def test_the_story_fits_any_call(key: str) -> None:
    """It is told after every call, so it says what was going on and nothing of what the rep did."""
    story = who(key).story
    assert 80 <= len(story.split()) <= 150
    for done in ("this one", "they say", "they asked", "a stranger", "wouldn't go", "only asked"):
        assert done not in story


def test_the_wedding_is_not_the_planning_permission() -> None:
    twin = who("nuala")
    asked = heard("How is the wedding planning going?", "small_talk", about=("personal",), asks=1)
    for seed in SEEDS:
        said = whole_call(twin, seed, asked).said
        assert "CO2" not in said[1] and "council" not in said[1]


def test_the_twin_speaks_in_her_own_voice_before_she_warms_to_the_rep() -> None:
    twin = who("nuala")
    shared = set(who("dermot").spoken("dodge")) - set(twin.spoken("dodge"))
    assert shared
    assert not shared & set(twin.spoken("dodge", "neutral"))
