"""Percentiles, summaries and ratios. Times come in as seconds and go out as milliseconds."""

from __future__ import annotations

import math
from collections.abc import Sequence

PERCENTILES = (50, 95, 99)


def percentile(values: Sequence[float], q: float) -> float:
    """The ``q``-th percentile (0 to 100), interpolated between neighbours. Raises ValueError on nothing to rank."""
    if not values:
        raise ValueError("no values")
    if not 0 <= q <= 100:
        raise ValueError(f"a percentile lies between 0 and 100, not at {q}")
    ranked = sorted(values)
    at = (len(ranked) - 1) * q / 100
    low = math.floor(at)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (at - low)


def summary(seconds: Sequence[float]) -> dict[str, float | int]:
    """How many there were, percentiles and the longest, in milliseconds; only ``n`` if there were none."""
    if not seconds:
        return {"n": 0}
    out: dict[str, float | int] = {"n": len(seconds)}
    out.update({f"p{q}": _ms(percentile(seconds, q)) for q in PERCENTILES})
    out["max"] = _ms(max(seconds))
    return out


def ratios(ours: dict[str, float | int], plain: dict[str, float | int]) -> dict[str, float]:
    """Plain over ours for what both summaries hold: above 1, ours is so many times faster."""
    keys = [k for k in ours if k != "n" and k in plain and ours[k] > 0]
    return {k: round(plain[k] / ours[k], 2) for k in keys}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
