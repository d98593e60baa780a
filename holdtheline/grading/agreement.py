"""How well two sets of levels agree: the figures that docs/grading.md reports, with intervals over calls.

A level the grader did not give counts as the worst possible answer for that call, and coverage says how often.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Level = int | None

TOP = 4


def paired(truth: Sequence[Level], guess: Sequence[Level]) -> tuple[Ints, Ints]:
    """Truth and guess where the truth has a level; a missing guess becomes the level farthest from the truth."""
    t = [x for x in truth if x is not None]
    g = [
        (y if y is not None else (0 if x * 2 >= TOP else TOP))
        for x, y in zip(truth, guess, strict=True)
        if x is not None
    ]
    return np.array(t, dtype=np.int64), np.array(g, dtype=np.int64)


def qwk(truth: Ints, guess: Ints) -> float:
    """Quadratic weighted kappa of levels 0 to 4: 1 agreement, 0 chance. NaN where both are constant and equal."""
    if truth.size == 0:
        return float("nan")
    seen = np.zeros((TOP + 1, TOP + 1))
    np.add.at(seen, (truth, guess), 1)
    levels = np.arange(TOP + 1)
    weight = (levels[:, None] - levels[None, :]) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    expected = float((weight * chance).sum())
    return 1.0 - float((weight * seen).sum()) / expected if expected else float("nan")


def exact(truth: Ints, guess: Ints) -> float:
    """Share of equal levels."""
    return float((truth == guess).mean()) if truth.size else float("nan")


def adjacent(truth: Ints, guess: Ints) -> float:
    """Share of levels at most one apart."""
    return float((np.abs(truth - guess) <= 1).mean()) if truth.size else float("nan")


def mean_error(truth: Ints, guess: Ints) -> float:
    """Mean distance in levels."""
    return float(np.abs(truth - guess).mean()) if truth.size else float("nan")


def leniency(truth: Ints, guess: Ints) -> float:
    """Mean of guess minus truth, in levels: above 0 the grader is kinder than the labels."""
    return float((guess - truth).mean()) if truth.size else float("nan")


def interval(
    truth: Ints, guess: Ints, figure: Callable[[Ints, Ints], float] = qwk, rounds: int = 1000, seed: int = 5
) -> tuple[float, float]:
    """95 % bootstrap interval of a figure, drawing whole calls (one row is one call)."""
    if truth.size < 2:
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(rounds):
        drawn = rng.integers(0, truth.size, truth.size)
        found.append(figure(truth[drawn], guess[drawn]))
    if np.isnan(found).all():
        return float("nan"), float("nan")
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


def figures(truth: Sequence[Level], guess: Sequence[Level]) -> dict[str, object]:
    """All figures of one criterion, rounded to three decimals."""
    t, g = paired(truth, guess)
    low, high = interval(t, g)
    given = [y is not None for x, y in zip(truth, guess, strict=True) if x is not None]
    return {
        "calls": int(t.size),
        "qwk": _round(qwk(t, g)),
        "qwk_95": [_round(low), _round(high)],
        "exact": _round(exact(t, g)),
        "adjacent": _round(adjacent(t, g)),
        "mean_error": _round(mean_error(t, g)),
        "leniency": _round(leniency(t, g)),
        "coverage": _round(sum(given) / len(given) if given else float("nan")),
        "wrongly_given": sum(x is None and y is not None for x, y in zip(truth, guess, strict=True)),
        "not_applicable": sum(x is None for x in truth),
    }


def baselines(truth: Sequence[Level], lengths: Sequence[int], seed: int = 5) -> dict[str, float | None]:
    """QWK of three know-nothings: the commonest level, rank by length of the call, and levels shuffled."""
    t = np.array([x for x in truth if x is not None], dtype=np.int64)
    if t.size == 0:
        return {"majority": None, "length": None, "random": None}
    size = np.array([n for x, n in zip(truth, lengths, strict=True) if x is not None])
    majority = np.full_like(t, int(np.bincount(t).argmax()))
    by_length = np.empty_like(t)
    by_length[np.argsort(size, kind="stable")] = np.sort(t)
    shuffled = np.random.default_rng(seed).permutation(t)
    return {
        "majority": _round(qwk(t, majority)),
        "length": _round(qwk(t, by_length)),
        "random": _round(qwk(t, shuffled)),
    }


def f1(hits: int, guessed: int, true: int) -> float | None:
    """F1 from counts; None where there was nothing to find and nothing found."""
    return round(2 * hits / (guessed + true), 3) if guessed + true else None


def _round(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 3)
