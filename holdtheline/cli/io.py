"""What all commands share: where the data is, reading files, writing JSON, UTF-8 whatever the locale."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from holdtheline.errors import InputError

if TYPE_CHECKING:
    from holdtheline.services.app import App
    from holdtheline.services.views import Actor
    from holdtheline.transcript import Transcript

F = TypeVar("F", bound=Callable[..., Any])

MOST_BYTES = 200_000_000
"""Largest file read whole: some 60,000 calls; a larger one is a mistake."""


def use_utf8() -> None:
    """Makes the standard streams UTF-8, as files are, also under LC_ALL=C or a Windows code page."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def arguments(given: list[str]) -> list[str]:
    """Arguments as UTF-8 text, whatever the locale made of their bytes."""
    return [os.fsencode(a).decode("utf-8", "surrogateescape") for a in given]


def data_option(command: F) -> F:
    """``--data DIR`` on a command."""

    def keep(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.find_root().meta["data"] = value

    option = click.option(
        "--data",
        metavar="DIR",
        expose_value=False,
        callback=keep,
        help="Folder of the database (else HOLDTHELINE_DATA, else the user's data folder).",
    )
    return option(command)


def data_folder() -> str | None:
    """What --data says."""
    found = click.get_current_context().find_root().meta.get("data")
    return str(found) if found is not None else None


@contextmanager
def application(*, resume: bool = False) -> Iterator[tuple[App, Actor]]:
    """The application on the data folder, and the local admin whom the command line acts as."""
    from holdtheline import settings
    from holdtheline.services.app import App

    # Calls held here are graded by rules; a model grades by ``grade --grader llm``, where its runs can be chosen.
    known = replace(settings.load(data_folder()), grader_model=None)
    app = App.open(known, pace=0, resume=resume)
    try:
        yield app, app.people.local_admin()
    finally:
        app.close()


class ReaderGone(Exception):
    """Whoever read our output has seen enough (``| head``)."""


def emit(value: Any) -> None:
    """One line of JSON on stdout, at once. Raises ReaderGone."""
    write(json.dumps(value, ensure_ascii=False))


def write(line: str) -> None:
    """One line on stdout, at once. Raises ReaderGone."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def tell(message: str) -> None:
    """A message for people, on stderr."""
    click.echo(message, err=True)


def text_of(file: str) -> str:
    """A whole file's text, or standard input for ``-``. Raises InputError."""
    name = name_of(file)
    try:
        if file == "-":
            data = _stdin().read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as source:
                data = source.read(MOST_BYTES + 1)
    except OSError as fault:
        raise InputError(name, f"cannot be read: {fault.strerror}") from None
    if len(data) > MOST_BYTES:
        raise InputError(name, f"is larger than {MOST_BYTES // 1_000_000} MB; split it")
    try:
        return str(data, "utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise InputError(f"{name}, line {line}", f"is not UTF-8 text (byte {fault.start})") from None


def name_of(file: str) -> str:
    """A file's name in messages."""
    return "standard input" if file == "-" else file


def calls_of(file: str) -> list[Transcript]:
    """The calls of a call file; InputErrors name every bad line and field, and nothing is returned then."""
    from holdtheline.transcript import read_lines

    # Not splitlines(): JSON text may hold U+2028 and its like.
    calls = read_lines(text_of(file).split("\n"), name_of(file))
    if not calls:
        raise InputError(name_of(file), "holds no calls; a call file has one call a line, as JSON")
    return calls


def _stdin() -> Any:
    stream: TextIO = sys.stdin
    return getattr(stream, "buffer", stream)
