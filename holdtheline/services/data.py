"""Calls in and out as call files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from holdtheline.errors import InputError, InputErrors
from holdtheline.services import access, exchange, grade
from holdtheline.services.house import House
from holdtheline.services.reveal import opened_at
from holdtheline.services.show import prospect_of, transcript
from holdtheline.services.views import Actor
from holdtheline.store import calls, search
from holdtheline.transcript import Transcript


class Data:
    """Export for coaches and the admin, import for the admin; both whole or not at all."""

    def __init__(self, house: House) -> None:
        self._house = house

    def export(self, actor: Actor) -> Iterator[dict[str, Any]]:
        """Every ended call, oldest first, as a line of a call file: ``levels``, ``overall``, ``passed`` and ``caps``
        are those after the coach's word, ``scorecard`` is the machine's. Raises NotAllowedError at once."""
        with self._house.database.read() as connection:
            access.staff(connection, actor)
            ids = [c.id for c in search.ended(connection, search.Wanted())]
        return self._lines(ids)

    def _lines(self, ids: list[str]) -> Iterator[dict[str, Any]]:
        for id in ids:
            grade.grade(self._house, id)
            with self._house.database.read() as connection:
                call = calls.get(connection, id)
                if call is not None:
                    yield exchange.line_out(self._house, connection, call)

    def import_calls(self, actor: Actor, transcripts: list[Transcript]) -> list[str]:
        """Takes calls in and grades them; returns their ids. All or none: raises InputErrors naming each bad line.

        The trainee is the one named in a line's ``trainee``, else "Imported".
        """
        with self._house.database.read() as connection:
            access.admin(connection, actor)
        rubric = self._house.library.rubric()
        prospects = [exchange.known_prospect(self._house, call) for call in transcripts]
        with self._house.database.write() as connection:
            access.admin(connection, actor)
            faults: list[InputError] = []
            for call, prospect in zip(transcripts, prospects, strict=True):
                try:
                    exchange.line_in(self._house, connection, call, rubric.hash, prospect)
                except InputError as fault:
                    faults.append(fault)
            if faults:
                raise InputErrors(faults)
        ids = [t.id for t in transcripts]
        for id in ids:
            grade.grade(self._house, id)
        return ids

    def show(self, actor: Actor, call_id: str, reveal: bool = False) -> dict[str, Any]:
        """A call as a call file's line; ``reveal`` (coaches and the admin) adds ``truths`` and ``steps``."""
        with self._house.database.read() as connection:
            call = access.readable(connection, actor, call_id)
            me = access.known(connection, actor)
            if reveal or me.role == "trainee":
                access.staff(connection, actor)
            turns, steps = calls.turns_of(connection, call_id), calls.steps_of(connection, call_id)
        line: dict[str, Any] = transcript(call, turns).model_dump(exclude_none=True)
        line |= {
            "variant": call.variant,
            "seed": call.seed,
            "voice": call.voice,
            "ended": call.status != "live",
            "outcome": call.outcome,
        }
        if call.follows is not None:
            line |= {"follows": call.follows, "days": call.days}
        if reveal:
            prospect, opened = prospect_of(self._house, call), opened_at(steps)
            truths = prospect.truths if prospect else ()
            line["truths"] = [{"id": t.id, "text": t.text, "opened_at": opened.get(t.id)} for t in truths]
            line["steps"] = [
                {"turn": s.turn, "heard": s.heard, "state": s.state, "directive": s.directive} for s in steps
            ]
        return line
