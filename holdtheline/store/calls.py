"""Calls, their turns, and what the prospect's mind made of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import Connection, Select, and_, func, select, update

from holdtheline.store.schema import calls, people, steps, turns
from holdtheline.vocabulary import Outcome

Status = Literal["live", "ended", "graded", "partial", "not_graded"]


@dataclass(frozen=True, slots=True)
class Call:
    """A row of ``calls`` with its trainee's name. ``ended``: over and not graded yet.

    ``sandbox``: a coach tries a persona out; such a call is in no list.
    """

    id: str
    trainee: str
    persona: str | None
    persona_hash: str | None
    variant: str | None
    twin: bool | None
    seed: int | None
    voice: str | None
    rubric_hash: str
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    imported: Mapping[str, Any] | None
    status: Status
    overall: float | None
    passed: bool | None
    flags: tuple[str, ...]
    sandbox: bool
    follows: str | None
    days: int | None
    setting: str | None
    trainee_name: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of ``turns``."""

    number: int
    speaker: Literal["prospect", "rep"]
    text: str
    interrupts: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A row of ``steps``: ``turn`` is the rep's turn number, 0 for the state before the first word."""

    turn: int
    heard: Mapping[str, Any] | None
    state: Mapping[str, Any]
    directive: Mapping[str, Any] | None


def selected() -> Select[Any]:
    """Calls with their trainees, to be narrowed by the caller."""
    return select(*calls.c, people.c.name.label("trainee_name")).join(people, people.c.id == calls.c.trainee)


def record(row: Any) -> Call:
    """A row of ``selected`` as a value."""
    fields = dict(row._mapping)
    return Call(**{**fields, "flags": tuple(fields["flags"])})


def get(connection: Connection, id: str) -> Call | None:
    """The call of that id."""
    row = connection.execute(selected().where(calls.c.id == id)).first()
    return record(row) if row else None


def of_trainee(connection: Connection, trainee: str, persona: str | None = None) -> list[Call]:
    """A trainee's calls, newest first; none that only tried a persona out."""
    query = selected().where(calls.c.trainee == trainee, calls.c.sandbox.is_(False))
    if persona is not None:
        query = query.where(calls.c.persona == persona)
    return [record(r) for r in connection.execute(query.order_by(calls.c.started_at.desc(), calls.c.id))]


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """A new call; ``row`` by column names."""
    connection.execute(calls.insert(), [{"flags": [], **row}])


def turns_of(connection: Connection, call: str) -> list[Turn]:
    """All turns, in order."""
    columns = (turns.c.number, turns.c.speaker, turns.c.text, turns.c.interrupts, turns.c.at)
    rows = connection.execute(select(*columns).where(turns.c.call == call).order_by(turns.c.number))
    return [Turn(*row) for row in rows]


def last_turn(connection: Connection, call: str) -> tuple[int, str]:
    """Number and speaker of the newest turn; (0, "prospect") before the first word."""
    query = select(turns.c.number, turns.c.speaker).where(turns.c.call == call)
    row = connection.execute(query.order_by(turns.c.number.desc()).limit(1)).first()
    return (row.number, row.speaker) if row else (0, "prospect")


def turn(connection: Connection, call: str, number: int) -> Turn | None:
    """One turn."""
    columns = (turns.c.number, turns.c.speaker, turns.c.text, turns.c.interrupts, turns.c.at)
    row = connection.execute(select(*columns).where(turns.c.call == call, turns.c.number == number)).first()
    return Turn(*row) if row else None


def add_turn(connection: Connection, call: str, turn: Turn) -> None:
    """Appends a turn. Raises IntegrityError if that number is taken."""
    connection.execute(
        turns.insert(),
        [
            {
                "call": call,
                "number": turn.number,
                "speaker": turn.speaker,
                "text": turn.text,
                "interrupts": turn.interrupts,
                "at": turn.at,
            }
        ],
    )


def add_step(connection: Connection, call: str, step: Step, now: datetime) -> None:
    """Appends a step. Raises IntegrityError if that turn has one."""
    row = {"call": call, "turn": step.turn, "heard": step.heard, "state": step.state, "directive": step.directive}
    connection.execute(steps.insert(), [{**row, "at": now}])


def steps_of(connection: Connection, call: str) -> list[Step]:
    """All steps, in order; turn 0 first."""
    columns = (steps.c.turn, steps.c.heard, steps.c.state, steps.c.directive)
    rows = connection.execute(select(*columns).where(steps.c.call == call).order_by(steps.c.turn))
    return [Step(*row) for row in rows]


def last_state(connection: Connection, call: str) -> Mapping[str, Any] | None:
    """The newest state of the prospect's mind."""
    query = select(steps.c.state).where(steps.c.call == call).order_by(steps.c.turn.desc()).limit(1)
    return cast("Mapping[str, Any] | None", connection.execute(query).scalar())


def end(connection: Connection, call: str, outcome: str | None, now: datetime) -> None:
    """The call is over; it waits to be graded."""
    values = {"ended_at": now, "outcome": outcome, "status": "ended"}
    connection.execute(update(calls).where(calls.c.id == call).values(**values))


def settle(
    connection: Connection,
    call: str,
    status: Status,
    overall: float | None,
    passed: bool | None,
    flags: tuple[str, ...],
) -> None:
    """What lists show of a graded call; written in the transaction that changed it."""
    values = {"status": status, "overall": overall, "passed": passed, "flags": list(flags)}
    connection.execute(update(calls).where(calls.c.id == call).values(**values))


def unanswered(connection: Connection) -> list[tuple[str, int]]:
    """Live calls whose newest turn is the rep's, with its number: a reply is owed."""
    newest = select(turns.c.call, func.max(turns.c.number).label("number")).group_by(turns.c.call).subquery()
    query = (
        select(calls.c.id, turns.c.number)
        .join(newest, newest.c.call == calls.c.id)
        .join(turns, and_(turns.c.call == calls.c.id, turns.c.number == newest.c.number))
        .where(calls.c.status == "live", turns.c.speaker == "rep")
    )
    return [(row.id, row.number) for row in connection.execute(query)]


def ungraded(connection: Connection) -> list[str]:
    """Calls that are over and have no scorecard yet."""
    return list(connection.execute(select(calls.c.id).where(calls.c.status == "ended")).scalars())
