"""A graded call with everything said about it, for the trainee and the coach."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from holdtheline.errors import InputError
from holdtheline.services import access, grade, show
from holdtheline.services.debrief_views import Comment, Debrief, Override, SignOff
from holdtheline.services.house import House
from holdtheline.services.result import counting, flags_of, scorecard_of
from holdtheline.services.reveal import STRANGER, reveal
from holdtheline.services.views import Actor
from holdtheline.store import calls, marks
from holdtheline.transcript import Transcript


def debrief(house: House, actor: Actor, call_id: str) -> Debrief:
    """The graded call with everything said about it; grades it first if need be.

    Raises InputError while the call goes on.
    """
    with house.database.read() as connection:
        call = access.readable(connection, actor, call_id)
        card = scorecard_of(connection, call_id)
    if call.status == "live":
        raise InputError("", "the call is still going on; hang up first")
    if card is None:
        house.grading.once(call_id, lambda: grade.grade(house, call_id)).result()
    house.speeches.drop(call_id)
    with house.database.read() as connection:
        return _debrief(house, connection, access.readable(connection, actor, call_id))


def _debrief(house: House, connection: Connection, call: calls.Call) -> Debrief:
    card = scorecard_of(connection, call.id)
    if card is None:
        raise InputError("", "the call has no scorecard yet; try again in a moment")
    turns, steps = calls.turns_of(connection, call.id), calls.steps_of(connection, call.id)
    prospect = show.prospect_of(house, call)
    signed = marks.sign_off_of(connection, call.id)
    rubric = house.library.rubric_version(call.rubric_hash)
    return Debrief(
        call=show.call_view(house, connection, call),
        # Its list of prospects would name the kinds there are.
        rubric=rubric.model_copy(update={"prospects": {}}),
        scorecard=card,
        result=counting(house, connection, call, card),
        reveal=reveal(call, prospect, turns, steps) if prospect else STRANGER,
        guess=marks.guess_of(connection, call.id),
        overrides=tuple(
            Override(o.criterion, o.level, o.reason, o.coach, o.at) for o in marks.overrides_of(connection, call.id)
        ),
        comments=tuple(
            Comment(str(c.id), c.turn, c.text, c.coach, c.at) for c in marks.comments_of(connection, call.id)
        ),
        sign_off=SignOff(signed.coach, signed.at, signed.note) if signed and signed.signed else None,
        flags=flags_of(card, prospect, steps),
        moves=moves_of(house, show.transcript(call, turns), steps),
    )


def moves_of(house: House, transcript: Transcript, steps: Sequence[calls.Step]) -> dict[int, tuple[str, ...]]:
    """Moves by rep turn: as heard when they were made, or read now where nobody answered (imported calls)."""
    heard = {s.turn: tuple(s.heard["made"]) for s in steps if s.heard is not None}
    if all(number in heard for number, _ in transcript.rep_turns()):
        return heard
    return {n: heard.get(n, one.made) for n, one in house.reader.read_call(transcript).items()}
