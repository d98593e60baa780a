"""Shipped prospects and the real reader: judgement opens them, pleasing does not, twins are not to be fought."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.moves.reader import Reader
from holdtheline.persona import Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.settings import shipped

LINES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "data" / "rep_lines.yaml").read_text("utf-8"))
SEEDS = range(50)
FIRM = ("next_step", "committed")

PEOPLE = [v for name in LINES["good"] for v in persona.load(shipped("personas") / f"{name}.yaml").variants]
MASKED = [p for p in PEOPLE if not p.twin]
TWINS = [p for p in PEOPLE if p.twin]


@cache
def heard(line: str, before: str | None, so_far: tuple[str, ...]) -> Heard:
    return Reader.default().read(line, before, so_far, len(so_far) + 1)


def call(prospect: Prospect, lines: list[str], seed: int) -> tuple[State, list[str]]:
    state, opening = engine.open_call(prospect, seed)
    said = [opening] if opening else []
    for i, line in enumerate(lines):
        if state.over:
            break
        reply = engine.reply(prospect, state, heard(line, said[-1] if said else None, tuple(lines[:i])), said, seed)
        state = reply.state
        said.append(reply.text)
    return engine.hang_up(prospect, state), said


def calls(prospect: Prospect, scripts: list[list[str]]) -> list[State]:
    return [call(prospect, lines, seed)[0] for lines in scripts for seed in SEEDS]


def share(states: list[State], found: list[bool]) -> float:
    return sum(found) / len(states)


@pytest.mark.parametrize("prospect", MASKED, ids=lambda p: f"{p.id}-{p.key}")
def test_small_talk_flattery_and_agreement_open_nothing(prospect: Prospect) -> None:
    states = calls(prospect, LINES["affable"])
    assert not any(s.opened for s in states)
    assert not any(s.outcome in FIRM for s in states)


@pytest.mark.parametrize("prospect", MASKED, ids=lambda p: f"{p.id}-{p.key}")
def test_the_way_through_opens_the_truth_in_most_calls(prospect: Prospect) -> None:
    states = calls(prospect, LINES["good"][prospect.id])
    assert share(states, [bool(s.opened) for s in states]) > 0.5


@pytest.mark.parametrize("prospect", TWINS, ids=lambda p: f"{p.id}-{p.key}")
def test_plain_handling_reaches_a_twins_right_end_in_most_calls(prospect: Prospect) -> None:
    states = calls(prospect, LINES["right"][prospect.id])
    assert share(states, [s.outcome in prospect.right_end for s in states]) > 0.5


@pytest.mark.parametrize("prospect", TWINS, ids=lambda p: f"{p.id}-{p.key}")
def test_the_tough_reflex_fails_with_a_twin(prospect: Prospect) -> None:
    states = calls(prospect, LINES["tough"])
    assert share(states, [s.outcome in prospect.right_end for s in states]) <= 0.2


@pytest.mark.parametrize("prospect", PEOPLE, ids=lambda p: f"{p.id}-{p.key}")
def test_nobody_repeats_a_line(prospect: Prospect) -> None:
    for lines in (*LINES["affable"], *LINES["good"][prospect.id]):
        for seed in range(5):
            said = call(prospect, lines * 2, seed)[1]
            assert len(set(said)) == len(said)
