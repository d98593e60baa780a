"""Checking the labels that a call file carries, so that an evaluation starts on a sound file or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from holdtheline.errors import InputError, InputErrors
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript
from holdtheline.vocabulary import MOVES


def check_labels(calls: Sequence[Transcript], rubric: Rubric, source: str) -> None:
    """Raises InputErrors that name call and field of every unusable label."""
    faults = [
        InputError(f"{source}, call {call.id}", problem)
        for call in calls
        for problem in (*_levels(call, rubric), *_evidence(call), *_moves(call))
    ]
    if faults:
        raise InputErrors(faults)


def _levels(call: Transcript, rubric: Rubric) -> Iterator[str]:
    levels = call.extras.get("levels")
    if not isinstance(levels, dict):
        yield "`levels` is missing; an evaluation needs labelled calls: {criterion: 0 to 4, or null}"
        return
    for criterion in rubric.criteria:
        level = levels.get(criterion.id)
        if level is not None and (isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 4):
            yield f"`levels.{criterion.id}` must be 0 to 4 or null, not {level!r}"


def _evidence(call: Transcript) -> Iterator[str]:
    evidence = call.extras.get("evidence")
    if evidence is None:
        return
    if not isinstance(evidence, dict):
        yield "`evidence` must be {criterion: [turn numbers]}"
        return
    for criterion, turns in evidence.items():
        if not isinstance(turns, list) or not all(isinstance(t, int) and 1 <= t <= len(call.turns) for t in turns):
            yield f"`evidence.{criterion}` must be a list of turn numbers from 1 to {len(call.turns)}"


def _moves(call: Transcript) -> Iterator[str]:
    moves: Any = call.extras.get("moves")
    if moves is None:
        return
    if not isinstance(moves, dict):
        yield "`moves` must be {rep turn number: [moves]}"
        return
    rep = {str(number) for number, _ in call.rep_turns()}
    for number, made in moves.items():
        if number not in rep:
            yield f"`moves.{number}` is no turn of the rep's"
        elif not isinstance(made, list) or not all(isinstance(m, str) and m in MOVES for m in made):
            yield f"`moves.{number}` must be a list of known moves: {', '.join(MOVES)}"
