"""The people who like it but not today: two with a reason they don't say, and one who would order now."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.parting import parting
from holdtheline.moves.reader import Reader
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.check import before_opening, check
from holdtheline.prospect.state import State

MASKED = ("ferreira", "kulkarni")


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "fence-sitter.yaml")


@cache
def reader() -> Reader:
    return Reader.default()


def call(who: Prospect, seed: int, *lines: str) -> State:
    """The state after these rep lines; the call may end before the last."""
    state, first = engine.open_call(who, seed)
    said = [first or ""]
    mine: list[str] = []
    for line in lines:
        heard = reader().read(line, said[-1], mine, len(mine) + 1)
        reply = engine.reply(who, state, heard, said, seed)
        state = reply.state
        mine.append(line)
        said.append(reply.text)
        if state.over:
            break
    return state


def test_two_are_masked_and_one_means_it() -> None:
    assert {v.key: v.twin for v in file().variants} == {"ferreira": False, "kulkarni": False, "thackray": True}
    twin = file().variant("thackray")
    assert twin.serves and not twin.truths and twin.grading.off == ("challenge",)
    assert not [f for f in check(file(), "fence-sitter.yaml") if f.kind == "fault"]


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"thackray's", "maureen", "dalia", "little", "otters", "hi", "hello"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("thackray"), words("ferreira"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.85
    assert file().variant("thackray").card == file().variant("ferreira").card


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_the_gate_gives_the_truth_away(key: str) -> None:
    who = file().variant(key)
    for truth in who.truths:
        early = [*before_opening(who, truth), who.card, who.before, who.situation]
        assert not [(w, line) for w in truth.words for line in early if re.search(rf"\b{w}", line, re.IGNORECASE)]
        assert all(any(w.lower() in tell.lower() for w in truth.words) for tell in truth.tell)


@pytest.mark.parametrize("key", MASKED)
def test_asking_what_the_delay_is_for_opens_the_truth_and_a_day(key: str) -> None:
    lines = (
        "I don't need a signature today, and I won't push for one. What's holding you back?",
        "Busy I believe, but there's always a season. What's the real reason for the wait?",
        "It has limits, and if one of those is the trouble, say so. What has to happen first?",
        "I'd take a no over another later. What are you waiting for?",
        "Then let's take half an hour on Thursday at ten, to decide yes or no.",
    )
    ends = [call(file().variant(key), seed, *lines) for seed in range(10)]
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
        state = call(file().variant(key), seed, *lines)
        assert not state.opened and state.step not in ("firm", "order")


@pytest.mark.parametrize("key", MASKED)
def test_a_push_for_the_order_today_gets_none(key: str) -> None:
    lines = ("It's a great product.", "Let's sign it today.", "I can only hold this price until tonight.")
    for seed in range(10):
        assert call(file().variant(key), seed, *lines).step not in ("firm", "order")


def test_the_twin_orders_from_whoever_takes_the_order() -> None:
    lines = ("Hello Maureen. You asked me to call. What would you like to do?", "Then I'll take the order now.")
    for seed in range(10):
        assert call(file().variant("thackray"), seed, *lines).step == "order"


def test_the_twin_does_not_order_from_somebody_who_holds_off() -> None:
    lines = (
        "I want to slow this down. What's behind the rush?",
        "I'm not going to take an order today. You may not have looked at everything.",
        "What's the real reason you want it now?",
        "I'd rather hold off and have a second call on Thursday at ten.",
    )
    for seed in range(10):
        assert call(file().variant("thackray"), seed, *lines).step != "order"


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
