"""The reveal: what was hidden, and the turns that came near it."""

from __future__ import annotations

from typing import Any

import pytest

from holdtheline import persona
from holdtheline.persona import Prospect
from holdtheline.services.moments import MOST_MOMENTS
from holdtheline.services.reveal import opened_at, reveal
from holdtheline.store.calls import Step, Turn
from tests.conftest import MASKED, PERSONAS, TWIN

TRUTH = "brother-signs"


@pytest.fixture(scope="module")
def people() -> dict[str, Prospect]:
    return {v.key: v for v in persona.load(PERSONAS / "flour-shop.yaml").variants}


def beat(act: str, *made: str, about: tuple[str, ...] = (), truth: str | None = None, cost: float = 0.2) -> Any:
    return act, made, about, truth, cost


def shown(prospect: Prospect, *beats: Any, outcome: str = "brushed_off") -> Any:
    """The reveal of a call with these exchanges: rep turns 2, 4, 6, ..."""
    patience, opened = 8.0, {}
    turns = [Turn(1, "prospect", "Yes?", False, None)]  # type: ignore[arg-type]
    steps = [Step(0, None, {"patience": patience, "opened": {}}, None)]
    probes: dict[str, int] = {}
    for i, (act, made, about, truth, cost, *topic) in enumerate(beats, 1):
        patience -= cost
        if truth is not None:
            probes = {**probes, truth: probes.get(truth, 0) + 1}
        if act == "tell":
            opened = {**opened, truth: i}
        turns += [Turn(2 * i, "rep", f"Line {i}", False, None), Turn(2 * i + 1, "prospect", "Hm.", False, None)]  # type: ignore[arg-type]
        heard = {"made": list(made), "about": list(about)}
        directive = {"act": act, "truth": truth, "topic": topic[0] if topic else None}
        steps.append(Step(2 * i, heard, {"patience": patience, "opened": opened, "probes": probes}, directive))
    call: Any = type("Ended", (), {"outcome": outcome})()
    return reveal(call, prospect, turns, steps)


def sentences(found: Any) -> list[tuple[int, str]]:
    return [(m.turn, m.what) for m in found.moments]


def test_what_was_asked_rightly_waved_away_and_dropped_is_told(people: dict[str, Prospect]) -> None:
    found = shown(people[MASKED], beat("deflect", "qualify", truth=TRUTH), beat("chat", "small_talk"))
    assert sentences(found) == [
        (2, "The right thing to ask. Rosa waved it away. Next you turned to small talk."),
    ]
    assert found.truths[0].opened_at is None and found.truths[0].question
    assert found.moments[0].said == "Line 1"


def test_a_hint_that_was_let_drop_outweighs_one_taken_up(people: dict[str, Prospect]) -> None:
    dropped = shown(people[MASKED], beat("hint", "dig", truth=TRUTH), beat("flattered", "flatter"))
    assert dropped.moments[0].what == "Rosa half said it here. Next you paid a compliment."
    taken = shown(people[MASKED], beat("hint", "dig", truth=TRUTH), beat("tell", "dig", truth=TRUTH))
    assert taken.moments[0].what == "Rosa half said it here, and you took it up."
    assert taken.moments[1].what.startswith("This brought it out: Her brother signs everything.")
    assert taken.truths[0].opened_at == 4


def test_what_was_asked_in_the_last_turn_says_that_the_call_ended(people: dict[str, Prospect]) -> None:
    found = shown(people[MASKED], beat("deflect", "qualify", truth=TRUTH))
    assert found.moments[0].what.endswith("The call ended there.")


def test_giving_in_is_told_differently_of_someone_who_means_it(people: dict[str, Prospect]) -> None:
    masked = shown(people[MASKED], beat("take_it", "cave"))
    twin = shown(people[TWIN], beat("take_it", "cave"))
    assert "nothing was left to talk about" in masked.moments[0].what
    assert "took it at its word" in twin.moments[0].what


def test_digging_where_nothing_is_hidden_is_told_when_it_cost_patience(people: dict[str, Prospect]) -> None:
    dear = shown(people[TWIN], beat("push_back", "dig", about=("who_decides",), cost=2.0))
    cheap = shown(people[TWIN], beat("push_back", "dig", about=("who_decides",), cost=0.3))
    assert "There was nothing" in dear.moments[0].what and dear.nothing_hidden
    assert cheap.moments == ()


def test_at_most_five_moments_the_most_telling_in_the_order_of_time(people: dict[str, Prospect]) -> None:
    acts = ("pitched_at", "appeased", "flattered", "interrupt", "attacked", "pressured", "take_it")
    found = shown(people[MASKED], *(beat(act, "cave") for act in acts))
    assert len(found.moments) == MOST_MOMENTS
    assert [m.turn for m in found.moments] == [6, 8, 10, 12, 14]
    assert found.turned == 14


