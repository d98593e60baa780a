"""Reader and grader trained without the calls that they are then measured on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from holdtheline.grading.levels import Levels
from holdtheline.moves.reader import Reader
from holdtheline.transcript import Transcript
from training.data import labelled
from training.train import fit, folds_of


def held_out(calls: Sequence[Transcript], by: str) -> Iterator[tuple[list[int], Reader, Levels]]:
    """Positions of each held-out part with models trained on all the rest, calibration and cuts included.

    ``by``: `call` (five shuffled parts), `persona` (each prospect with its twin) or `writer` (each writer).
    """
    known = [labelled(c) for c in calls]
    if by == "call":
        parts = [str(f) for f in folds_of(known)]
    else:
        parts = [k.group if by == "persona" else k.writer for k in known]
    for part in sorted(set(parts)):
        test = [i for i, p in enumerate(parts) if p == part]
        rest = [k for k, p in zip(known, parts, strict=True) if p != part]
        if len(rest) < 20:
            raise ValueError(f"holding out {part!r} leaves only {len(rest)} calls to train on; at least 20 are needed")
        reader, levels = fit(rest)
        yield list(np.array(test)), reader, levels
