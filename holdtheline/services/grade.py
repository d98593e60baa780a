"""Grading a saved call, and laying the coach's word over the machine's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from holdtheline.errors import HoldTheLineError, InputError
from holdtheline.grading.brief import Brief
from holdtheline.grading.scorecard import Scorecard, not_graded, summarise
from holdtheline.persona import Prospect
from holdtheline.rubric import Adjustment, Rubric
from holdtheline.services import access, show, spending
from holdtheline.services.house import House
from holdtheline.services.reveal import STRANGER, opened_at, reveal
from holdtheline.services.views import Actor, Comment, Debrief, Override, Result, SignOff
from holdtheline.store import calls, marks
from holdtheline.transcript import Transcript

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


def _known(house: House, call: calls.Call, rubric: Rubric, steps: Sequence[calls.Step]) -> dict[str, Any]:
    """What either grader is told of the prospect."""
    prospect = show.prospect_of(house, call)
    return {
        "adjustment": adjustment_of(rubric, call.persona, prospect) if prospect else None,
        "brief": brief_of(prospect) if prospect else None,
        "right_end": right_end_of(call, prospect),
        "better_lines": _questions(prospect, steps) if prospect else {},
    }


AT_ONCE = 6
"""Requests to a model at the same time, for one call."""


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


def _questions(prospect: Prospect, steps: Sequence[calls.Step]) -> dict[str, str]:
    """The question that would have opened what stayed hidden, as the better line."""
    opened = opened_at(steps)
    hidden = [t for t in prospect.truths if t.id not in opened]
    return {TRUTH: hidden[0].question} if hidden else {}


def brief_of(prospect: Prospect) -> Brief:
    """What the grader checks the rep's claims against."""
    offer = prospect.you_sell
    return Brief(offer.product, offer.price, offer.proof, offer.limits)


def adjustment_of(rubric: Rubric, persona: str | None, prospect: Prospect | None) -> Adjustment:
    """What changes in the rubric for this kind of prospect: the rubric's own word, and the persona's on top."""
    base = rubric.prospects.get(persona or "", Adjustment())
    own = prospect.grading if prospect else Adjustment()
    return Adjustment(weights={**base.weights, **own.weights}, off=tuple(dict.fromkeys((*base.off, *own.off))))


def right_end_of(call: calls.Call, prospect: Prospect | None) -> bool | None:
    """Whether the call ended as it should with this prospect; None where nobody knows."""
    return None if prospect is None else call.outcome in prospect.right_end


def check_criterion(house: House, connection: Connection, call: calls.Call, criterion: str) -> None:
    """Raises InputError for a criterion that this call is not judged by."""
    rubric = house.library.rubric_version(call.rubric_hash)
    known = [c.id for c in rubric.criteria]
    if criterion not in known:
        raise InputError("the criterion", f"{criterion!r} is not known; there are: {', '.join(known)}")
    if criterion in _left_out(_saved(connection, call.id)):
        raise InputError("the criterion", f"{criterion!r} is switched off for this prospect; it has no level")


def settle(house: House, connection: Connection, call: calls.Call) -> None:
    """Brings what lists show of a call up to date with its scorecard and the coach's word; same transaction."""
    card = _saved(connection, call.id)
    if card is None:
        return
    found = _result(house, connection, call, card)
    status: calls.Status = card.status
    if card.status != "graded" and found.overall is not None:
        status = "graded"  # a coach has filled in what the machine could not tell
    elif card.status == "graded" and found.overall is None:
        status = "partial"  # a coach has taken back what the machine told
    flags = _flags(card, show.prospect_of(house, call), calls.steps_of(connection, call.id))
    calls.settle(connection, call.id, status, found.overall, found.passed, flags)


def debrief(house: House, actor: Actor, call_id: str) -> Debrief:
    """The graded call with everything said about it; grades it first if need be.

    Raises InputError while the call goes on.
    """
    with house.database.read() as connection:
        call = access.readable(connection, actor, call_id)
        card = _saved(connection, call_id)
    if call.status == "live":
        raise InputError("", "the call is still going on; hang up first")
    if card is None:
        house.grading.once(call_id, lambda: grade(house, call_id)).result()
    house.speeches.drop(call_id)
    with house.database.read() as connection:
        return _debrief(house, connection, access.readable(connection, actor, call_id))


def _debrief(house: House, connection: Connection, call: calls.Call) -> Debrief:
    card = _saved(connection, call.id)
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
        result=_result(house, connection, call, card),
        reveal=reveal(call, prospect, turns, steps) if prospect else STRANGER,
        guess=marks.guess_of(connection, call.id),
        overrides=tuple(
            Override(o.criterion, o.level, o.reason, o.coach, o.at) for o in marks.overrides_of(connection, call.id)
        ),
        comments=tuple(
            Comment(str(c.id), c.turn, c.text, c.coach, c.at) for c in marks.comments_of(connection, call.id)
        ),
        sign_off=SignOff(signed.coach, signed.at, signed.note) if signed and signed.signed else None,
        flags=_flags(card, prospect, steps),
        moves=moves_of(house, show.transcript(call, turns), steps),
    )


def moves_of(house: House, transcript: Transcript, steps: Sequence[calls.Step]) -> dict[int, tuple[str, ...]]:
    """Moves by rep turn: as heard when they were made, or read now where nobody answered (imported calls)."""
    heard = {s.turn: tuple(s.heard["made"]) for s in steps if s.heard is not None}
    if all(number in heard for number, _ in transcript.rep_turns()):
        return heard
    return {n: heard.get(n, one.made) for n, one in house.reader.read_call(transcript).items()}


def result_of(house: House, connection: Connection, call: calls.Call) -> Result | None:
    """Levels after the coach's word; None before grading."""
    card = _saved(connection, call.id)
    return _result(house, connection, call, card) if card else None


def scorecard_of(connection: Connection, call_id: str) -> Scorecard | None:
    """The machine's scorecard that counts."""
    return _saved(connection, call_id)


def _result(house: House, connection: Connection, call: calls.Call, card: Scorecard) -> Result:
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


def _flags(card: Scorecard, prospect: Prospect | None, steps: Sequence[calls.Step]) -> tuple[str, ...]:
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


def _saved(connection: Connection, call_id: str) -> Scorecard | None:
    found = marks.newest_scorecard(connection, call_id)
    return Scorecard.model_validate(found.body) if found else None
