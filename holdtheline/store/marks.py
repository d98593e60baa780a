"""What is said about a call afterwards: scorecards, the coach's word, the trainee's own guess. Append-only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from holdtheline.store.schema import comments, overrides, people, reflections, scorecards, sign_offs


@dataclass(frozen=True, slots=True)
class Graded:
    """A saved scorecard. ``broken``: the grader failed; to be tried again."""

    body: Mapping[str, Any]
    broken: bool


@dataclass(frozen=True, slots=True)
class Overridden:
    """A coach's level with the coach's name."""

    criterion: str
    level: int | None
    reason: str
    coach: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Commented:
    """A coach's comment with the coach's name."""

    id: int
    turn: int | None
    text: str
    coach: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """The newest signing or reopening."""

    signed: bool
    note: str
    coach: str
    at: datetime


def add_scorecard(
    connection: Connection, call: str, body: Mapping[str, Any], rubric_hash: str, broken: bool, now: datetime
) -> None:
    """Adds a scorecard; older ones stay."""
    row = {"call": call, "rubric_hash": rubric_hash, "grader": body["grader"], "model": body.get("model")}
    connection.execute(scorecards.insert(), [{**row, "body": body, "broken": broken, "at": now}])


def newest_scorecard(connection: Connection, call: str) -> Graded | None:
    """The scorecard that counts."""
    query = select(scorecards.c.body, scorecards.c.broken).where(scorecards.c.call == call)
    row = connection.execute(query.order_by(scorecards.c.id.desc()).limit(1)).first()
    return Graded(row.body, row.broken) if row else None


def guessed(connection: Connection, calls: Sequence[str]) -> set[str]:
    """Those of the calls whose trainee has said where it turned, or passed."""
    return set(connection.execute(select(reflections.c.call).where(reflections.c.call.in_(calls))).scalars())


def newest_levels(connection: Connection, calls: Sequence[str]) -> dict[str, dict[str, int | None]]:
    """By call, the level of each applicable criterion after the coach's word; ungraded calls are left out."""
    newest = select(func.max(scorecards.c.id)).where(scorecards.c.call.in_(calls)).group_by(scorecards.c.call)
    query = select(scorecards.c.call, scorecards.c.body).where(scorecards.c.id.in_(newest))
    found = {
        call: {c: score["level"] for c, score in body["criteria"].items() if score["applicable"]}
        for call, body in connection.execute(query)
    }
    columns = (overrides.c.call, overrides.c.criterion, overrides.c.level)
    said = select(*columns).where(overrides.c.call.in_(calls)).order_by(overrides.c.id)
    for call, criterion, level in connection.execute(said):
        if call in found:
            found[call][criterion] = level
    return found


def broken(connection: Connection) -> list[str]:
    """Calls whose newest scorecard says that the grader failed."""
    newest = select(func.max(scorecards.c.id)).group_by(scorecards.c.call)
    query = select(scorecards.c.call).where(scorecards.c.id.in_(newest), scorecards.c.broken.is_(True))
    return list(connection.execute(query).scalars())


def add_override(
    connection: Connection, call: str, criterion: str, level: int | None, reason: str, author: str, now: datetime
) -> None:
    """A coach's level; ``author`` by id."""
    row = {"call": call, "criterion": criterion, "level": level, "reason": reason, "author": author, "at": now}
    connection.execute(overrides.insert(), [row])


def overrides_of(connection: Connection, call: str) -> list[Overridden]:
    """All overrides, newest last."""
    columns = (overrides.c.criterion, overrides.c.level, overrides.c.reason, people.c.name, overrides.c.at)
    query = select(*columns).join(people, people.c.id == overrides.c.author).where(overrides.c.call == call)
    return [Overridden(*row) for row in connection.execute(query.order_by(overrides.c.id))]


def add_comment(connection: Connection, call: str, turn: int | None, text: str, author: str, now: datetime) -> None:
    """A comment on a turn, or on the whole call."""
    connection.execute(comments.insert(), [{"call": call, "turn": turn, "text": text, "author": author, "at": now}])


def comments_of(connection: Connection, call: str) -> list[Commented]:
    """All comments, oldest first."""
    columns = (comments.c.id, comments.c.turn, comments.c.text, people.c.name, comments.c.at)
    query = select(*columns).join(people, people.c.id == comments.c.author).where(comments.c.call == call)
    return [Commented(*row) for row in connection.execute(query.order_by(comments.c.id))]


def add_sign_off(connection: Connection, call: str, signed: bool, note: str, author: str, now: datetime) -> None:
    """Signs the call off, or opens it again."""
    row = {"call": call, "signed": signed, "note": note, "author": author, "at": now}
    connection.execute(sign_offs.insert(), [row])


def sign_off_of(connection: Connection, call: str) -> Signed | None:
    """The newest signing or reopening."""
    columns = (sign_offs.c.signed, sign_offs.c.note, people.c.name, sign_offs.c.at)
    query = select(*columns).join(people, people.c.id == sign_offs.c.author).where(sign_offs.c.call == call)
    row = connection.execute(query.order_by(sign_offs.c.id.desc()).limit(1)).first()
    return Signed(*row) if row else None


def signed_off(connection: Connection) -> set[str]:
    """Ids of the calls that are signed off now."""
    newest = select(func.max(sign_offs.c.id)).group_by(sign_offs.c.call)
    query = select(sign_offs.c.call).where(sign_offs.c.id.in_(newest), sign_offs.c.signed.is_(True))
    return set(connection.execute(query).scalars())


def comment_counts(connection: Connection) -> dict[str, int]:
    """Comments by call, for those that have any."""
    rows = connection.execute(select(comments.c.call, func.count()).group_by(comments.c.call))
    return {row[0]: row[1] for row in rows}


def add_guess(connection: Connection, call: str, turn: int, now: datetime) -> None:
    """The trainee's guess. Raises IntegrityError if there is one already."""
    connection.execute(reflections.insert(), [{"call": call, "turn": turn, "at": now}])


def guess_of(connection: Connection, call: str) -> int | None:
    """The trainee's guess; None if not asked yet."""
    guess: int | None = connection.execute(select(reflections.c.turn).where(reflections.c.call == call)).scalar()
    return guess
