"""The command line in this process: what a command printed, where, and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from holdtheline.cli import commands as cli

CALL = {
    "id": "c1",
    "turns": [
        {"speaker": "prospect", "text": "Just send me something."},
        {"speaker": "rep", "text": "No. You'd never read it. Who else decides about this?"},
        {"speaker": "prospect", "text": "Only me."},
        {"speaker": "rep", "text": "How was the last such purchase decided?"},
    ],
}


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The only line of its output."""
        (line,) = self.lines
        return line

    @property
    def lines(self) -> list[Any]:
        """Its output, line by line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def hold(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a data folder of this test's own."""
    monkeypatch.setenv("HOLDTHELINE_DATA", str(tmp_path / "data"))

    def run(*args: str) -> Ran:
        code = cli.code(list(args))
        out = capsys.readouterr()
        return Ran(code, out.out, out.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Writes a call file."""

    def write(*calls: dict[str, Any], name: str = "calls.jsonl") -> str:
        path = tmp_path / name
        path.write_text("".join(json.dumps(c, ensure_ascii=False) + "\n" for c in calls), encoding="utf-8")
        return str(path)

    return write
