"""Calls in a row with one person: who turns up, who has gone silent, what is remembered."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtheline.moves.heard import Heard
from holdtheline.prospect import engine, series
from holdtheline.prospect.state import State
from holdtheline.vocabulary import OUTCOMES, Outcome
from tests.unit.people import masked, twin
from tests.unit.test_mind import turns

MASKED, TWIN = masked(), twin()


def ended(outcome: Outcome, **more: object) -> State:
    return replace(State(respect=4.0, respect_turns=3, patience=3.0), outcome=outcome, **more)  # type: ignore[arg-type]


def worthless(text: str) -> Heard:
    return Heard(text=text, moves={"vague_follow_up": 0.9}, made=("vague_follow_up",), words=6)


def worthwhile(text: str) -> Heard:
    moves = {"candour": 0.9, "empathise": 0.8}
    return Heard(text=text, moves=moves, made=("candour", "empathise"), words=25, closes="offer", asks=1)


@pytest.mark.parametrize("days", [1, 3, 14])
@pytest.mark.parametrize("seed", range(10))
def test_a_firm_step_is_met_by_somebody_who_turns_up(days: int, seed: int) -> None:
    state, opening = engine.open_again(MASKED, ended("next_step"), days, seed)
    assert state.reach == "live" and not state.quiet and opening
    assert state.respect > 2


@pytest.mark.parametrize("outcome", series.SILENT)
def test_an_empty_step_meets_a_mailbox(outcome: Outcome) -> None:
    state, _ = engine.open_again(MASKED, ended(outcome), 3, 1)
    assert state.reach == "mailbox" and state.quiet


@pytest.mark.parametrize("outcome", ["stalled", "abandoned"])
def test_who_has_told_the_truth_picks_up_coolly_where_nothing_was_agreed(outcome: Outcome) -> None:
    state = series.follow_up(MASKED, ended(outcome, opened={MASKED.truths[0].id: 4}), 3)
    assert state.reach == "live" and not state.quiet
    assert series.opening(MASKED, state, random.Random(1)).act == "back_cool"


def test_three_worthless_messages_and_it_is_over() -> None:
    state, opening = engine.open_again(MASKED, ended("soft_next_step"), 3, 1)
    said, acts = [opening], []
    for i in range(3):
        reply = engine.reply(MASKED, state, worthless(f"Just checking in again, number {i}"), said, 1)
        state = reply.state
        said.append(reply.text)
        acts.append(reply.directive.act)
    assert acts == ["no_answer", "no_answer", "gone_silent"] and state.outcome == "stalled"
    assert len(set(said)) == len(said)


def test_a_message_worth_an_answer_reaches_them_and_the_reason_is_found() -> None:
    state, opening = engine.open_again(MASKED, ended("soft_next_step"), 5, 1)
    line = worthwhile("I think I made it hard to say no. If it's a no, tell me so. What changed?")
    first = engine.reply(MASKED, state, line, [opening], 1)
    second_try = first
    if first.directive.act == "no_answer":
        second_try = engine.reply(MASKED, first.state, worthwhile("One more, then I leave it be."), [opening], 1)
    assert second_try.directive.act == "reached" and second_try.state.reach == "live"
    asks = Heard(
        text="Why did it go quiet?",
        moves={"dig": 0.9},
        made=("dig",),
        topics={"reason": 0.8},
        about=("reason",),
        asks=1,
    )
    found = engine.reply(MASKED, second_try.state, asks, [opening, second_try.text], 1)
    assert found.directive.act == "why_quiet" and not found.state.quiet


def test_a_broken_promise_is_named_at_once() -> None:
    before = ended("next_step", promises=("I'll send you the sheet tomorrow",))
    _, opening = engine.open_again(MASKED, before, 4, 1)
    assert "I'll send you the sheet tomorrow" in opening


def test_a_kept_promise_is_not() -> None:
    before = ended("next_step", promises=("I'll send you the sheet tomorrow",))
    for kept in (None, ("I'll send you the sheet tomorrow",)):
        _, opening = engine.open_again(MASKED, before, 4, 1, kept)
        assert "sheet" not in opening


def test_a_promise_not_yet_due_is_not_broken() -> None:
    assert series.broken(ended("next_step", promises=("I'll send it next week",)), 3, ()) == ()


def test_a_lie_is_remembered() -> None:
    before = ended("honest_no", untrue=("the offer ends tonight",))
    _, opening = engine.open_again(MASKED, before, 4, 1)
    assert "the offer ends tonight" in opening


def test_what_came_out_stays_out() -> None:
    before = ended("next_step", opened={MASKED.truths[0].id: 5})
    state, _ = engine.open_again(MASKED, before, 2, 1)
    assert dict(state.opened) == {MASKED.truths[0].id: 0}


def test_a_call_still_going_on_cannot_be_followed() -> None:
    with pytest.raises(ValueError, match="still going on"):
        engine.open_again(MASKED, State(), 2, 1)
    with pytest.raises(ValueError, match="1 to"):
        engine.open_again(MASKED, ended("next_step"), 0, 1)


@given(
    st.sampled_from([MASKED, TWIN]),
    st.sampled_from(OUTCOMES),
    st.integers(1, 365),
    st.lists(turns, min_size=1, max_size=20),
    st.integers(0, 99),
)
@settings(max_examples=150, deadline=None)
def test_any_later_call_is_a_valid_one(prospect, outcome, days, heards, seed) -> None:  # type: ignore[no-untyped-def]
    before = ended(outcome, promises=("I'll send it tomorrow",), untrue=("it ends tonight",))
    state, opening = engine.open_again(prospect, before, days, seed)
    said = [opening]
    for heard in heards:
        if state.over:
            break
        reply = engine.reply(prospect, state, heard, said, seed)
        assert reply.text not in said and "{" not in reply.text
        assert not (set(reply.state.opened) - {t.id for t in prospect.truths})
        assert State.from_dict(reply.state.to_dict()) == reply.state
        state = reply.state
        said.append(reply.text)
