"""What the grader learns from beside the measured calls, and what is held out with them."""

from __future__ import annotations

import pytest

from holdtheline.moves.taxonomy import MOVES
from training.data import BY_PROGRAM, CHECKED, Labelled, kept_out, load, more, reworded

KNOWN = load("calls.jsonl")
MORE = more(KNOWN)
REWORDED = reworded(KNOWN)
CRITERIA = {"challenge", "ground", "substance", "truth", "next_step", "respect"}


@pytest.mark.parametrize("one", MORE, ids=lambda one: one.call.id)
def test_labels_are_of_the_rubric_and_point_at_turns_of_the_reps(one: Labelled) -> None:
    mine = {number for number, _ in one.call.rep_turns()}
    assert set(one.levels) == CRITERIA and all(v is None or v in range(5) for v in one.levels.values())
    assert set(one.moves) == mine and all(m and set(m) <= set(MOVES) for m in one.moves.values())
    assert {number for named in one.evidence.values() for number in named} <= mine
    assert not one.measured


def test_no_call_is_measured_and_learned_from() -> None:
    texts = {one.call.id: tuple(t.text for t in one.call.turns) for one in KNOWN}
    assert len({one.call.id for one in (*KNOWN, *MORE)}) == len(KNOWN) + len(MORE)
    assert not {tuple(t.text for t in one.call.turns) for one in MORE} & set(texts.values())


def test_other_words_change_the_reps_turns_only() -> None:
    known = {one.call.id: one for one in KNOWN}
    assert len(REWORDED) >= 200
    for one in REWORDED:
        first = known[one.of or ""]
        assert (one.levels, one.moves, one.group, one.writer) == (first.levels, first.moves, first.group, first.writer)
        for before, after in zip(first.call.turns, one.call.turns, strict=True):
            assert before.speaker == after.speaker
            assert before.speaker == "rep" or before.text == after.text


@pytest.mark.parametrize(("name", "calls", "wordings"), [(CHECKED, 48, 2), (BY_PROGRAM, 108, 4)])
def test_what_is_only_measured_on_is_not_learned_from(name: str, calls: int, wordings: int) -> None:
    measured = reworded(KNOWN, name)
    assert len({one.of for one in measured}) == calls and len(measured) == calls * wordings
    learned = {tuple(text for _, text in one.call.rep_turns()) for one in (*KNOWN, *MORE)}
    assert not {tuple(text for _, text in one.call.rep_turns()) for one in measured} & learned


def test_other_words_are_held_out_with_their_call() -> None:
    parts = [i % 5 for i in range(len(KNOWN))]
    of_call = dict(zip((one.call.id for one in KNOWN), parts, strict=True))
    for one, part in zip(MORE, kept_out(KNOWN, [*KNOWN, *MORE], parts, "call")[len(KNOWN) :], strict=True):
        assert part == (of_call[one.of] if one.of else None)


def test_a_held_out_prospect_is_met_nowhere() -> None:
    prospects = sorted({one.group for one in KNOWN})
    parts = [prospects.index(one.group) % 5 for one in KNOWN]
    every = [*KNOWN, *MORE]
    for part in range(5):
        held = {one.group for one, p in zip(KNOWN, parts, strict=True) if p == part}
        found = kept_out(KNOWN, every, parts, "persona")
        assert not held & {one.group for one, p in zip(every, found, strict=True) if p != part}
