"""The charming prospects: charm earns nothing, the right question opens them, and the twin is simply right."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.persona import Persona, Prospect, load
from holdtheline.prospect import engine
from holdtheline.prospect.check import check
from holdtheline.prospect.state import State

FILE = Path(__file__).parents[2] / "personas" / "charmer.yaml"
SEEDS = range(30)


@pytest.fixture(scope="module")
def charmer() -> Persona:
    return load(FILE)


def heard(text: str, *made: str, about: tuple[str, ...] = (), **more: object) -> Heard:
    """A rep turn as a perfect reader would hear it."""
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.95),
        about=about,
        topics=dict.fromkeys(about, 0.9),
        asks=text.count("?"),
        words=len(text.split()),
        **more,  # type: ignore[arg-type]
    )


def play(prospect: Prospect, turns: list[Heard], seed: int) -> tuple[State, list[str]]:
    """A call to its end (the rep hangs up after the last turn), and all that the prospect said."""
    state, opening = engine.open_call(prospect, seed)
    said = [opening or ""]
    for turn in turns:
        answer = engine.reply(prospect, state, turn, said, seed)
        state = answer.state
        said.append(answer.text)
        if state.over:
            return state, said
    return engine.hang_up(prospect, state), said


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

MEETING = heard("Thursday at ten, then, you and me?", "next_step", about=("next",), when="Thursday at ten")
LETTING_GO = heard("Then stay as you are. I will not chase you.", "candour", closes="no")

RIGHT = [
    heard("We laughed for a quarter of an hour last time and I learned nothing.", "hold", "candour"),
    heard("What did that night cost you, and why was it let pass?", "challenge", about=("cost",)),
    heard("What would have to be wrong before you changed?", "dig", about=("change",)),
    heard("That was a good joke. I am still asking, though.", "hold"),
    heard("If it is not the work that keeps them, what is it?", "dig", about=("reason",)),
    heard("And underneath that, what is it you cannot say to them?", "dig", about=("relationship",)),
]


def test_every_line_is_in_order_and_none_gives_the_truth_away(charmer: Persona) -> None:
    assert [str(f) for f in check(charmer, "personas/charmer.yaml")] == []


def test_there_are_two_with_something_to_hide_and_one_without(charmer: Persona) -> None:
    assert [(v.twin, bool(v.truths)) for v in charmer.variants] == [(False, True), (False, True), (True, False)]


def test_the_twin_picks_up_almost_word_for_word_like_a_masked_one(charmer: Persona) -> None:
    masked, twin = charmer.variant("dermot"), charmer.variant("nuala")
    for one, other in zip(masked.spoken("pick_up"), twin.spoken("pick_up"), strict=True):
        assert SequenceMatcher(None, one.split(), other.split()).ratio() > 0.7
    assert masked.you_sell.product == twin.you_sell.product
    assert masked.difficulty == twin.difficulty


@pytest.mark.parametrize("key", ["dermot", "marcy", "nuala"])
def test_a_rep_who_only_chats_has_a_lovely_call_and_nothing_else(charmer: Persona, key: str) -> None:
    for seed in SEEDS:
        state, said = play(charmer.variant(key), [*AFFABLE[:12], MEETING, *AFFABLE[12:20]], seed)
        assert not state.opened
        assert state.outcome in ("soft_next_step", "brushed_off", "stalled", "abandoned")
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("key", ["dermot", "marcy"])
@pytest.mark.parametrize(("last", "outcome"), [(MEETING, "next_step"), (LETTING_GO, "honest_no")])
def test_warmth_traded_for_substance_opens_them(charmer: Persona, key: str, last: Heard, outcome: str) -> None:
    prospect = charmer.variant(key)
    ends = [play(prospect, [*RIGHT, last], seed)[0] for seed in SEEDS]
    assert all(prospect.truths[0].id in end.opened for end in ends)
    assert {end.outcome for end in ends} == {outcome}
    assert outcome in prospect.right_end


@pytest.mark.parametrize("key", ["dermot", "marcy"])
def test_letting_go_before_the_truth_is_out_is_only_a_brush_off(charmer: Persona, key: str) -> None:
    for seed in SEEDS:
        assert play(charmer.variant(key), [RIGHT[1], LETTING_GO], seed)[0].outcome == "brushed_off"


SIMPLE = [
    heard("Who minds your cold rooms?", "discover", about=("current",)),
    heard("What has gone wrong with them?", "discover", about=("problem",)),
    heard("What would have to change before you moved?", "dig", about=("change",)),
]


def test_finding_out_that_it_works_and_saying_so_is_right_with_the_twin(charmer: Persona) -> None:
    twin = charmer.variant("nuala")
    for seed in SEEDS:
        assert play(twin, [*SIMPLE, LETTING_GO, heard("Goodbye.", "other", closes="bye")], seed)[0].outcome in (
            "honest_no",
        )


def test_the_twin_meets_nobody_unless_they_asked_what_would_change_things(charmer: Persona) -> None:
    twin = charmer.variant("nuala")
    for seed in SEEDS:
        assert play(twin, [*SIMPLE[:2], MEETING], seed)[0].outcome == "abandoned"
        frank = heard("For what you have, we are no better.", "candour")
        assert play(twin, [*SIMPLE, frank, MEETING], seed)[0].outcome == "next_step"


def test_the_tough_reflex_fails_with_the_twin(charmer: Persona) -> None:
    tough = [
        heard("You are too comfortable with that man.", "challenge"),
        heard("I do not accept that.", "hold"),
        heard("What are you really hiding?", "dig", about=("reason",)),
        heard("Your loyalty is costing you and you will not look.", "challenge"),
        heard("I am staying until you answer me.", "hold"),
        LETTING_GO,
    ]
    for seed in SEEDS:
        assert play(charmer.variant("nuala"), tough, seed)[0].outcome in ("hung_up", "brushed_off")


@pytest.mark.parametrize("key", ["dermot", "marcy", "nuala"])
def test_the_story_fits_any_call(charmer: Persona, key: str) -> None:
    """It is told after every call, so it says what was going on and nothing of what the rep did."""
    story = charmer.variant(key).story
    assert 80 <= len(story.split()) <= 150
    for done in ("this one", "they say", "they asked", "a stranger", "wouldn't go", "only asked"):
        assert done not in story


def test_the_wedding_is_not_the_planning_permission(charmer: Persona) -> None:
    twin = charmer.variant("nuala")
    asked = heard("How is the wedding planning going?", "small_talk", about=("personal",))
    for seed in SEEDS:
        _, said = play(twin, [asked], seed)
        assert "CO2" not in said[1] and "council" not in said[1]


def test_the_twin_speaks_in_her_own_voice_before_she_warms_to_the_rep(charmer: Persona) -> None:
    twin = charmer.variant("nuala")
    shared = set(charmer.variant("dermot").spoken("dodge")) - set(twin.spoken("dodge"))
    assert shared
    assert not shared & set(twin.spoken("dodge", "neutral"))
