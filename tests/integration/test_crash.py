"""Killed at any moment, the program loses no turn and goes on; used by several at once, it doubles none."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import sqlite3
import threading
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from holdtheline.errors import CallOverError, InputError
from holdtheline.services.answer import answer
from holdtheline.services.app import App
from tests.integration import talker

KILLS = 20

FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.integration.talker"])


def child(work: Any, *args: Any) -> tuple[ForkServerProcess, Connection]:
    """Starts ``work(*args, wire)`` in a process of its own."""
    here, there = FORK.Pipe()
    process = FORK.Process(target=work, args=(*args, there), daemon=True)
    process.start()
    there.close()
    return process, here


def heard_until_killed(process: ForkServerProcess, wire: Connection, seconds: float) -> list[tuple[str, int, str]]:
    """What the child reported up to a moment ``seconds`` after its first report, at which it was killed."""
    assert wire.poll(30), "the call does not go on"
    reported = [wire.recv()]
    time.sleep(seconds)
    process.kill()
    process.join(10)
    try:
        while wire.poll(0.2):
            reported.append(wire.recv())
    except EOFError:
        pass
    return reported


def rep_turns(data: Path) -> list[tuple[str, int, str]]:
    """Every saved rep turn, straight from the file."""
    connection = sqlite3.connect(data / "holdtheline.db")
    try:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        query = 'select "call", number, text from turns where speaker = ? order by "call", number'
        return list(connection.execute(query, ("rep",)))
    finally:
        connection.close()


def test_killed_at_twenty_random_moments_no_turn_is_lost_or_doubled_and_the_call_goes_on(data: Path) -> None:
    dice = random.Random(20)
    shown: list[tuple[str, int, str]] = []
    for _ in range(KILLS):
        shown += heard_until_killed(*child(talker.talk_until_killed, data), dice.uniform(0, 0.15))
        saved = rep_turns(data)
        assert len(saved) == len(set(saved))
        assert [turn for turn in shown if turn not in saved] == []
    assert len(shown) >= KILLS

    app = talker.open_app(data)
    me = app.people.local_admin()
    try:
        until = time.monotonic() + 20
        rows = app.practise.my_calls(me)
        while any(app.practise.call(me, row.id).waiting for row in rows) and time.monotonic() < until:
            time.sleep(0.02)
        for row in rows:
            turns = app.practise.call(me, row.id).turns
            assert [t.number for t in turns] == list(range(1, len(turns) + 1))
            assert [t.speaker for t in turns] == ["prospect", "rep"] * (len(turns) // 2) + ["prospect"]
            app.practise.end(me, row.id)
            assert app.practise.debrief(me, row.id).scorecard.reason is None or len(turns) < 5
    finally:
        app.close()


def test_two_processes_in_one_call_never_say_the_same_turn(data: Path) -> None:
    app = talker.open_app(data)
    me = app.people.local_admin()
    call = app.practise.start_with(me, "flour-shop").id
    children = [child(talker.say_at_once, data, call, name, 12) for name in ("Ann", "Ben")]
    for _, wire in children:
        assert wire.recv() == "ready"
    for _, wire in children:
        wire.send("go")
    told = [one for _, wire in children for one in wire.recv()]
    for process, _ in children:
        process.join(10)
    kept = {number: text for number, text in told if number is not None}
    assert len(kept) == len([number for number, _ in told if number is not None]), "two were given the same number"
    turns = app.practise.call(me, call).turns
    app.close()
    assert {t.number: t.text for t in turns if t.speaker == "rep"} == kept
    assert [t.number for t in turns] == list(range(1, len(turns) + 1))
    assert all(a.speaker != b.speaker for a, b in itertools.pairwise(turns))


def test_two_threads_in_one_call_never_say_the_same_turn(data: Path) -> None:
    app = talker.open_app(data)
    me = app.people.local_admin()
    call = app.practise.start_with(me, "flour-shop").id
    kept: list[int] = []
    gate = threading.Barrier(4)

    def talk(name: str) -> None:
        gate.wait()
        for i in range(8):
            try:
                kept.append(app.practise.say(me, call, f"{name} says number {i}."))
            except (InputError, CallOverError):
                time.sleep(0.005)

    threads = [threading.Thread(target=talk, args=(f"T{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    app.practise.wait(me, call, max(kept))
    turns = app.practise.call(me, call).turns
    app.close()
    assert len(kept) == len(set(kept)) and sorted(kept) == [t.number for t in turns if t.speaker == "rep"]
    assert all(a.speaker != b.speaker for a, b in itertools.pairwise(turns))


def test_two_servers_that_answer_the_same_turn_save_one_answer(data: Path) -> None:
    apps = [talker.open_app(data, resume=False) for _ in range(2)]
    me = apps[0].people.local_admin()
    call = apps[0].practise.start_with(me, "flour-shop").id
    for line in talker.LINES:
        turn = apps[0].practise.say(me, call, line, answer_now=False)
        gate = threading.Barrier(2)

        def work(app: App, turn: int = turn, gate: threading.Barrier = gate) -> None:
            gate.wait()
            answer(app.house, call, turn)

        threads = [threading.Thread(target=work, args=(app,)) for app in apps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        turns = apps[1].practise.call(me, call).turns
        assert [t.number for t in turns] == list(range(1, turn + 2))
        if apps[0].practise.call(me, call).ended_at is not None:
            break
    for app in apps:
        app.close()


@pytest.mark.parametrize("round_", range(3))
def test_processes_that_open_a_new_database_at_once_all_find_it_ready(tmp_path: Path, round_: int) -> None:
    data = tmp_path / "new"
    children = [child(talker.only_open, data) for _ in range(6)]
    for _, wire in children:
        assert wire.recv() == "ready"
    for _, wire in children:
        wire.send("go")
    assert [wire.recv() for _, wire in children] == [["Coach"]] * 6
    for process, _ in children:
        process.join(10)
