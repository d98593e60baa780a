"""``review``, ``export``, ``import`` and ``db``: the coach's word and the data, in and out."""

from __future__ import annotations

import click

from holdtheline.cli.io import application, calls_of, data_folder, data_option, emit, tell
from holdtheline.errors import InputError


@click.command()
@click.argument("call_id", metavar="CALL")
@click.option("--criterion", required=True, metavar="C", help="Id of a criterion, such as ground.")
@click.option("--level", required=True, metavar="N", help="0 to 4, or none for 'cannot tell'.")
@click.option("--reason", required=True, help="What the trainee can learn from it.")
@data_option
def review(call_id: str, criterion: str, level: str, reason: str) -> None:
    """Put a level right, as a coach does in the app; prints the result."""
    with application() as (app, me):
        found = app.review.override(me, call_id, criterion, _level(level), reason)
        result = found.result
        emit(
            {
                "call": call_id,
                "levels": dict(result.levels),
                "overall": result.overall,
                "passed": result.passed,
                "caps": list(result.caps),
                "machine": {c: s.level for c, s in found.scorecard.criteria.items()},
            }
        )


def _level(given: str) -> int | None:
    if given.lower() in ("none", "null"):
        return None
    try:
        return int(given)
    except ValueError:
        raise InputError("--level", f"must be 0 to 4, or none for 'cannot tell', not {given!r}") from None


@click.command()
@data_option
def export() -> None:
    """Print every call that is over, a line each, with the levels after the coach's word."""
    with application() as (app, me):
        for line in app.data.export(me):
            emit(line)


@click.command(name="import")
@click.argument("file", metavar="FILE|-")
@data_option
def import_(file: str) -> None:
    """Take the calls of a call file in and grade them; all of them or none."""
    found = calls_of(file)
    with application() as (app, me):
        for id in app.data.import_calls(me, found):
            emit({"call": id})
        tell(f"{len(found)} calls taken in.")


@click.group()
@data_option
def db() -> None:
    """The database."""


@db.command()
@data_option
def upgrade() -> None:
    """Bring the database to this version's schema; an existing file is copied beside itself first."""
    from holdtheline import settings
    from holdtheline.store import migrate
    from holdtheline.store.database import Database

    database = Database(settings.load(data_folder()).database)
    try:
        before, now = migrate.upgrade(database)
    finally:
        database.close()
    emit({"database": database.place, "before": before, "now": now})
