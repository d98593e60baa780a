"""A later call with somebody one has called before: what was promised since, how many days go by, who turns up."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from sqlalchemy import Connection

from holdtheline.errors import InputError
from holdtheline.prospect import engine, series
from holdtheline.prospect.state import State
from holdtheline.services import access, show
from holdtheline.services.begin import Again, Voice, begin
from holdtheline.services.house import House
from holdtheline.services.views import Actor, CallView, FollowUp
from holdtheline.store import calls

CHOICES = (1, 3, 7, 14)
"""Days that a page offers."""

_PAST = {
    "committed": "It ended with an order.",
    "next_step": "You agreed on {when}.",
    "soft_next_step": "It ended with a soft maybe.",
    "honest_no": "You parted on an honest no.",
    "released": "You let {first} go.",
    "brushed_off": "You were brushed off.",
    "hung_up": "{first} hung up on you.",
    "stalled": "Nothing came of it.",
    "abandoned": "You hung up with nothing agreed.",
}


class FollowUps:
    """The trainee's own ended calls only; coaches and the admin their own trials too."""

    def __init__(self, house: House) -> None:
        self._house = house

    def offer(self, actor: Actor, call_id: str) -> FollowUp:
        """What calling again would mean. Raises InputError (still going on, or nobody to call), NotFoundError."""
        with self._house.database.read() as connection:
            call, ended = self._ended(connection, actor, call_id)
            brief = show.brief_of(self._house, call)
        return FollowUp(call_id, brief, series.open_promises(ended), _past(ended, brief.first), ended.call + 1, CHOICES)

    def start(
        self,
        actor: Actor,
        call_id: str,
        days: int,
        *,
        kept: Collection[str] = (),
        seed: int | None = None,
        voice: Voice | None = None,
    ) -> CallView:
        """Calls again ``days`` later in story time. ``kept``: the promises of that call that were kept since.

        Raises InputError (days not 1 to 365, a promise never made, that call still going on), NotFoundError.
        """
        if not 1 <= days <= series.MOST_DAYS:
            raise InputError("days", f"must be 1 to {series.MOST_DAYS}, not {days}")
        with self._house.database.read() as connection:
            call, ended = self._ended(connection, actor, call_id)
            me = access.known(connection, actor)
        unknown = [p for p in kept if p not in ended.promises]
        if unknown:
            raise InputError("kept", f"{unknown[0]!r} was not promised in that call")
        assert call.persona_hash is not None and call.variant is not None
        persona = self._house.library.persona_version(call.persona_hash)
        prospect = persona.variant(call.variant)
        seed = secrets.randbelow(2**31) if seed is None else seed
        state, opening = engine.open_again(prospect, ended, days, seed, kept)
        after = "The day after" if days == 1 else f"{days} days after"
        setting = f"{after} your last call. {_past(ended, prospect.person.first)}"
        again = Again(call_id, days, state, opening, setting)
        return show.call_at(
            self._house, begin(self._house, me, persona, prospect, seed, voice, again=again, sandbox=call.sandbox)
        )

    def _ended(self, connection: Connection, actor: Actor, call_id: str) -> tuple[calls.Call, State]:
        call = access.own(connection, actor, call_id)
        state = calls.last_state(connection, call_id)
        if call.status == "live":
            raise InputError(f"call {call_id}", "is still going on; end it before you call again")
        if call.persona_hash is None or call.variant is None or state is None:
            raise InputError(f"call {call_id}", "was imported, so there is nobody to call again; start a new call")
        prospect, mind = show.prospect_of(self._house, call), State.from_dict(state)
        if prospect is not None:
            mind = engine.hang_up(prospect, mind)
        return call, mind


def _past(ended: State, first: str) -> str:
    when = (ended.step_when or "a next step").rstrip(".")
    return _PAST.get(ended.outcome or "", "").format(when=when, first=first)
