"""Sets the stage: a data folder with people who each have a call open, and what will be said in every call.

Each call is rehearsed in a copy of the folder, where replies come at once. Seed and words decide a call, so the
rehearsal tells what the prospect will say, and which calls would be over too soon to be measured: a prospect hangs up
on some. Such a person gets a call with another prospect.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import rep
from holdtheline import jobs
from holdtheline.services.app import App
from holdtheline.services.views import Actor, CallView
from holdtheline.settings import Settings
from holdtheline.ui import session

_TRIES = 12
"""Calls a person may try before the rehearsal gives up."""

Script = dict[str, Any]
"""``opening``; ``exchanges``, each with ``say``, ``reply``, and ``marks``: (seconds after Enter, characters said)."""


@dataclass(frozen=True)
class Part:
    """One trainee's part: who they are to the server, the call they have open, and what is said in it."""

    name: str
    cookies: dict[str, str]
    call: str
    script: Script


@dataclass(frozen=True)
class Stage:
    """``data``: folder for the app; ``scripts``: folder for the plain page; ``long``: a call with many turns."""

    data: Path
    scripts: Path
    parts: tuple[Part, ...]
    long: Part


def prepare(folder: Path, people: int, exchanges: int, long_exchanges: int) -> Stage:
    """Makes all of it in an empty folder. Raises RuntimeError if no prospect stays on the line for so long."""
    data = folder / "data"
    app = App.open(Settings(data=data), pace=0, resume=False)
    try:
        everyone = [app.people.sign_in(f"Trainee {i + 1:03}") for i in range(people)]
        last = app.people.sign_in("Trainee with a long call")
        cookies = {one.id: dict([session.cookie(app, one)]) for one in (*everyone, last)}
        parts = _cast(app, folder, everyone, exchanges, cookies)
        (long,) = _cast(app, folder, [last], long_exchanges, cookies)
        _play(app, last, long.call, [exchange["say"] for exchange in long.script["exchanges"]])
    finally:
        app.close()
    scripts = folder / "scripts"
    write(scripts, [part.script for part in (*parts, long)])
    return Stage(data, scripts, tuple(parts), long)


def write(folder: Path, scripts: Sequence[Script]) -> None:
    """The scripts for the plain page, a file each."""
    folder.mkdir()
    for number, script in enumerate(scripts):
        (folder / f"{number}.json").write_text(json.dumps(script), encoding="utf-8")


def _cast(
    app: App, folder: Path, people: list[Actor], exchanges: int, cookies: dict[str, dict[str, str]]
) -> list[Part]:
    found: dict[str, Part] = {}
    for round in range(_TRIES):
        missing = [(i, one) for i, one in enumerate(people) if one.id not in found]
        if not missing:
            break
        tried = []
        for i, one in missing:
            cards = app.practise.gallery(one)
            tried.append((i, one, app.practise.start(one, cards[(i + round) % len(cards)].token).id))
        rehearsal = _copy(app, folder / "rehearsal")
        try:
            for i, one, call in tried:
                script = _play(rehearsal, one, call, rep.lines(i, exchanges))
                if len(script["exchanges"]) == exchanges:
                    found[one.id] = Part(one.name, cookies[one.id], call, script)
        finally:
            rehearsal.close()
    if len(found) < len(people):
        raise RuntimeError(f"no prospect stayed on the line for {exchanges} exchanges in {_TRIES} calls")
    return [found[one.id] for one in people]


def _copy(app: App, to: Path) -> App:
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    settings = Settings(data=to)
    source = app.house.database.file
    assert source is not None  # a data folder holds an embedded database
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(to / source.name)) as new:
        old.backup(new)
    return App.open(settings, pace=0, resume=False)


def _play(app: App, one: Actor, call: str, lines: list[str]) -> Script:
    """Says the lines until they are said or the prospect is gone."""
    view = app.practise.call(one, call)
    opening = view.turns[0].text if view.turns else ""
    exchanges: list[Script] = []
    for line in lines:
        reply = app.practise.wait(one, call, app.practise.say(one, call, line))
        if reply.trouble:
            raise RuntimeError(reply.trouble)
        speech = jobs.paced(reply.text, len(line.split()), jobs.SPEAKING_PACE, 0.0, reply.interrupts)
        exchanges.append({"say": line, "reply": reply.text, "marks": speech.marks})
        if _over(app.practise.call(one, call)):
            break
    return {"opening": opening, "exchanges": exchanges}


def _over(call: CallView) -> bool:
    return call.ended_at is not None
