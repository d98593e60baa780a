"""Reader and grader trained without the calls that they are then measured on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdtheline.grading.levels import Levels
from holdtheline.moves.reader import Reader
from holdtheline.transcript import Transcript
from training.data import kept_out, labelled, more, part_of, turns_of
from training.fit_reader import held_out_scores
from training.train import fit_on, folds_of

FEWEST = 20
"""Calls that must be left to train on."""


def held_out(calls: Sequence[Transcript], by: str) -> Iterator[tuple[list[int], Reader, Levels]]:
    """Positions of each held-out part with models trained on all the rest, calibration and cuts included.

    Five parts: of shuffled calls, or by ``by`` `persona` or `writer` of whole prospects (with their twins) or writers,
    so that two or three of them are new to the models at once. The first readings that the second reading and the
    levels learn from are made once for all parts: those of a training call may come from a model that has seen
    held-out calls, those of a held-out call never do. A held-out call's other wordings are held out with it, and so
    are further calls with a held-out prospect.
    """
    known = [labelled(c) for c in calls]
    every = [*known, *more(known)]
    turns, folds = turns_of(every), folds_of(every)
    groups = None if by == "call" else [k.group if by == "persona" else k.writer for k in known]
    parts = [int(f) for f in (folds if groups is None else folds_of(known, groups))][: len(known)]
    without = kept_out(known, every, parts, by)
    for part in set(parts):
        if sum(p != part for p in parts) < FEWEST:
            raise ValueError(f"part {part + 1} held out leaves fewer than {FEWEST} calls to train on")
    scores = held_out_scores(turns, every, folds)
    for part in sorted(set(parts)):
        rest = [i for i, held in enumerate(without) if held != part]
        own, rows = part_of(turns, rest)
        reader, levels = fit_on([every[i] for i in rest], own, scores[rows], folds[rest])
        yield [i for i, p in enumerate(parts) if p == part], reader, levels
