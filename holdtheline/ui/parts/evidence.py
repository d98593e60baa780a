"""A scorecard's quotes, laid onto the turns they stand in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from holdtheline.grading.evidence import locate
from holdtheline.grading.scorecard import Evidence, Scorecard
from holdtheline.rubric import Rubric
from holdtheline.services.views import CallView
from holdtheline.ui.parts.transcript import Mark

HALF = 2
"""Levels below this count against the rep, where a criterion is earned from 0."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a turn that a criterion rests on. ``cost``: it lowered the level."""

    criterion: str
    start: int
    end: int
    cost: bool


def quoted(call: CallView, card: Scorecard, rubric: Rubric) -> dict[int, tuple[Quoted, ...]]:
    """What is quoted of each turn, in the order of the words; a quote that is not there word for word is left out."""
    text = {turn.number: turn.text for turn in call.turns if turn.speaker == "rep"}
    found: dict[int, list[Quoted]] = defaultdict(list)
    for criterion in rubric.criteria:
        score = card.criteria.get(criterion.id)
        if score is None or score.level is None:
            continue
        cost = score.level < (criterion.start if criterion.start else HALF)
        for one in score.evidence:
            where = locate(text.get(one.turn, ""), one.quote)
            if where:
                found[one.turn].append(Quoted(criterion.id, *where, cost))
    return {turn: tuple(sorted(all_, key=lambda q: (q.start, q.end))) for turn, all_ in found.items()}


def marks(quotes: tuple[Quoted, ...]) -> tuple[Mark, ...]:
    """The quotes as marks that do not overlap: where two share words, the one that cost something is seen."""
    edges = sorted({edge for q in quotes for edge in (q.start, q.end)})
    out: list[Mark] = []
    for start, end in pairwise(edges):
        over = [q for q in quotes if q.start <= start and q.end >= end]
        if not over:
            continue
        tone = "missed" if any(q.cost for q in over) else "good"
        if out and out[-1].end == start and out[-1].tone == tone:
            out[-1] = Mark(out[-1].start, end, out[-1].tone)
        else:
            out.append(Mark(start, end, "missed" if tone == "missed" else "good"))
    return tuple(out)


def is_there(call: CallView, evidence: Evidence) -> bool:
    """Whether those words stand in that turn of the rep's."""
    return any(
        turn.number == evidence.turn and turn.speaker == "rep" and locate(turn.text, evidence.quote)
        for turn in call.turns
    )
