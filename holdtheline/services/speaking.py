"""The reply to a rep's turn, on its way to who listens: as far as it was spoken, whole, or laid out in time."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from holdtheline.errors import HoldTheLineError, NotFoundError
from holdtheline.jobs import Speech
from holdtheline.services import access
from holdtheline.services.answer import answer
from holdtheline.services.house import House
from holdtheline.services.views import Actor, Reply, Tail
from holdtheline.store import calls

_SLOW = "The answer is taking longer than usual. What you said is saved."


def answered(house: House, call_id: str, turn: int) -> Future[None]:
    """Has rep turn ``turn`` answered, once; done when the reply is saved. Raises what failed a moment ago."""
    return house.answering.once((call_id, turn), lambda: answer(house, call_id, turn))


def tail(house: House, actor: Actor, call_id: str, turn: int) -> Tail:
    """As ``Practise.tail``."""
    speech = house.speeches.get(call_id, turn)
    if speech is None or actor is None or actor.id not in speech.readers:
        with house.database.read() as connection:
            call = access.readable(connection, actor, call_id)
            saved = calls.turn(connection, call_id, turn + 1)
            last = calls.last_turn(connection, call_id)
        speech = house.speeches.get(call_id, turn)
        if speech is None:
            return _without_speech(house, call, turn, saved, last)
        speech.readers.add(actor.id)
    now = house.speeches.clock()
    text, done = speech.out(now), speech.done(now)
    return Tail(text, done, bool(text) and not done, speech.interrupts)


def wait(house: House, actor: Actor, call_id: str, turn: int, timeout: float) -> Tail:
    """As ``Practise.wait``."""
    with house.database.read() as connection:
        call = access.readable(connection, actor, call_id)
        saved = calls.turn(connection, call_id, turn + 1)
        last = calls.last_turn(connection, call_id)
    if saved is None and call.status == "live" and last == (turn, "rep"):
        try:
            answered(house, call_id, turn).result(timeout)
        except FutureTimeoutError:
            return Tail("", False, trouble=_SLOW)
        except Exception as fault:
            return Tail("", False, trouble=_trouble(fault))
        with house.database.read() as connection:
            call = access.readable(connection, actor, call_id)
            saved = calls.turn(connection, call_id, turn + 1)
            last = calls.last_turn(connection, call_id)
    return _without_speech(house, call, turn, saved, last)


def reply(house: House, actor: Actor, call_id: str, turn: int, timeout: float, beyond: int = 0) -> Reply | None:
    """As ``Practise.reply``. Asks the database as little as it can: a page does this for every turn of every call."""
    with house.database.read() as connection:
        call = access.readable(connection, actor, call_id)
        saved = calls.turn(connection, call_id, turn + 1)
    if saved is None and call.status == "live":
        try:
            begun = answered(house, call_id, turn)
            begun.add_done_callback(lambda _: house.speeches.stir())
            speech = house.speeches.wait(call_id, turn, beyond, begun.done, timeout)
            if speech is not None:
                return Reply(speech.text, _due(house, speech), speech.interrupts, more=True)
            if not begun.done():
                return None
            begun.result()
        except Exception as fault:
            return Reply("", trouble=_trouble(fault))
        with house.database.read() as connection:
            call = calls.get(connection, call_id) or call
            saved = calls.turn(connection, call_id, turn + 1)
    if saved is None or saved.speaker != "prospect":
        if call.status == "live":
            raise _none_waits(turn)
        return Reply("")
    return _laid_out(house, call, turn, saved)


def _due(house: House, speech: Speech) -> tuple[tuple[float, int], ...]:
    now = house.speeches.clock()
    return tuple((speech.begun + at - now, chars) for at, chars in speech.marks)


def _laid_out(house: House, call: calls.Call, turn: int, saved: calls.Turn) -> Reply:
    ends = False
    if call.status != "live":
        with house.database.read() as connection:
            ends = calls.last_turn(connection, call.id)[0] == turn + 1
    speech = house.speeches.get(call.id, turn)
    due = _due(house, speech) if speech is not None and not speech.done(house.speeches.clock()) else ()
    return Reply(saved.text, due, saved.interrupts, ends)


def _without_speech(house: House, call: calls.Call, turn: int, saved: calls.Turn | None, last: tuple[int, str]) -> Tail:
    if saved is not None and saved.speaker == "prospect":
        return Tail(saved.text, True, False, saved.interrupts)
    if call.status != "live":
        return Tail("", True)
    if last != (turn, "rep"):
        raise _none_waits(turn)
    try:
        answered(house, call.id, turn)
    except Exception as fault:
        return Tail("", False, trouble=_trouble(fault))
    return Tail("", False)


def _none_waits(turn: int) -> NotFoundError:
    return NotFoundError(f"Turn {turn} of this call is not a turn of yours that waits for an answer.")


def _trouble(fault: BaseException) -> str:
    reason = str(fault) if isinstance(fault, HoldTheLineError) else f"{type(fault).__name__}: {fault}"
    return f"The prospect could not answer ({reason}). What you said is saved and will be tried again."
