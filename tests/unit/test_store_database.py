"""Transactions, and what is said when the database fails."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select, text
from sqlalchemy.exc import IntegrityError

from holdtheline.errors import CallOverError, ServiceError
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.settings import Settings
from holdtheline.store import database as database_module
from holdtheline.store import people, schema
from holdtheline.store.database import Database
from tests.conftest import start, talk


def open_database(data: Path) -> Database:
    return Database(Settings(data=data).database)


def test_sqlite_runs_with_write_ahead_logging_and_foreign_keys(data: Path) -> None:
    with open_database(data).read() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("pragma busy_timeout").scalar() == database_module.BUSY_SECONDS * 1000


def test_a_turn_without_its_call_is_refused(data: Path) -> None:
    now = datetime.now(UTC)
    row = {"call": "none", "number": 1, "speaker": "rep", "text": "x", "interrupts": False, "at": now}
    with pytest.raises(IntegrityError), open_database(data).write() as connection:
        connection.execute(insert(schema.turns), [row])


def test_a_failed_transaction_leaves_nothing(data: Path) -> None:
    db = open_database(data)
    with pytest.raises(RuntimeError), db.write() as connection:
        people.add(connection, "Half", "trainee", datetime.now(UTC))
        raise RuntimeError
    with db.read() as connection:
        assert people.by_name(connection, "Half") is None


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(data: Path) -> None:
    db = open_database(data)
    noon = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=5)))
    with db.write() as connection:
        people.add(connection, "Ann", "trainee", noon)
    with db.read() as connection:
        found = connection.execute(select(schema.people.c.created_at).where(schema.people.c.name == "Ann")).scalar()
    assert found == noon and found is not None and found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_not_stored(data: Path) -> None:
    with pytest.raises(Exception, match="without a zone"), open_database(data).write() as connection:
        people.add(connection, "Ann", "trainee", datetime(2026, 3, 1))


def test_writers_queue_instead_of_failing(data: Path) -> None:
    db = open_database(data)

    def add_ten(name: str) -> None:
        for i in range(10):
            with db.write() as connection:
                people.add(connection, f"{name} {i}", "trainee", datetime.now(UTC))

    threads = [threading.Thread(target=add_ten, args=(f"t{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as connection:
        assert connection.execute(text("select count(*) from people")).scalar_one() == 62


def test_a_database_locked_for_too_long_is_a_plain_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.1)
    db = open_database(data)
    other = sqlite3.connect(data / "holdtheline.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        complaint = r"holdtheline\.db is being written to.*Nothing was changed"
        with pytest.raises(ServiceError, match=complaint), db.write() as connection:
            people.add(connection, "Ann", "trainee", datetime.now(UTC))
    finally:
        other.execute("rollback")
        other.close()


def test_a_writer_who_waits_too_long_for_another_thread_is_told_so(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(data)
    with database.write() as connection:
        monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
        said: list[str] = []

        def second() -> None:
            try:
                with database.write():
                    said.append("wrote")
            except ServiceError as error:
                said.append(str(error))

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        assert said == ["Too many people are at it at once; nothing was changed. Try again."]
        connection.execute(text("select 1"))
    second()
    assert said[-1] == "wrote"


def test_a_damaged_file_is_a_plain_sentence_and_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "holdtheline.db"
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(ServiceError, match="is damaged or is no database"):
        App.open(Settings(data=tmp_path))
    assert file.read_bytes() == b"this is no database" * 100


def test_a_data_folder_that_cannot_be_made_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ServiceError, match=r"cannot be made.*--data or HOLDTHELINE_DATA"):
        App.open(Settings(data=tmp_path / "file" / "folder"))


def test_a_data_folder_where_the_database_is_a_folder_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "holdtheline.db").mkdir()
    with pytest.raises(ServiceError, match="cannot be opened"):
        App.open(Settings(data=tmp_path))


def test_on_a_full_disk_nothing_said_is_lost_and_the_call_goes_on_when_there_is_room(
    app: App, ann: Actor, reopen: Callable[..., App]
) -> None:
    call = start(app, ann)
    talk(app, ann, call.id, "Hello, Ann here from Routewell.")

    def shrink(connection: Connection) -> None:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages}")

    event.listen(app.house.database.engine, "begin", shrink)
    said, complaint = 1, ""
    while not complaint:
        assert said < 100, "the disk never filled"
        try:
            turn = app.practise.say(ann, call.id, f"{said} " + "and so on " * 350)
            said += 1
            complaint = app.practise.wait(ann, call.id, turn).trouble or ""
        except ServiceError as fault:
            complaint = str(fault)
        except CallOverError:
            call, said = start(app, ann), 0
    assert "is full" in complaint and "safe" in complaint
    event.remove(app.house.database.engine, "begin", shrink)

    again = reopen()
    turns = again.practise.call(ann, call.id).turns
    assert len([t for t in turns if t.speaker == "rep"]) == said
    assert [t.number for t in turns] == list(range(1, len(turns) + 1))
    if turns[-1].speaker == "rep":
        assert again.practise.wait(ann, call.id, turns[-1].number).text
