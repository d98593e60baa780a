"""What a coach does: find calls, read them, put a level right with a reason, comment, sign off."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import Connection

from holdtheline.errors import InputError
from holdtheline.services import access, debrief, result, show
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.house import House
from holdtheline.services.views import Actor, CallRow
from holdtheline.store import calls, marks, search

LONGEST_TEXT = 4000
"""Longest comment, reason or note, in characters."""


class Review:
    """For coaches and the admin; anyone else gets NotAllowedError."""

    def __init__(self, house: House) -> None:
        self._house = house

    def queue(
        self,
        actor: Actor,
        *,
        trainee: str | None = None,
        person: str | None = None,
        since: date | datetime | None = None,
        until: date | datetime | None = None,
        lowest: float | None = None,
        highest: float | None = None,
        words: str | None = None,
        only_open: bool = False,
    ) -> list[CallRow]:
        """Ended calls: flagged first, then the oldest not signed off, then the signed ones, newest first.

        ``trainee``: id; ``person``: the prospect's name; ``since``/``until``: by the day the call began, both
        included (days in UTC); ``lowest``/``highest``: overall, 0 to 1; ``words``: all of them occur in the call.
        """
        looked_for = tuple((words or "").split())[:10]
        wanted = search.Wanted(trainee, _from(since), _to(until), lowest, highest, looked_for)
        with self._house.database.read() as connection:
            access.staff(connection, actor)
            found = search.ended(connection, wanted)
            signed, counts = marks.signed_off(connection), marks.comment_counts(connection)
            excerpts = search.excerpts(connection, looked_for, [c.id for c in found])
        rows = [
            show.call_row(
                self._house,
                call,
                signed_off=call.id in signed,
                comments=counts.get(call.id, 0),
                excerpt=excerpts.get(call.id),
            )
            for call in found
            if not (only_open and call.id in signed)
        ]
        return _in_order([r for r in rows if person is None or r.brief.name == person])

    def debrief(self, actor: Actor, call_id: str) -> Debrief:
        """The graded call with everything said about it."""
        with self._house.database.read() as connection:
            access.staff(connection, actor)
        return debrief.debrief(self._house, actor, call_id)

    def override(self, actor: Actor, call_id: str, criterion: str, level: int | None, reason: str) -> Debrief:
        """Puts a level right; the machine's stays beside it. None: cannot tell.

        Raises InputError (unknown or switched-off criterion, level not 0 to 4, no reason, call not over).
        """
        clean = _text(reason, "the reason", "a coach's level needs a reason that the trainee can learn from")
        if level is not None and (isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 4):
            raise InputError("the level", f"must be a whole number 0 to 4, or none for 'cannot tell', not {level!r}")
        self._graded(actor, call_id)
        with self._house.database.write() as connection:
            me, call = self._over(connection, actor, call_id)
            result.check_criterion(self._house, connection, call, criterion)
            marks.add_override(connection, call_id, criterion, level, clean, me.id, self._house.clock())
            result.settle(self._house, connection, call)
        return self.debrief(actor, call_id)

    def comment(self, actor: Actor, call_id: str, turn: int | None, text: str) -> Debrief:
        """A word on a turn, or on the whole call (``turn`` None)."""
        clean = _text(text, "the comment", "write something, or leave it")
        with self._house.database.write() as connection:
            me, call = self._over(connection, actor, call_id)
            last, _ = calls.last_turn(connection, call.id)
            if turn is not None and not 1 <= turn <= last:
                raise InputError("the comment", f"is on turn {turn}, but this call has turns 1 to {last}")
            marks.add_comment(connection, call_id, turn, clean, me.id, self._house.clock())
        return self.debrief(actor, call_id)

    def sign_off(self, actor: Actor, call_id: str, note: str = "") -> Debrief:
        """The coach has reviewed the call. Signing twice changes nothing but the note and the name."""
        return self._sign(actor, call_id, True, _short_enough(note.strip(), "the note"))

    def reopen(self, actor: Actor, call_id: str) -> Debrief:
        """Takes the signature back; that it was there stays on record."""
        return self._sign(actor, call_id, False, "")

    def _sign(self, actor: Actor, call_id: str, signed: bool, note: str) -> Debrief:
        with self._house.database.write() as connection:
            me, _ = self._over(connection, actor, call_id)
            marks.add_sign_off(connection, call_id, signed, note, me.id, self._house.clock())
        return self.debrief(actor, call_id)

    def _graded(self, actor: Actor, call_id: str) -> None:
        """Has the call graded before the coach's word is laid over the scorecard."""
        self.debrief(actor, call_id)

    def _over(self, connection: Connection, actor: Actor, call_id: str) -> tuple[Actor, calls.Call]:
        me = access.staff(connection, actor)
        call = access.readable(connection, me, call_id)
        if call.status == "live":
            raise InputError("", "the call is still going on; review it when it is over")
        return me, call


def _in_order(rows: list[CallRow]) -> list[CallRow]:
    todo = [r for r in rows if not r.signed_off]
    done = [r for r in rows if r.signed_off]
    flagged, rest = [r for r in todo if r.flags], [r for r in todo if not r.flags]
    return [*flagged, *rest, *reversed(done)]


def _from(day: date | datetime | None) -> datetime | None:
    if day is None or isinstance(day, datetime):
        return day.astimezone(UTC) if day else None
    return datetime.combine(day, time.min, UTC)


def _to(day: date | datetime | None) -> datetime | None:
    if day is None or isinstance(day, datetime):
        return day.astimezone(UTC) if day else None
    return datetime.combine(date.fromordinal(day.toordinal() + 1), time.min, UTC)


def _text(text: str, place: str, mend: str) -> str:
    clean = text.strip()
    if not clean:
        raise InputError(place, f"is empty; {mend}")
    return _short_enough(clean, place)


def _short_enough(text: str, place: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise InputError(place, f"is {len(text):,} characters long; at most {LONGEST_TEXT:,} fit")
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError(place, "holds bytes that are no text; type it again")
    return text
