"""Child processes for the crash and concurrency tests. Importing this warms the reader, so that a fork starts fast."""

from __future__ import annotations

import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from holdtheline.errors import CallOverError, InputError
from holdtheline.moves.reader import Reader
from holdtheline.services.app import App
from holdtheline.settings import Settings
from tests.conftest import PERSONAS

Reader.default().read("Hello, who decides about this?", "Yes?")

LINES = (
    "No, I won't just send something; you'd never read it.",
    "What happens on a Monday when a driver is ill?",
    "And what did that cost you the last time?",
    "Who else has to agree before you buy something like this?",
    "How was the last such purchase decided?",
    "I may be wrong for you; then tell me, and I let it be.",
)


def open_app(data: Path, *, resume: bool = True) -> App:
    """The application on that folder."""
    return App.open(Settings(data=data), pace=0, personas=PERSONAS, resume=resume)


def talk_until_killed(data: Path, wire: Connection) -> None:
    """Goes on with the open call, or starts one; reports each turn as soon as ``say`` has returned."""
    app = open_app(data)
    me = app.people.local_admin()
    for _ in itertools.count():
        live = [row.id for row in app.practise.my_calls(me) if row.ended_at is None]
        call = live[0] if live else app.practise.start_with(me, "flour-shop").id
        owed = app.practise.call(me, call)
        if owed.waiting:
            assert app.practise.wait(me, call, owed.turns[-1].number).trouble is None
        try:
            for line in LINES:
                number = app.practise.call(me, call).turns[-1].number + 1
                text = f"{line} (turn {number})"
                turn = app.practise.say(me, call, text)
                wire.send((call, turn, text))
                assert app.practise.wait(me, call, turn).trouble is None
        except CallOverError:
            continue


def say_at_once(data: Path, call: str, name: str, times: int, wire: Connection) -> None:
    """Talks into a call that others are talking into; reports (turn number or None, text)."""
    app = open_app(data, resume=False)
    me = app.people.local_admin()
    wire.send("ready")
    wire.recv()
    out = []
    for i in range(times):
        text = f"{name} says number {i}."
        try:
            turn = app.practise.say(me, call, text)
            app.practise.wait(me, call, turn)
            out.append((turn, text))
        except (InputError, CallOverError):
            out.append((None, text))
    app.close()
    wire.send(out)


def only_open(data: Path, wire: Connection) -> None:
    """Opens the application and reports how that went."""
    wire.send("ready")
    wire.recv()
    try:
        app = open_app(data)
        wire.send([p.name for p in app.people.everyone()])
        app.close()
    except Exception as fault:
        wire.send(repr(fault))
