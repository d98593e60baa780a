"""Bringing a database to this version's schema, once, whoever comes first."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from holdtheline.errors import ServiceError
from holdtheline.store import schema
from holdtheline.store.database import Database
from holdtheline.store.trouble import plain

_FOLDER = Path(__file__).parent / "migrations"

COACH = "coach"
ADMIN = "local"
"""Ids of the two people every database has: the seeded coach, and the admin whom the command line acts as."""


def revisions() -> list[str]:
    """This version's schema revisions, oldest first: the files' first parts (``0001_first.py`` is ``0001``)."""
    return sorted(p.name.split("_")[0] for p in (_FOLDER / "versions").glob("[0-9]*_*.py"))


def current(connection: Connection) -> str | None:
    """The database's revision; None for an empty one. Raises ServiceError for a database that is not ours."""
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names:
        if names:
            raise ServiceError(
                f"The database {connection.engine.url.render_as_string()} holds other tables ({names[0]}, ...) "
                "and none of this program. Nothing was changed; choose another data folder."
            )
        return None
    version = table("alembic_version", column("version_num"))
    found: str | None = connection.execute(select(version.c.version_num)).scalar()
    return found


def upgrade(database: Database) -> tuple[str | None, str]:
    """Brings the database to the newest revision; returns (revision before, revision now).

    Concurrent openers queue at the write lock and find the work done. An existing SQLite file is first copied
    beside itself. Raises ServiceError for a database of a newer version, and leaves that as it is.
    """
    database.prepare()
    with database.read() as connection:
        before = current(connection)
    known = revisions()
    if before == known[-1]:
        return before, before
    with database.write() as connection:
        before = current(connection)
        if before == known[-1]:
            return before, before
        if before is not None and before not in known:
            raise ServiceError(
                f"{database.place} was written by a newer version of this program (schema {before}; this version "
                f"knows up to {known[-1]}). Nothing was changed; install the newer version again."
            )
        if before is not None and database.file is not None:
            _copy(database.file, before)
        _run(connection)
        if before is None:
            _seed(connection)
    return before, known[-1]


def _run(connection: Connection) -> None:
    from alembic import command  # half a second to import, and needed once in a database's life
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(file: Path, revision: str) -> Path:
    """A consistent copy of the file as it is before the migration, named by revision and moment."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = file.with_name(f"{file.name}.before-upgrade-{revision}-{stamp}")
    try:
        source, copy = sqlite3.connect(file), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
    except sqlite3.Error as fault:
        target.unlink(missing_ok=True)
        raise plain(fault, str(target)) from fault
    return target


def _seed(connection: Connection) -> None:
    now = datetime.now(UTC)
    rows = [
        {"id": COACH, "name": "Coach", "name_key": "coach", "role": "coach", "hidden": False, "created_at": now},
        {
            "id": ADMIN,
            "name": "Command line",
            "name_key": "command line",
            "role": "admin",
            "hidden": True,
            "created_at": now,
        },
    ]
    connection.execute(schema.people.insert(), rows)
    connection.execute(schema.meta.insert(), [{"key": "secret", "value": secrets.token_hex(32)}])
