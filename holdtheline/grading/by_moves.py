"""Levels straight from a rubric's ``earns`` and ``loses``, for rubrics that nobody has trained weights for."""

from __future__ import annotations

import math
from collections.abc import Mapping

from holdtheline.grading.callread import CallRead
from holdtheline.rubric import Criterion

CONFIDENCE = 0.33
"""What a level by this method claims for itself: with held-out moves it hits the core rubric's labels exactly in 37 %
of cases; other rubrics have not been measured, hence a little less."""

ENOUGH = 2.0
"""Turns' worth of an earning move that fill a criterion which starts at 0."""


def _weight(read: CallRead, weights: Mapping[str, float]) -> float:
    """Sum over turns of the strongest weighted move made."""
    return sum(max((weights.get(m, 0.0) for m in t.made), default=0.0) for t in read.turns)


def level_by_moves(read: CallRead, criterion: Criterion) -> int | None:
    """0 to 4; None where the criterion names no moves or needs a model."""
    if criterion.needs_model or not (criterion.earns or criterion.loses):
        return None
    earned, lost = _weight(read, criterion.earns), _weight(read, criterion.loses)
    if criterion.start is None:
        whole = earned + lost
        found = 4.0 * earned / whole if whole else 2.0
    elif criterion.start == 0:
        kept = earned / (earned + lost) if earned else 0.0
        found = 4.0 * min(1.0, earned / ENOUGH) * kept
    else:
        up = (4 - criterion.start) * min(1.0, earned / ENOUGH)
        found = criterion.start + (up if lost < 0.5 else 0.0) - 1.5 * lost
    return max(0, min(4, math.floor(found + 0.5)))
