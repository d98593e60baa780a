"""The coach's queue: ended calls by what they are and what was said in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from holdtheline.store.calls import Call, record, selected
from holdtheline.store.schema import calls, turns

_EXCERPT_CHARS = 70


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; None means any. ``lowest``/``highest`` bound the overall, 0 to 1; times are UTC."""

    trainee: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    lowest: float | None = None
    highest: float | None = None
    words: tuple[str, ...] = ()


def ended(connection: Connection, wanted: Wanted) -> list[Call]:
    """Ended calls that fit, oldest first. Every one of the words must occur somewhere in the call.

    None that only tried a persona out.
    """
    query = selected().where(calls.c.status != "live", calls.c.sandbox.is_(False))
    if wanted.trainee is not None:
        query = query.where(calls.c.trainee == wanted.trainee)
    if wanted.since is not None:
        query = query.where(calls.c.started_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(calls.c.started_at < wanted.until)
    if wanted.lowest is not None:
        query = query.where(calls.c.overall >= wanted.lowest)
    if wanted.highest is not None:
        query = query.where(calls.c.overall <= wanted.highest)
    for word in wanted.words:
        query = query.where(exists().where(turns.c.call == calls.c.id, _holds(word)))
    return [record(row) for row in connection.execute(query.order_by(calls.c.started_at, calls.c.id))]


def excerpts(connection: Connection, words: tuple[str, ...], ids: list[str]) -> dict[str, str]:
    """For each call the surroundings of the first word found in it."""
    if not words or not ids:
        return {}
    out: dict[str, str] = {}
    for start in range(0, len(ids), 500):  # databases bound the number of values in one query
        some = ids[start : start + 500]
        query = select(turns.c.call, turns.c.text).where(turns.c.call.in_(some), or_(*(_holds(w) for w in words)))
        for row in connection.execute(query.order_by(turns.c.call, turns.c.number)):
            out.setdefault(row.call, _around(row.text, words))
    return out


def _holds(word: str) -> ColumnElement[bool]:
    escaped = word.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return func.lower(turns.c.text).like(f"%{escaped}%", escape="\\")


def _around(text: str, words: tuple[str, ...]) -> str:
    found = [at for at in (text.lower().find(w.lower()) for w in words) if at >= 0]
    at = min(found, default=0)
    start, end = max(0, at - _EXCERPT_CHARS), min(len(text), at + _EXCERPT_CHARS)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start:end] if end == len(text) else text[start:end].rsplit(" ", 1)[0]
    return ("… " if start else "") + " ".join(cut.split()) + ("" if end == len(text) else " …")
