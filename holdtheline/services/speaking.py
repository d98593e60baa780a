"""A reply laid out in time, for pages that let it be heard as it is spoken."""

from __future__ import annotations

from holdtheline.services.house import House
from holdtheline.services.views import Reply, Tail
from holdtheline.store import calls


def laid_out(house: House, call_id: str, turn: int, whole: Tail) -> Reply:
    """``whole``, the reply to rep turn ``turn``, with when each word of it falls due."""
    if whole.trouble or not whole.text:
        return Reply("", trouble=whole.trouble)
    with house.database.read() as connection:
        call = calls.get(connection, call_id)
        last, _ = calls.last_turn(connection, call_id)
    ends = call is not None and call.status != "live" and last == turn + 1
    speech, now = house.speeches.get(call_id, turn), house.speeches.clock()
    if speech is None or speech.done(now):
        return Reply(whole.text, (), whole.interrupts, ends)
    return Reply(
        whole.text, tuple((speech.begun + at - now, chars) for at, chars in speech.marks), whole.interrupts, ends
    )
