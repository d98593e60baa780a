"""From a model's verdicts to a scorecard: medians, refusals, what a coach must see, and when no pass is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from statistics import median_low

from holdtheline.grading.priority import choose, priority
from holdtheline.grading.scorecard import (
    CriterionScore,
    Flag,
    Priority,
    Scorecard,
    summarise,
    weights_of,
)
from holdtheline.grading.second import Second
from holdtheline.grading.sentences import Sentences
from holdtheline.grading.task import Task
from holdtheline.grading.verdict import Verdict, checked
from holdtheline.llm.errors import ModelError
from holdtheline.moves.reader import Reader
from holdtheline.rubric import Criterion, Rubric

SPREAD = 2
"""Runs that lie so many levels apart are for a coach to judge."""

Failed = dict[str, str]
Ask = Callable[[Criterion, CriterionScore], Priority | None]


@dataclass(frozen=True, slots=True)
class Runs:
    """What the runs brought for one criterion, in order. ``None``: that run failed, first for the reason ``fault``."""

    verdicts: tuple[Verdict | None, ...]
    fault: str | None

    @classmethod
    def of(cls, asked: Sequence[Future[Verdict]]) -> Runs:
        """The results of finished runs."""
        found: list[Verdict | None] = []
        fault: str | None = None
        for run in asked:
            try:
                found.append(run.result())
            except ModelError as failure:
                found.append(None)
                fault = fault or str(failure)
        return cls(tuple(found), fault)


def scored(
    rubric: Rubric, task: Task, runs: Mapping[str, Runs], second: Second
) -> tuple[dict[str, CriterionScore], Failed]:
    """A score for each criterion, and why the model gave none, by criterion."""
    scores: dict[str, CriterionScore] = {}
    failed: Failed = {}
    for criterion in rubric.criteria:
        if criterion.id not in runs:
            why = f"{criterion.title} does not apply to this prospect: no level, no weight."
            scores[criterion.id] = CriterionScore(applicable=False, why=why)
            continue
        scores[criterion.id], fault = _together(task, criterion, runs[criterion.id], second)
        if fault:
            failed[criterion.id] = fault
    return scores, failed


def _one(task: Task, criterion: Criterion, verdict: Verdict, second: Second) -> CriterionScore:
    score = checked(task.call, criterion, verdict, second.read.hollow)
    refused = second.refuses(criterion.id, score.level) if score.level is not None else None
    return (
        score
        if refused is None
        else CriterionScore(why=f"Cannot tell: the model's level is no level, since {refused}.")
    )


def _together(task: Task, criterion: Criterion, runs: Runs, second: Second) -> tuple[CriterionScore, str | None]:
    """The score of several runs, and why there is none if the model failed. More than half must have a level."""
    found = [_one(task, criterion, v, second) for v in runs.verdicts if v is not None]
    told = [s for s in found if s.level is not None]
    if len(told) * 2 <= len(runs.verdicts):
        null = next((s for s in found if s.level is None), None)
        failed = runs.fault is not None and not (null and not told)
        why = null.why if null and not (runs.fault and not found) else f"Not graded: {runs.fault}"
        return CriterionScore(why=why), runs.fault if failed or runs.fault else None
    levels = [s.level for s in told if s.level is not None]
    level = median_low(levels)
    best = next(s for s in told if s.level == level)
    offline = second.levels.get(criterion.id)
    return best.model_copy(update={"spread": max(levels) - min(levels), "second": offline}), None


def card(
    rubric: Rubric,
    task: Task,
    scores: Mapping[str, CriterionScore],
    runs: Mapping[str, Runs],
    second: Second,
    ask: Ask,
    rubric_hash: str,
) -> Scorecard:
    """The scorecard. While a coach should look, no pass is given: a coach gives it. ``rubric_hash``: the rubric's,
    which takes 2 ms to make."""
    change = second.change
    given = {c: s.level for c, s in scores.items()}
    weights = weights_of(rubric, change)
    total = summarise(rubric, given, change, right_end=task.right_end)
    partial = any(given[c] is None for c in weights)
    doubtful = partial or "addressed_the_grader" in second.flags or _in_doubt(rubric, task, scores, runs, second)
    flags: tuple[Flag, ...] = (*(("needs_coach",) if doubtful else ()), *second.flags)
    return Scorecard(
        id=task.call.id,
        rubric=rubric.id,
        rubric_hash=rubric_hash,
        grader="llm",
        status="partial" if partial else "graded",
        overall=total.overall,
        passed=None if doubtful and total.passed else total.passed,
        caps=total.caps,
        flags=flags,
        criteria=dict(scores),
        priority=_priority(rubric, task, scores, weights, second, ask),
    )


def _in_doubt(
    rubric: Rubric, task: Task, scores: Mapping[str, CriterionScore], runs: Mapping[str, Runs], second: Second
) -> bool:
    """Runs far apart or on both sides of the pass mark; two graders far apart."""
    levels = {c: [_one(task, rubric.criterion(c), v, second).level for v in r.verdicts if v] for c, r in runs.items()}
    for criterion, found in levels.items():
        known = [level for level in found if level is not None]
        least = max(rubric.passing.floor, rubric.passing.minimum.get(criterion, 0))
        if known and (max(known) - min(known) >= SPREAD or min(known) < least <= max(known)):
            return True
    if any(s.level is not None and second.differs(c, s.level) for c, s in scores.items()):
        return True
    return len({_passes(rubric, task, row, second) for row in _rows(levels)} - {None}) > 1


def _rows(levels: Mapping[str, Sequence[int | None]]) -> list[dict[str, int | None]]:
    """The levels run by run, for as many runs as every criterion has."""
    return [{c: found[i] for c, found in levels.items()} for i in range(min(map(len, levels.values()), default=0))]


def _passes(rubric: Rubric, task: Task, row: Mapping[str, int | None], second: Second) -> bool | None:
    return summarise(rubric, row, second.change, right_end=task.right_end).passed


def _priority(
    rubric: Rubric,
    task: Task,
    scores: Mapping[str, CriterionScore],
    weights: Mapping[str, float],
    second: Second,
    ask: Ask,
) -> Priority | None:
    levels = {c: s.level for c, s in scores.items()}
    criterion = choose(rubric, levels, weights)
    if criterion is None:
        return None
    return ask(criterion, scores[criterion.id]) or priority(
        Sentences(task.call, second.read, Reader.default()), rubric, levels, weights, task.better_lines
    )
