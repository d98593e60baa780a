"""The scorecard: what a grader found, with its quotes; and how levels become an overall, caps and a pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from holdtheline.rubric import Adjustment, Rubric

Flag = Literal["needs_coach", "addressed_the_grader", "unbacked_claim"]
Status = Literal["graded", "partial", "not_graded"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Frozen):
    """Exact words of one rep turn; ``turn`` counts from 1 over both speakers."""

    turn: int = Field(ge=1)
    quote: str


class CriterionScore(_Frozen):
    """One criterion. ``level`` 0..4, or None: cannot tell (``why`` says what is missing) or not applicable.

    ``confidence``: calibrated probability, 0 to 1, that the panel gives exactly this level; ``spread``: highest
    minus lowest level over the runs; ``second``: the offline grader's level, beside a model's.
    """

    level: int | None = Field(default=None, ge=0, le=4)
    applicable: bool = True
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    confidence: float | None = Field(default=None, ge=0, le=1)
    spread: int = Field(default=0, ge=0, le=4)
    second: int | None = Field(default=None, ge=0, le=4)


class Priority(_Frozen):
    """The one thing to work on: the turn where it was missed, and a line that would have done it."""

    criterion: str
    turn: int
    quote: str
    better_line: str | None
    why: str


class Scorecard(_Frozen):
    """A graded call, in the shape of docs/contracts.md."""

    id: str
    rubric: str
    rubric_hash: str
    grader: Literal["offline", "llm"]
    model: str | None = None
    prompts: str | None = None
    """Hash of the prompt files, where a model graded."""
    status: Status
    reason: str | None = None
    overall: float | None = Field(default=None, ge=0, le=1)
    passed: bool | None = None
    caps: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    criteria: dict[str, CriterionScore] = {}
    priority: Priority | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON data."""
        return self.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class Summary:
    """What follows from the levels. ``overall`` and ``passed`` are None while a level is missing."""

    overall: float | None
    passed: bool | None
    caps: tuple[str, ...]


def weights_of(rubric: Rubric, adjustment: Adjustment | None) -> dict[str, float]:
    """Weight of each applicable criterion; those switched off are left out."""
    change = adjustment or Adjustment()
    return {c.id: change.weights.get(c.id, c.weight) for c in rubric.criteria if c.id not in change.off}


def summarise(
    rubric: Rubric,
    levels: Mapping[str, int | None],
    adjustment: Adjustment | None = None,
    *,
    not_applicable: tuple[str, ...] = (),
    right_end: bool | None = None,
) -> Summary:
    """Overall (weighted mean of the applicable levels over 4, two decimals), every cap that holds, and the pass.

    ``levels`` lacks or nulls what could not be told. ``right_end``: whether the call ended in one of the right ends
    for this prospect; None where nobody knows, and then the levels alone decide.
    """
    weights = {c: w for c, w in weights_of(rubric, adjustment).items() if c not in not_applicable}
    known = {c: levels[c] for c in weights if levels.get(c) is not None}
    caps = [cap for cap in rubric.caps if all(known.get(c) == level for c, level in cap.when.items())]
    names = tuple(dict.fromkeys(cap.id for cap in caps))
    if not weights or len(known) < len(weights):
        return Summary(None, None, names)
    top = sum(Decimal(str(w)) * Decimal(int(known[c] or 0)) for c, w in weights.items())
    whole = sum((Decimal(str(w)) for w in weights.values()), Decimal(0)) * 4
    overall = min([top / whole, *(Decimal(str(cap.at_most)) for cap in caps)])
    rule = rubric.passing
    passed = (
        overall >= Decimal(str(rule.overall))
        and all((level or 0) >= rule.floor for level in known.values())
        and all((known.get(c) or 0) >= least for c, least in rule.minimum.items() if c in known)
        and right_end is not False
    )
    return Summary(float(overall.quantize(Decimal("0.01"), ROUND_HALF_UP)), passed, names)


def not_graded(call_id: str, rubric: Rubric, grader: Literal["offline", "llm"], reason: str) -> Scorecard:
    """A scorecard that says why there is none."""
    return Scorecard(
        id=call_id,
        rubric=rubric.id,
        rubric_hash=rubric.hash,
        grader=grader,
        status="not_graded",
        reason=reason,
    )
