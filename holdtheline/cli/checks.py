"""``personas check`` and ``rubrics check``: every fault with file, line and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from holdtheline.cli.io import data_option, emit, tell
from holdtheline.errors import InputError, InputErrors


@click.group()
@data_option
def personas() -> None:
    """Prospects, as files."""


@personas.command(name="check")
@click.argument("files", nargs=-1)
@data_option
def check_personas(files: tuple[str, ...]) -> int:
    """Validate persona files; without FILES, all that ship."""
    return _check("personas", files, _persona)


@click.group()
@data_option
def rubrics() -> None:
    """Rubrics, as files."""


@rubrics.command(name="check")
@click.argument("files", nargs=-1)
@data_option
def check_rubrics(files: tuple[str, ...]) -> int:
    """Validate rubric files; without FILES, all that ship."""
    return _check("rubrics", files, _rubric)


def _check(folder: str, files: tuple[str, ...], read: Callable[[Path], dict[str, Any]]) -> int:
    from holdtheline.settings import shipped

    paths = [Path(f) for f in files] or sorted(shipped(folder).glob("*.yaml"))
    if not paths:
        raise InputError(str(shipped(folder)), "holds no .yaml files")
    faulty = 0
    for path in paths:
        try:
            emit({"file": str(path), "ok": True, **read(path)})
        except InputError as fault:
            faulty += 1
            found = fault.errors if isinstance(fault, InputErrors) else [fault]
            for one in found:
                tell(str(one))
            emit({"file": str(path), "ok": False, "faults": [str(one) for one in found]})
    return 1 if faulty else 0


def _persona(path: Path) -> dict[str, Any]:
    from holdtheline import persona
    from holdtheline.prospect.check import check

    found = persona.load(path)
    findings = check(found, f"{path.parent.name}/{path.name}")
    faults = [InputError(f.place, f.text) for f in findings if f.kind == "fault"]
    for finding in findings:
        if finding.kind == "advice":
            tell(f"{finding} (advice)")
    if faults:
        raise InputErrors(faults)
    return {"id": found.id, "variants": [v.key for v in found.variants], "hash": found.hash}


def _rubric(path: Path) -> dict[str, Any]:
    from holdtheline import yamlfile
    from holdtheline.rubric import Rubric

    found = yamlfile.read(path, Rubric)
    return {"id": found.id, "criteria": [c.id for c in found.criteria], "hash": found.hash}
