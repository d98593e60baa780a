"""The people who like it but not today: two with a reason they don't say, and one who would order now."""

from __future__ import annotations

from functools import partial

import pytest

from holdtheline.moves.parting import parting
from tests.unit.persona_play import call, variant

who = partial(variant, "fence-sitter")
MASKED = ("ferreira", "kulkarni")


def test_challenging_is_not_graded_with_the_twin() -> None:
    assert who("thackray").grading.off == ("challenge",)


@pytest.mark.parametrize("key", MASKED)
def test_asking_what_the_delay_is_for_opens_the_truth_and_a_day(key: str) -> None:
    lines = (
        "I don't need a signature today, and I won't push for one. What's holding you back?",
        "Busy I believe, but there's always a season. What's the real reason for the wait?",
        "It has limits, and if one of those is the trouble, say so. What has to happen first?",
        "I'd take a no over another later. What are you waiting for?",
        "Then let's take half an hour on Thursday at ten, to decide yes or no.",
    )
    ends = [call(who(key), seed, *lines).state for seed in range(10)]
    assert all(s.opened for s in ends)
    assert sum(s.step == "firm" for s in ends) >= 8


@pytest.mark.parametrize("key", MASKED)
def test_patience_is_welcome_and_changes_nothing(key: str) -> None:
    lines = (
        "How was your weekend?",
        "Oh, you poor thing, I completely understand.",
        "No pressure at all, take all the time you need.",
        "I'll check back in a few weeks then!",
    )
    for seed in range(10):
        state = call(who(key), seed, *lines).state
        assert not state.opened and state.step not in ("firm", "order")


@pytest.mark.parametrize("key", MASKED)
def test_a_push_for_the_order_today_gets_none(key: str) -> None:
    lines = ("It's a great product.", "Let's sign it today.", "I can only hold this price until tonight.")
    for seed in range(10):
        assert call(who(key), seed, *lines).state.step not in ("firm", "order")


def test_the_twin_orders_from_whoever_takes_the_order() -> None:
    lines = ("Hello Maureen. You asked me to call. What would you like to do?", "Then I'll take the order now.")
    for seed in range(10):
        assert call(who("thackray"), seed, *lines).state.step == "order"


def test_the_twin_does_not_order_from_somebody_who_holds_off() -> None:
    lines = (
        "I want to slow this down. What's behind the rush?",
        "I'm not going to take an order today. You may not have looked at everything.",
        "What's the real reason you want it now?",
        "I'd rather hold off and have a second call on Thursday at ten.",
    )
    for seed in range(10):
        assert call(who("thackray"), seed, *lines).state.step != "order"


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("Of course. Let me read the order back to you.", True),
        ("I'll need your card details and it's done.", True),
        ("I'm not going to take an order today.", False),
        ("There's no rush to sign today.", False),
    ],
)
def test_an_order_is_taken_only_by_who_takes_it(text: str, orders: bool) -> None:
    assert parting(text).orders is orders
