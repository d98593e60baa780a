"""Any text at all is read: values in range, and quickly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtheline.moves.taxonomy import TOPICS
from holdtheline.moves.understand import understand
from tests.unit.topic_score import turns


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=200))
def test_any_text_whatever_gives_values_in_range(text: str, before: str | None) -> None:
    seen = understand(text, before)
    assert set(seen.topics) <= set(TOPICS)
    assert all(0.2 < w <= 1 for w in seen.topics.values())
    assert set(seen.about) == {t for t, w in seen.topics.items() if w >= 0.5}
    assert list(seen.topics.values()) == sorted(seen.topics.values(), reverse=True)
    assert 0 <= seen.clarity <= 1
    assert seen.asks >= 0 and seen.words >= 0


_PIECES = [
    "who ",
    "what ",
    "is ",
    "the ",
    "a ",
    "your ",
    "cost ",
    "one ",
    "and ",
    "if ",
    "thursday ",
    "at ten ",
    "1,",
    "'",
    "<",
    ". ",
]
_PIECES += [
    "? ",
    "with ",
    "Aa ",
    "we have ",
    "ignore ",
    "system ",
    "i will ",
    "\n",
    "£",
    "offer ",
    "no ",
    "½",
    "і",
    "\u200b",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5))
def test_no_repetition_makes_reading_slow(pieces: list[str]) -> None:
    long = ("".join(pieces) * 20_000)[:20_000]
    spent = min(_seconds(long) for _ in range(2))
    assert spent < 0.2 * _slowness(), f"{spent:.3f} s of processor time for {pieces}"


def test_twenty_thousand_random_characters_are_read_in_50_ms(random_text: str) -> None:
    assert min(_seconds(random_text) for _ in range(7)) < 0.05 * _slowness()


def test_an_ordinary_turn_takes_about_a_millisecond() -> None:
    rows = turns("tuning")
    spent = min(sum(_seconds(r["text"], r["before"]) for r in rows) for _ in range(3)) / len(rows)
    assert spent < 0.002 * _slowness(), f"{spent * 1000:.2f} ms a turn"


@pytest.fixture
def random_text() -> str:
    from random import Random

    rng = Random(1)
    return "".join(
        chr(rng.randrange(32, 127) if rng.random() < 0.5 else rng.randrange(32, 0x3000)) for _ in range(20_000)
    )


def _seconds(text: str, before: str | None = None) -> float:
    start = time.process_time()
    understand(text, before)
    return time.process_time() - start


def _slowness() -> float:
    """How many times slower than a quiet machine this one is just now (1 or more): shared cores are not our fault."""
    start = time.process_time()
    sum(i * i for i in range(200_000))
    return max(1.0, (time.process_time() - start) / 0.012)
