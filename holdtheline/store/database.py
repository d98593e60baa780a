"""The connection to the database: how it is opened, read and written."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from holdtheline.errors import ServiceError
from holdtheline.store.trouble import plain

BUSY_SECONDS = 10
"""How long a writer waits for another writer before it gives up."""

_TOO_MANY = "Too many people are at it at once; nothing was changed. Try again."


class Database:
    """One database, shared by the threads of a process. ``place``: its name in messages."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.file = _file(url)
        self.place = str(self.file) if self.file else self.url.render_as_string(hide_password=True)
        self.engine = _engine(url)
        # One write at a time there. SQLite itself lets writers poll for their turn, with longer and longer pauses, so
        # that among many threads some wait for seconds; in this queue nobody waits longer than the ones before write.
        self._one_writer = threading.Lock() if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection in one read transaction. Raises ServiceError."""
        with self._guard(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One write transaction: all of it or none. Writers queue; IntegrityError passes to the caller.

        Raises ServiceError.
        """
        with self._guard(), self._my_turn(), self.engine.connect() as connection:
            connection = connection.execution_options(holdtheline_write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._one_writer is None:
            yield
            return
        if not self._one_writer.acquire(timeout=BUSY_SECONDS):
            raise ServiceError(_TOO_MANY)
        try:
            yield
        finally:
            self._one_writer.release()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except PoolTimeoutError:
            raise ServiceError(_TOO_MANY) from None
        except (DBAPIError, sqlite3.Error) as fault:
            raise plain(fault, self.place) from fault

    def prepare(self) -> None:
        """Makes the folder and switches an embedded database to write-ahead logging. Raises ServiceError."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # what trainees said is nobody else's
        except OSError as fault:
            raise ServiceError(
                f"The data folder {self.file.parent} cannot be made ({fault.strerror}). "
                "Choose another with --data or HOLDTHELINE_DATA."
            ) from fault
        with self._guard():
            _write_ahead(self.file)

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()


def _file(url: str) -> Path | None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database))


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(
        url,
        pool_size=16,
        max_overflow=32,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    # FULL, so that a turn shown as saved survives a power cut and not only the death of the process.
    connection.execute("PRAGMA synchronous = FULL")
    # SQLite folds ASCII only; searching must find "Übergabe" as PostgreSQL would.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("holdtheline_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _write_ahead(file: Path) -> None:
    """WAL once for the file. SQLite does not wait for other openers here, so this does."""
    until = time.monotonic() + BUSY_SECONDS
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        while True:
            try:
                if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                    return
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as fault:
                if "locked" not in str(fault) or time.monotonic() > until:
                    raise
                time.sleep(0.02)
    finally:
        connection.close()
