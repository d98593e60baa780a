"""How changes of levels between wordings, and between readers, are counted."""

from __future__ import annotations

import pytest

from tests.adversarial import transcript, written
from training.wordings import gained, hesitating, second_readings, shares


@pytest.mark.parametrize(
    ("was", "now", "gain"), [(2, 2, 0), (1, 3, 2), (4, 3, -1), (None, None, 0), (None, 2, 9), (0, None, 9)]
)
def test_a_level_that_comes_or_goes_is_no_gain_of_levels(was: int | None, now: int | None, gain: int) -> None:
    assert gained(was, now) == gain


def test_only_the_rep_hesitates_and_no_turn_is_lost() -> None:
    one = written()[0]
    call = transcript(one.id, one.persona, one.plain)
    slow = hesitating(call)
    assert [t.speaker for t in slow.turns] == [t.speaker for t in call.turns]
    pairs = list(zip(call.turns, slow.turns, strict=True))
    assert all(t.text == s.text for t, s in pairs if t.speaker == "prospect")
    assert sum(t.text != s.text for t, s in pairs) >= len(call.rep_turns()) / 2
    assert all(len(s.text) >= len(t.text) for t, s in pairs)


def test_shares_count_changes_and_leave_comings_and_goings_out_of_the_mean() -> None:
    (name, told), *rest = shares({"terse": {"truth": [0, 1, -2, 9], "ground": [0, 0]}})
    assert (name, rest) == ("terse", [])
    assert told == {
        "levels": 6,
        "changed": 0.5,
        "by_more_than_one": 0.333,
        "mean_gain": -0.2,
        "truth": 0.75,
        "ground": 0.0,
    }


def test_every_second_reading_is_of_a_labelled_call() -> None:
    told = dict(shares(second_readings()))
    assert list(told) == [f"labels, {wording} read again" for wording in ("original", "padded", "terse")]
    assert {one["levels"] for one in told.values()} == {216}
    assert all(0.1 < one["changed"] < 0.25 for one in told.values())
