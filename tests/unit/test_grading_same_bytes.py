"""The same file graded twice, by two processes that hash differently, gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from holdtheline.transcript import to_line
from tests.adversarial import transcript, tricked, written


def _graded(file: Path, seed: str, *more: str) -> bytes:
    command = [sys.executable, "-m", "holdtheline", "grade", str(file), *more]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return done.stdout


@pytest.mark.parametrize("rubric", ["challenge-over-rapport", "discovery-call"])
def test_grading_twice_gives_the_same_bytes(rubric: str, tmp_path: Path) -> None:
    calls = [transcript(w.id, w.persona, w.plain) for w in written()]
    calls += [one.call for one in tricked() if one.clean.id == "ghosted-2"]
    file = tmp_path / "calls.jsonl"
    file.write_text("".join(f"{to_line(call)}\n" for call in calls), encoding="utf-8")
    first, second = (_graded(file, seed, "--rubric", rubric) for seed in ("1", "2"))
    assert first == second
    assert first.count(b"\n") == len(calls)
