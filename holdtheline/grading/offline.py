"""The offline grader: read moves in, scorecard out. Deterministic, no key, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from holdtheline.grading import quotes
from holdtheline.grading.anchors import ESTIMATES
from holdtheline.grading.applicable import adjusted
from holdtheline.grading.bare import Counted, count
from holdtheline.grading.brief import Brief, claimed_too_much
from holdtheline.grading.by_moves import CONFIDENCE, level_by_moves
from holdtheline.grading.calltext import said
from holdtheline.grading.facts import bounds, empty_ending
from holdtheline.grading.features import call_features
from holdtheline.grading.levels import Levels
from holdtheline.grading.priority import priority
from holdtheline.grading.scorecard import (
    CriterionScore,
    Evidence,
    Flag,
    Scorecard,
    not_graded,
    summarise,
    weights_of,
)
from holdtheline.grading.sentences import Sentences
from holdtheline.grading.why import why
from holdtheline.moves.reader import Reader
from holdtheline.rubric import Adjustment, Criterion, Rubric
from holdtheline.transcript import Transcript

MIN_REP_TURNS = 2
SHORT, LONG = 2, 5
"""Up to SHORT rep turns the anchors' estimate counts three quarters; from LONG on, nothing. In between, in steps:
the trained models have seen hardly any call of fewer than five rep turns."""
UNSURE = 0.3
"""Mean confidence below which a coach should look."""


def grade(
    call: Transcript,
    rubric: Rubric,
    *,
    adjustment: Adjustment | None = None,
    brief: Brief | None = None,
    right_end: bool | None = None,
    better_lines: Mapping[str, str] | None = None,
    reader: Reader | None = None,
    levels: Levels | None = None,
    counted: Counted | None = None,
) -> Scorecard:
    """The scorecard of one call.

    ``adjustment``: weights and criteria off for this prospect (default: the rubric's own for the call's persona).
    ``brief``: what the rep may claim. ``right_end``: whether the call ended rightly, None where unknown.
    ``better_lines``: lines of the prospect's file, by criterion or move. ``counted``: the call, if read already.
    """
    if len(call.rep_turns()) < MIN_REP_TURNS:
        return not_graded(call.id, rubric, "offline", "Fewer than two turns of yours: too little to grade.")
    found = counted or count(call, brief, reader)
    if found.unreadable:
        return not_graded(call.id, rubric, "offline", "Your lines cannot be read as English: nothing to go by.")
    change = adjusted(rubric, found.read, adjustment)
    sentences = Sentences(call, found.read, reader or Reader.default())
    scores = _learned(sentences, found, rubric, change, levels) if rubric.method == "learned" else {}
    for criterion in rubric.criteria:
        if criterion.id in change.off:
            scores[criterion.id] = _off(criterion)
        elif criterion.id not in scores:
            scores[criterion.id] = _plainly(sentences, criterion)
    return _card(sentences, found, rubric, change, scores, brief, right_end, better_lines)


def _off(criterion: Criterion) -> CriterionScore:
    return CriterionScore(
        applicable=False, why=f"{criterion.title} does not apply to this prospect: no level, no weight."
    )


def _learned(
    sentences: Sentences, counted: Counted, rubric: Rubric, change: Adjustment, levels: Levels | None
) -> dict[str, CriterionScore]:
    model, read = levels or Levels.default(), counted.read
    found = model.scores(call_features(read), said(counted.bare.call, counted.own.hollow))
    chances = model.chances(read, found)
    trust = min(1.0, max(0.25, (len(read.turns) - SHORT) / (LONG - SHORT)))
    out = {}
    for criterion in rubric.criteria:
        if criterion.id not in found or criterion.id in change.off:
            continue
        score = found[criterion.id]
        scale = model.scale_of(criterion.id)
        if trust < 1:
            score = scale.score(trust * scale.place(score) + (1 - trust) * ESTIMATES[criterion.id](read))
        low, high = bounds(read, criterion.id)
        level = max(low, min(high, scale.level(score)))
        if criterion.id == "next_step" and empty_ending(read):
            level = 0
        sure = float(scale.probabilities(score)[level]) * trust**0.5
        out[criterion.id] = _score(sentences, criterion, level, sure, chances[criterion.id])
    return out


def _score(
    sentences: Sentences, criterion: Criterion, level: int, sure: float, chances: Mapping[int, float]
) -> CriterionScore:
    """The level with its quotes; null where it needs a quote and none verifies."""
    turns = quotes.deciding(sentences.read, criterion.id, level, chances)
    weights = {**quotes.LOWERS[criterion.id], **quotes.RAISES[criterion.id]}
    found = [(t, sentences.quote(t, weights)) for t in turns]
    shown: list[Evidence] = [e for _, e in found if e is not None]
    kept = [t for t, e in found if e is not None]
    first, last = quotes.NEEDS_QUOTE.get(criterion.id, (9, 9))
    needs = first <= level <= last or (criterion.id == "respect" and level != 3)
    if needs and not shown:
        return CriterionScore(why="Cannot tell: no line of yours can be quoted for it.", confidence=None)
    return CriterionScore(
        level=level,
        evidence=tuple(shown),
        why=why(sentences.read, criterion, level, kept),
        confidence=round(min(0.99, max(0.01, sure)), 2),
    )


def _plainly(sentences: Sentences, criterion: Criterion) -> CriterionScore:
    """A criterion that nobody trained for: from the moves that the rubric says earn and lose it."""
    read = sentences.read
    level = level_by_moves(read, criterion)
    if level is None:
        return CriterionScore(why="Cannot tell without a language model: moves alone do not show it.")
    both = {**criterion.loses, **criterion.earns}
    turns = quotes.pick(read, criterion.earns if level >= 2 else (criterion.loses or both), 3)
    if level > 0 and not turns:
        turns = quotes.pick(read, both, 3)
    shown = [e for t in turns if (e := sentences.quote(t, both))]
    if level > 0 and criterion.start == 0 and not shown:
        return CriterionScore(why="Cannot tell: no line of yours can be quoted for it.")
    return CriterionScore(
        level=level, evidence=tuple(shown), why=why(read, criterion, level, turns), confidence=CONFIDENCE
    )


def _card(
    sentences: Sentences,
    counted: Counted,
    rubric: Rubric,
    change: Adjustment,
    scores: Mapping[str, CriterionScore],
    brief: Brief | None,
    right_end: bool | None,
    better_lines: Mapping[str, str] | None,
) -> Scorecard:
    given = {c: s.level for c, s in scores.items()}
    total = summarise(rubric, given, change, right_end=right_end)
    weights = weights_of(rubric, change)
    partial = any(given[c] is None for c in weights)
    if all(given[c] is None for c in weights):
        return not_graded(
            sentences.call.id, rubric, "offline", "No criterion of this rubric can be told from moves alone."
        )
    return Scorecard(
        id=sentences.call.id,
        rubric=rubric.id,
        rubric_hash=rubric.hash,
        grader="offline",
        status="partial" if partial else "graded",
        overall=total.overall,
        passed=total.passed,
        caps=total.caps,
        flags=_flags(sentences.call, counted, scores, brief, partial),
        criteria={c.id: scores[c.id] for c in rubric.criteria},
        priority=priority(sentences, rubric, given, weights, better_lines),
    )


def _flags(
    call: Transcript,
    counted: Counted,
    scores: Mapping[str, CriterionScore],
    brief: Brief | None,
    partial: bool,
) -> tuple[Flag, ...]:
    out: list[Flag] = []
    sure = [s.confidence for s in scores.values() if s.confidence is not None]
    if partial or counted.emptied or (sure and sum(sure) / len(sure) < UNSURE):
        out.append("needs_coach")
    if counted.to_the_grader:
        out.append("addressed_the_grader")
    if brief is not None and claimed_too_much(call, brief):
        out.append("unbacked_claim")
    return tuple(out)


@cache
def warm() -> None:
    """Loads the weights ahead of the first call."""
    Reader.default()
    Levels.default()


def grade_calls(calls: Sequence[Transcript], rubric: Rubric) -> list[Scorecard]:
    """Scorecards in the calls' order."""
    return [grade(call, rubric) for call in calls]