def test_the_same_thing_done_again_is_told_once(people: dict[str, Prospect]) -> None:
    found = shown(people[MASKED], *[beat("attacked", "attack")] * 3, beat("flattered", "flatter"))
    assert sentences(found) == [
        (2, "You attacked Rosa. Whatever might have been said next wasn't. It wasn't the only time."),
        (8, "Rosa heard the compliment. It opened nothing."),
    ]


def test_leaving_it_vague_is_not_giving_what_was_asked_for(people: dict[str, Prospect]) -> None:
    for who in (MASKED, TWIN):
        assert "left it vague" in shown(people[who], beat("take_it", "vague_follow_up")).moments[0].what


def test_standing_against_someone_who_means_it_is_told_apart_from_digging(people: dict[str, Prospect]) -> None:
    (moment,) = shown(people[TWIN], beat("push_back", "hold", cost=1.5)).moments
    assert moment.what == "You stood against something that Rita meant. It cost patience, and won nothing."


def test_a_hang_up_says_what_it_was_about(people: dict[str, Prospect]) -> None:
    assert shown(people[MASKED], beat("hang_up", "appease")).moments[0].what == (
        "You soothed and agreed, and Rosa hung up."
    )
    assert shown(people[MASKED], beat("hang_up", "other")).moments[0].what == "Rosa had had enough, and hung up."


def test_a_long_line_is_cut_at_a_word(people: dict[str, Prospect]) -> None:
    turns = [Turn(2, "rep", "word " * 200, False, None)]  # type: ignore[arg-type]
    steps = [
        Step(0, None, {"patience": 8, "opened": {}}, None),
        Step(2, {"made": ["attack"], "about": []}, {"patience": 5, "opened": {}}, {"act": "attacked", "truth": None}),
    ]
    call: Any = type("Ended", (), {"outcome": "hung_up"})()
    (moment,) = reveal(call, people[MASKED], turns, steps).moments
    assert len(moment.said) < 250 and moment.said.endswith("word …")


def test_truths_open_at_the_turn_of_the_question(people: dict[str, Prospect]) -> None:
    steps = [
        Step(0, None, {"opened": {}}, None),
        Step(3, {}, {"opened": {"a": 1}}, {}),
        Step(5, {}, {"opened": {"a": 1, "b": 2}}, {}),
    ]
    assert opened_at(steps) == {"a": 3, "b": 5}


@pytest.mark.parametrize(("outcome", "right"), [("next_step", True), ("honest_no", True), ("hung_up", False)])
def test_the_right_end_is_the_prospects_own(people: dict[str, Prospect], outcome: str, right: bool) -> None:
    assert shown(people[MASKED], outcome=outcome).reached_right_end is right


def answered(topic: str) -> Any:
    """An exchange in which the prospect answered about a topic."""
    return ("answer", ("discover",), (topic,), None, 0.2, topic)


def test_a_door_that_stood_open_is_told_with_what_the_rep_did_instead(people: dict[str, Prospect]) -> None:
    found = shown(people[MASKED], answered("process"), beat("chat", "small_talk"), beat("take_it", "cave"))
    assert (
        4,
        "Rosa had just spoken of how it is bought, one question away from what was hidden. "
        "You turned to small talk instead.",
    ) in sentences(found)
    assert found.truths[0].near == ()


def test_the_mask_shown_again_is_a_door_too_and_the_wider_one_counts(people: dict[str, Prospect]) -> None:
    masks = shown(people[MASKED], beat("mask", "hold"), beat("pitched_at", "pitch"))
    assert sentences(masks)[-1][1].startswith("Rosa had just come back to the same demand")
    both = shown(
        people[MASKED], beat("mask"), beat("pitched_at", "pitch"), answered("process"), beat("chat", "flatter")
    )
    told = [what for _, what in sentences(both) if "instead" in what]
    assert told == [
        "Rosa had just spoken of how it is bought, one question away from what was hidden. "
        "You paid a compliment instead."
    ]


def test_no_door_is_told_where_the_truth_was_asked_after_or_nothing_is_hidden(people: dict[str, Prospect]) -> None:
    beats = (answered("process"), beat("chat", "small_talk"))
    asked = shown(people[MASKED], *beats, beat("deflect", "dig", truth=TRUTH))
    assert not [what for _, what in sentences(asked) if "instead" in what]
    assert not [what for _, what in sentences(shown(people[TWIN], *beats)) if "instead" in what]


def test_where_the_rep_came_near_is_kept_with_the_truth(people: dict[str, Prospect]) -> None:
    found = shown(
        people[MASKED],
        beat("deflect", "dig", truth=TRUTH),
        beat("hint", "dig", truth=TRUTH),
        beat("chat", "small_talk"),
    )
    assert found.truths[0].near == (2, 4) and found.truths[0].opened_at is None


def test_asking_again_without_having_earned_it_says_so(people: dict[str, Prospect]) -> None:
    twice = beat("deflect", "dig", truth=TRUTH)
    found = shown(people[MASKED], twice, twice, beat("flattered", "flatter"))
    assert sentences(found)[1] == (
        4,
        "Rightly asked again. Rosa still kept it: you had not earned it yet. Next you paid a compliment.",
    )
