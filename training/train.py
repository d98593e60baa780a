"""``python -m training.train``: makes both weights files from the labelled calls. Same data, same bytes."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdtheline.grading.calltext import text_features
from holdtheline.grading.levels import Levels
from holdtheline.moves.reader import Reader
from training.data import Labelled, Turns, load, more, turns_of
from training.fit_grader import fit_levels, read_all
from training.fit_reader import fit_reader, held_out_scores
from training.write import save_levels, save_reader

PACKAGE = Path(__file__).parent.parent / "holdtheline"
READER = PACKAGE / "moves" / "weights" / "reader.npz"
LEVELS = PACKAGE / "grading" / "weights" / "levels.npz"
FOLDS = 5


def folds_of(calls: Sequence[Labelled], groups: Sequence[str] | None = None) -> npt.NDArray[np.int64]:
    """A fold for each call: by shuffled call, or so that each group stays whole."""
    names = [c.source for c in calls] if groups is None else list(groups)
    distinct = sorted(set(names))
    order = np.random.default_rng(11).permutation(len(distinct))
    place = {name: int(k) for name, k in zip(distinct, order, strict=True)}
    return np.array([place[n] % FOLDS for n in names])


def fit(calls: Sequence[Labelled]) -> tuple[Reader, Levels]:
    """Reader and levels trained on the calls and all that is learned from beside them; inner scores are held out by
    call."""
    calls = [*calls, *more(calls)]
    turns, folds = turns_of(calls), folds_of(calls)
    held = held_out_scores(turns, calls, folds)
    return fit_on(calls, turns, held, folds)


def fit_on(
    calls: Sequence[Labelled], turns: Turns, held: npt.NDArray[np.float64], folds: npt.NDArray[np.int64]
) -> tuple[Reader, Levels]:
    """Reader and levels from these calls' turns and the first readings ``held`` out by ``folds``."""
    reader, found = fit_reader(turns, calls, held, folds)
    reads = read_all(calls, turns, reader, found)
    words = [text_features(c.call, r.hollow) for c, r in zip(calls, reads, strict=True)]
    return reader, fit_levels(calls, reads, words, folds)


def main() -> None:
    """Trains and writes."""
    began = time.perf_counter()
    reader, levels = fit(load("calls.jsonl"))
    save_reader(READER, reader)
    save_levels(LEVELS, levels)
    for path in (READER, LEVELS):
        print(f"{path.name}: {path.stat().st_size:,} bytes", file=sys.stderr)
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
