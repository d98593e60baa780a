"""Plain facts bound a level, whatever the trained models think."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holdtheline.grading.anchors import did
from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.facts import bounds
from holdtheline.moves.taxonomy import MOVES

PUSH, NOTHING = frozenset({"send_me"}), frozenset({"long"})


def turn(number: int, before: frozenset[str] = PUSH, **moves: float) -> RepTurn:
    """A turn that makes all these moves."""
    whole = {**dict.fromkeys(MOVES, 0.0), **moves}
    return RepTurn(number, "...", whole, tuple(moves), before, frozenset(), 8, 0, 0.0)


def highest(*turns: RepTurn, criterion: str = "ground") -> int:
    return bounds(CallRead("send-info", False, turns, (), {}), criterion)[1]


HOLDS, YIELDS = {"hold": 0.9}, {"cave": 0.8}


def test_who_gives_way_in_the_end_has_held_sometimes_at_most() -> None:
    assert highest(turn(1, **HOLDS), turn(3, **HOLDS), turn(5, **YIELDS)) == 2
    assert highest(turn(1, **HOLDS), turn(3, **YIELDS), turn(5, small_talk=0.9)) == 2


def test_who_gives_way_and_holds_after_it_is_not_bounded_by_it() -> None:
    assert highest(turn(1, **YIELDS), turn(3, **HOLDS)) == 4
    assert highest(turn(1, **HOLDS), turn(3, **YIELDS), turn(5, challenge=0.7)) == 4


def test_agreeing_to_what_nobody_pressed_for_and_a_mere_suspicion_bound_nothing() -> None:
    assert highest(turn(1, **HOLDS), turn(3, NOTHING, **YIELDS)) == 4
    assert highest(turn(1, **HOLDS), turn(3, cave=0.25)) == 4


@pytest.mark.parametrize(("cave", "counts"), [(0.2, False), (0.55, False), (0.7, True)])
def test_holding_and_giving_way_in_one_breath_is_what_it_is_more_surely(cave: float, counts: bool) -> None:
    assert did(turn(1, hold=0.9, cave=cave), "cave") is counts
    assert did(turn(1, hold=0.9, cave=cave), "hold")


def test_what_is_all_but_certain_stands_alone_though_the_other_is_likely() -> None:
    both = turn(1, hold=0.97, cave=0.75)
    assert did(both, "hold") and not did(both, "cave")


def test_giving_way_to_a_push_in_the_last_words_leaves_nothing_to_hold_anybody_to() -> None:
    assert highest(turn(1, **HOLDS), turn(3, **YIELDS), criterion="next_step") == 1
    assert highest(turn(1, **HOLDS), turn(3, next_step=0.9), turn(5, **YIELDS), criterion="next_step") == 4


def test_a_fair_close_that_sounds_like_giving_way_is_no_soft_last_word() -> None:
    digs, off_the_list = {"dig": 0.9, "qualify": 0.6}, {"cave": 0.22, "candour": 0.18}
    assert highest(turn(1, **digs), turn(3, NOTHING, cave=0.8), criterion="next_step") == 4
    assert highest(turn(1, **digs), turn(3, **off_the_list), criterion="next_step") == 4


def test_a_call_in_which_no_step_can_be_seen_has_none() -> None:
    for step, level in ((0.1, 1), (0.2, 4)):  # a step that may have been made is left to the score
        last = replace(turn(3, NOTHING, small_talk=0.9, next_step=step), made=("small_talk",))
        assert highest(turn(1, dig=0.9), last, criterion="next_step") == level
