"""Grading a saved call: by the connected model, where there is one, or by rules on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from holdtheline.errors import HoldTheLineError, InputError
from holdtheline.grading.scorecard import Scorecard, not_graded
from holdtheline.persona import Prospect
from holdtheline.rubric import Rubric
from holdtheline.services import access, show, spending
from holdtheline.services.house import House
from holdtheline.services.result import TRUTH, settle
from holdtheline.services.reveal import opened_at
from holdtheline.services.terms import adjustment_of, brief_of, right_end_of
from holdtheline.services.views import Actor
from holdtheline.store import calls, marks
from holdtheline.transcript import Transcript

AT_ONCE = 6
"""Requests to a model at the same time, for one call."""


def in_background(house: House, call_id: str) -> None:
    """Grades an ended call soon; a debrief asked for meanwhile waits for it."""
    try:
        house.grading.once(call_id, lambda: grade(house, call_id))
    except Exception:  # it failed a moment ago (database, disk): the debrief tries again and says why
        return


def grade(house: House, call_id: str, *, by_model: bool = True) -> None:
    """Grades an ended call, unless it is graded already. A grader that fails leaves ``not_graded`` and the reason.

    By the connected model, where there is one and ``by_model``; else by rules, on this machine.
    """
    with house.database.read() as connection:
        call = calls.get(connection, call_id)
        turns = calls.turns_of(connection, call_id)
        steps = calls.steps_of(connection, call_id)
        there = marks.newest_scorecard(connection, call_id)
    if call is None or call.status == "live" or (there is not None and not there.broken):
        return
    rubric = house.library.rubric_version(call.rubric_hash)
    model = house.settings.grader_model if by_model else None
    score = _by_model if model else _score
    card, broken = score(house, call, show.transcript(call, turns), rubric, steps)
    with house.database.write() as connection:
        there = marks.newest_scorecard(connection, call_id)
        if there is None or there.broken:
            marks.add_scorecard(connection, call_id, card.to_json(), rubric.hash, broken, house.clock())
            settle(house, connection, call)


def again(house: House, actor: Actor, call_id: str, *, by_model: bool) -> None:
    """Grades anew a call that the grader failed on, in whole or in part. Returns when that is done.

    Raises InputError for one that is graded, NotFoundError, NotAllowedError.
    """
    with house.database.read() as connection:
        access.readable(connection, actor, call_id)
        there = marks.newest_scorecard(connection, call_id)
    if there is None or not there.broken:
        raise InputError("", "this call is graded; there is nothing to try again")
    house.grading.once(call_id, lambda: grade(house, call_id, by_model=by_model)).result()


def _score(
    house: House, call: calls.Call, transcript: Transcript, rubric: Rubric, steps: Sequence[calls.Step]
) -> tuple[Scorecard, bool]:
    try:
        from holdtheline.grading import offline  # brings numpy and the weights

        card = offline.grade(transcript, rubric, **_known(house, call, rubric, steps))
    except Exception as fault:
        said = str(fault) if isinstance(fault, HoldTheLineError) else f"{type(fault).__name__}: {fault}"
        return not_graded(call.id, rubric, "offline", f"The grader failed ({said}). Nothing is lost."), True
    return card, False


def _by_model(
    house: House, call: calls.Call, transcript: Transcript, rubric: Rubric, steps: Sequence[calls.Step]
) -> tuple[Scorecard, bool]:
    """By the connected model; broken, and to be tried again, where it failed in whole or in part."""
    from holdtheline.grading.llm_grader import PRACTICE_RUNS, LlmGrader
    from holdtheline.grading.task import Task

    model = str(house.settings.grader_model)
    stopped = spending.spent(house)
    if stopped is not None:
        return not_graded(call.id, rubric, "llm", f"The grader failed ({stopped})"), True
    try:
        grader = LlmGrader(house.client, model, rubric, runs=PRACTICE_RUNS)
        (found,) = grader.grade([Task(transcript, **_known(house, call, rubric, steps))], AT_ONCE, 1)
    except Exception as fault:
        said = str(fault) if isinstance(fault, HoldTheLineError) else f"{type(fault).__name__}: {fault}"
        return not_graded(call.id, rubric, "llm", f"The grader failed ({said}). Nothing is lost."), True
    spending.spend(house, "grade", model, found.usage, call=call.id, trainee=call.trainee)
    if found.card.status != "not_graded" or not found.failed:
        return found.card, bool(found.failed)
    reason = f"The grader failed: {found.card.reason} Nothing is lost."
    return found.card.model_copy(update={"reason": reason}), True


def _known(house: House, call: calls.Call, rubric: Rubric, steps: Sequence[calls.Step]) -> dict[str, Any]:
    """What either grader is told of the prospect."""
    prospect = show.prospect_of(house, call)
    return {
        "adjustment": adjustment_of(rubric, call.persona, prospect) if prospect else None,
        "brief": brief_of(prospect) if prospect else None,
        "right_end": right_end_of(call, prospect),
        "better_lines": _questions(prospect, steps) if prospect else {},
    }


def _questions(prospect: Prospect, steps: Sequence[calls.Step]) -> dict[str, str]:
    """The question that would have opened what stayed hidden, as the better line."""
    opened = opened_at(steps)
    hidden = [t for t in prospect.truths if t.id not in opened]
    return {TRUTH: hidden[0].question} if hidden else {}
