"""The one thing to work on says of a turn only what the turn did."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.priority import priority
from holdtheline.grading.scorecard import Priority
from holdtheline.grading.sentences import Sentences
from holdtheline.moves.reader import Reader
from holdtheline.moves.taxonomy import MOVES
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, Turn
from holdtheline.yamlfile import read

RUBRIC = read(Path("rubrics/challenge-over-rapport.yaml"), Rubric)
FULL = {c.id: 4 for c in RUBRIC.criteria}
WEIGHTS = {c.id: 1.0 for c in RUBRIC.criteria}
SAID = "How old are the two levelers?"


def worked_on(
    criterion: str, level: int, *made: str, pushed: bool = False, given: dict[str, str] | None = None
) -> Priority:
    """What is said of a call whose only loss is that criterion, with one turn that made these moves."""
    call = Transcript(
        id="c", turns=[Turn(speaker="prospect", text="No. Send it over."), Turn(speaker="rep", text=SAID)]
    )
    turn = RepTurn(
        number=2,
        text=SAID,
        moves={m: 0.9 if m in made else 0.01 for m in MOVES},
        made=made,
        before=frozenset({"send_me"} if pushed else ()),
        after=frozenset(),
        words=6,
        questions=1,
        echo=0.0,
    )
    read = CallRead("angry", None, (turn,), (), {})
    found = priority(Sentences(call, read, Reader.default()), RUBRIC, {**FULL, criterion: level}, WEIGHTS, given)
    assert found is not None and found.criterion == criterion and found.quote == SAID
    return found


def test_who_did_not_give_way_is_not_told_that_they_moved() -> None:
    assert "you moved" in worked_on("ground", 1, "cave", pushed=True).why
    assert "you moved" not in worked_on("ground", 1, "discover", pushed=True).why
    assert "you moved" not in worked_on("ground", 1, "cave").why


def test_who_asked_is_not_told_that_nobody_did() -> None:
    assert "nobody asked" in worked_on("truth", 1, "pitch", pushed=True).why
    assert "nobody asked" not in worked_on("truth", 1, "dig", pushed=True).why
    assert "went by" in worked_on("challenge", 1, "pitch", pushed=True).why
    for asked in ("challenge", "dig", "hold"):
        assert "went by" not in worked_on("challenge", 1, asked, pushed=True).why


@pytest.mark.parametrize("criterion", [c.id for c in RUBRIC.criteria])
def test_one_short_of_the_top_nothing_was_missed(criterion: str) -> None:
    found = worked_on(criterion, 3, "discover", pushed=True)
    assert found.better_line is None, "a stock line would mend what was not broken"
    assert RUBRIC.criterion(criterion).anchors[4][-30:] in found.why and "As 3" not in found.why
    assert worked_on(criterion, 2, "discover", pushed=True).better_line


def test_a_line_for_this_prospect_is_given_at_any_level() -> None:
    assert worked_on("truth", 3, "dig", given={"truth": "Who reads it?"}).better_line == "Who reads it?"
