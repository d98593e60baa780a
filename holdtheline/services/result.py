"""What counts of a graded call: the machine's levels with the coach's word over them, and why a coach should look."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from holdtheline.errors import InputError
from holdtheline.grading.scorecard import Scorecard, summarise
from holdtheline.persona import Prospect
from holdtheline.services import show
from holdtheline.services.debrief_views import Result
from holdtheline.services.house import House
from holdtheline.services.reveal import opened_at
from holdtheline.services.terms import adjustment_of, right_end_of
from holdtheline.store import calls, marks

TRUTH = "truth"
"""The criterion that the reveal can contradict."""

FLAGS = {
    "needs_coach": "The grader is not sure of its levels here.",
    "addressed_the_grader": "The rep spoke to the grader instead of the prospect.",
    "unbacked_claim": "The rep claimed something that the brief does not bear out.",
}
"""The scorecard's own flags in words."""

CAME_OUT = "The levels say that the truth came out; the prospect told nothing of it."
STAYED_IN = "The prospect told the truth; the levels say that the rep did not get to it."
BROKEN = "The grader failed on this call."


def scorecard_of(connection: Connection, call_id: str) -> Scorecard | None:
    """The machine's scorecard that counts; None before grading."""
    found = marks.newest_scorecard(connection, call_id)
    return Scorecard.model_validate(found.body) if found else None


def result_of(house: House, connection: Connection, call: calls.Call) -> Result | None:
    """Levels after the coach's word; None before grading."""
    card = scorecard_of(connection, call.id)
    return counting(house, connection, call, card) if card else None


def counting(house: House, connection: Connection, call: calls.Call, card: Scorecard) -> Result:
    """Levels of that scorecard after the coach's word."""
    said = {o.criterion: o.level for o in marks.overrides_of(connection, call.id)}  # the newest of each counts
    if not said:
        return Result({c: s.level for c, s in card.criteria.items()}, card.overall, card.passed, card.caps, False)
    rubric, prospect = house.library.rubric_version(call.rubric_hash), show.prospect_of(house, call)
    levels: dict[str, int | None] = {c.id: None for c in rubric.criteria}
    levels.update({c: s.level for c, s in card.criteria.items()})
    levels.update(said)
    summary = summarise(
        rubric,
        levels,
        adjustment_of(rubric, call.persona, prospect),
        not_applicable=_left_out(card),
        right_end=right_end_of(call, prospect),
    )
    return Result(levels, summary.overall, summary.passed, summary.caps, True)


def settle(house: House, connection: Connection, call: calls.Call) -> None:
    """Brings what lists show of a call up to date with its scorecard and the coach's word; same transaction."""
    card = scorecard_of(connection, call.id)
    if card is None:
        return
    found = counting(house, connection, call, card)
    status: calls.Status = card.status
    if card.status != "graded" and found.overall is not None:
        status = "graded"  # a coach has filled in what the machine could not tell
    elif card.status == "graded" and found.overall is None:
        status = "partial"  # a coach has taken back what the machine told
    flags = flags_of(card, show.prospect_of(house, call), calls.steps_of(connection, call.id))
    calls.settle(connection, call.id, status, found.overall, found.passed, flags)


def check_criterion(house: House, connection: Connection, call: calls.Call, criterion: str) -> None:
    """Raises InputError for a criterion that this call is not judged by."""
    rubric = house.library.rubric_version(call.rubric_hash)
    known = [c.id for c in rubric.criteria]
    if criterion not in known:
        raise InputError("the criterion", f"{criterion!r} is not known; there are: {', '.join(known)}")
    if criterion in _left_out(scorecard_of(connection, call.id)):
        raise InputError("the criterion", f"{criterion!r} is switched off for this prospect; it has no level")


def flags_of(card: Scorecard, prospect: Prospect | None, steps: Sequence[calls.Step]) -> tuple[str, ...]:
    """Why a coach should look at the call, in plain sentences."""
    out = [FLAGS[flag] for flag in card.flags]
    if card.status == "not_graded" and card.reason and card.reason.startswith("The grader failed"):
        out.append(BROKEN)
    level = card.criteria[TRUTH].level if TRUTH in card.criteria else None
    if prospect is not None and prospect.truths and level is not None:
        opened = [turn for turn in opened_at(steps).values() if turn]  # 0: it was out before this call
        if level >= 4 and not opened:
            out.append(CAME_OUT)
        elif level <= 1 and opened:
            out.append(STAYED_IN)
    return tuple(out)


def _left_out(card: Scorecard | None) -> tuple[str, ...]:
    return tuple(c for c, s in card.criteria.items() if not s.applicable) if card else ()
