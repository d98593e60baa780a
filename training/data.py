"""The labelled calls as the trainer sees them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdtheline.errors import InputError
from holdtheline.moves.features import turn_features
from holdtheline.moves.taxonomy import MOVES
from holdtheline.transcript import Transcript, read_lines

DATA = Path(__file__).parent / "data"
ORDER = tuple(MOVES)

MORE = ("short_calls.jsonl", "more_calls.jsonl")
REWORDINGS = "rewordings.jsonl"
"""Learned from, and never measured on; of the rewordings those marked so."""

CHECKED = "checked_rewordings.jsonl"
"""Calls in other words by hands that read each turn again beside the original; only measured on."""
BY_PROGRAM = "program_rewordings.jsonl"
"""Every third call in other words by programs of several hands; only measured on."""
SECOND = "second_readings.jsonl"
"""Levels that other readers gave blind to some calls and to their wordings of ``REWORDINGS``; only measured on."""

REWORDED = 0.5
"""What a call in other words counts beside the call itself."""


@dataclass(frozen=True)
class Labelled:
    """One labelled call. ``levels``: 0..4, or None where not applicable; ``moves`` by rep turn number.

    ``measured``: it is one of those that the grader is measured on, so its kind sets how levels are spread; the rest
    are only learned from. ``of``: the id of the call that it says in other words.
    """

    call: Transcript
    levels: dict[str, int | None]
    evidence: dict[str, list[int]]
    moves: dict[int, list[str]]
    writer: str
    style: str
    measured: bool = True
    of: str | None = None

    @property
    def source(self) -> str:
        """The call that it is, or says in other words: both are held out together."""
        return self.of or self.call.id

    @property
    def weight(self) -> float:
        """What it counts beside a call of its own."""
        return REWORDED if self.of else 1.0

    @property
    def group(self) -> str:
        """Prospect with its twin, as one group to hold out."""
        return self.call.persona or "?"


@dataclass(frozen=True)
class Turns:
    """All rep turns of some calls: features, labels, and the index of the call each belongs to."""

    features: list[dict[str, float]]
    labels: npt.NDArray[np.float64]
    call: npt.NDArray[np.int64]


def labelled(call: Transcript) -> Labelled:
    """The labels that a call line carries beside the contract's keys."""
    extra = call.extras
    return Labelled(
        call,
        dict(extra.get("levels", {})),
        {c: list(e) for c, e in extra.get("evidence", {}).items()},
        {int(n): list(m) for n, m in extra.get("moves", {}).items()},
        str(extra.get("writer", "?")),
        str(extra.get("rep_style", "?")),
    )


def load(*names: str) -> list[Labelled]:
    """Calls of the named files in training/data."""
    found: list[Labelled] = []
    for name in names:
        with (DATA / name).open(encoding="utf-8") as lines:
            found += [labelled(c) for c in read_lines(lines, name)]
    return found


def more(known: Sequence[Labelled]) -> list[Labelled]:
    """What is learned from beside the ``known`` calls: further calls, and some of the known in other words."""
    return [*(replace(one, measured=False) for one in load(*MORE)), *reworded(known)]


def reworded(known: Sequence[Labelled], name: str = REWORDINGS) -> list[Labelled]:
    """Those of the ``known`` calls that the file of this ``name`` has in other words; `id wording`."""
    by_id, found = {one.call.id: one for one in known}, []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if (one := by_id.get(told["of"])) is None:
            continue
        said = {int(number): text for number, text in told["rep"].items()}
        if set(said) != {number for number, _ in one.call.rep_turns()}:
            raise InputError(f"{name}, {told['of']}", "every rep turn has to be there, and no other")
        turns = [t.model_copy(update={"text": said.get(n, t.text)}) for n, t in one.call.numbered()]
        call = one.call.model_copy(update={"id": f"{one.call.id} {told['wording']}", "turns": turns})
        found.append(replace(one, call=call, measured=False, of=one.call.id))
    return found


def kept_out(known: Sequence[Labelled], every: Sequence[Labelled], parts: Sequence[int], by: str) -> list[int | None]:
    """The part that each of ``every`` call is not learned from for; None for one that always is.

    ``parts``: of the ``known`` calls, which are measured. What says one of them in other words goes with it; where
    whole prospects are held out (``by`` `persona`), so do all other calls with the prospect.
    """
    of_call = {one.call.id: part for one, part in zip(known, parts, strict=True)}
    of_group = {one.group: part for one, part in zip(known, parts, strict=True)} if by == "persona" else {}
    return [of_call.get(one.source, of_group.get(one.group)) for one in every]


SINGLE_TURNS = ("extra_turns.txt", "turns_a.txt", "turns_b.txt", "turns_c.txt")


@cache
def single_turns() -> tuple[list[dict[str, float]], npt.NDArray[np.float64]]:
    """Features and labels of turns without a call: `moves | the prospect before (or -) | the turn`, one a line."""
    features: list[dict[str, float]] = []
    labels: list[list[bool]] = []
    for name in SINGLE_TURNS:
        for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            moves, before, text = (part.strip() for part in line.split("|", 2))
            if unknown := set(moves.split()) - set(ORDER):
                raise InputError(f"{name}, line {number}", f"unknown move {unknown.pop()!r}")
            features.append(turn_features(text, None if before == "-" else before, (), 1 if before == "-" else 3))
            labels.append([m in moves.split() for m in ORDER])
    return features, np.array(labels, dtype=float)


def turns_of(calls: Sequence[Labelled]) -> Turns:
    """Features and labels of every rep turn, in the calls' order."""
    features: list[dict[str, float]] = []
    labels: list[list[bool]] = []
    owner: list[int] = []
    for index, one in enumerate(calls):
        before: str | None = None
        mine: list[str] = []
        for number, turn in one.call.numbered():
            if turn.speaker == "rep":
                features.append(turn_features(turn.text, before, mine, len(mine) + 1))
                labels.append([m in one.moves.get(number, ()) for m in ORDER])
                owner.append(index)
                mine.append(turn.text)
            before = turn.text if turn.speaker == "prospect" else None
    return Turns(features, np.array(labels, dtype=float), np.array(owner))


def part_of(turns: Turns, calls: Sequence[int]) -> tuple[Turns, npt.NDArray[np.int64]]:
    """The turns of some of the calls, those calls counted anew from 0, and the rows they stood in."""
    place = {call: i for i, call in enumerate(calls)}
    rows = np.flatnonzero(np.isin(turns.call, list(calls)))
    owner = np.array([place[int(c)] for c in turns.call[rows]], dtype=np.int64)
    return Turns([turns.features[r] for r in rows], turns.labels[rows], owner), rows
