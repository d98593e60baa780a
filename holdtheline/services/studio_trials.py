"""Sandbox calls: a coach speaks with a prospect and sees what goes on in their mind. In no list, queue or count."""

from __future__ import annotations

from sqlalchemy import Connection

from holdtheline.errors import InputError, NotFoundError, ServiceError
from holdtheline.persona import Persona, Prospect
from holdtheline.services import access, show, speaking
from holdtheline.services.begin import begin
from holdtheline.services.debrief_views import TruthShown
from holdtheline.services.house import House
from holdtheline.services.practise import Practise
from holdtheline.services.reveal import opened_at
from holdtheline.services.studio_views import Trial
from holdtheline.services.views import Actor
from holdtheline.store import calls

PATIENCE_SECONDS = 60.0
"""How long a coach waits for a reply; the scripted voice takes milliseconds."""


class Trials:
    """For coaches and the admin, their own trials only."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._practise = Practise(house)

    def begin(self, me: Actor, persona: Persona, prospect: Prospect) -> str:
        """Starts a trial with a version that is kept already; returns the call's id."""
        return begin(self._house, me, persona, prospect, sandbox=True)

    def again(self, actor: Actor, call_id: str) -> str:
        """A new trial with the same person of the same version; returns its id."""
        with self._house.database.read() as connection:
            call = self._own(connection, actor, call_id)
            me = access.staff(connection, actor)
        persona = self._house.library.persona_version(call.persona_hash or "")
        return self.begin(me, persona, persona.variant(call.variant))

    def trial(self, actor: Actor, call_id: str) -> Trial:
        """The call as it stands, and the mind behind it. A turn that was left unanswered is answered first."""
        with self._house.database.read() as connection:
            call = self._own(connection, actor, call_id)
            number, speaker = calls.last_turn(connection, call_id)
        if call.status == "live" and speaker == "rep":
            self._answered(actor, call_id, number)
        self._house.speeches.drop(call_id)
        with self._house.database.read() as connection:
            call = self._own(connection, actor, call_id)
            steps = calls.steps_of(connection, call_id)
            view = show.call_view(self._house, connection, call)
        prospect = show.prospect_of(self._house, call)
        if prospect is None:
            raise NotFoundError(_NONE)
        opened = opened_at(steps)
        return Trial(
            call=view,
            persona=prospect.id,
            key=prospect.key,
            twin=prospect.twin,
            truths=tuple(TruthShown(t.id, t.text, opened.get(t.id), t.question) for t in prospect.truths),
            steps=tuple({"turn": s.turn, "heard": s.heard, "state": s.state, "directive": s.directive} for s in steps),
        )

    def say(self, actor: Actor, call_id: str, text: str) -> None:
        """Says a line; returns when it is answered. Raises as ``Practise.say``, ServiceError if nobody answers."""
        with self._house.database.read() as connection:
            self._own(connection, actor, call_id)
        self._answered(actor, call_id, self._practise.say(actor, call_id, text, answer_now=False))

    def end(self, actor: Actor, call_id: str) -> None:
        """Hangs up."""
        with self._house.database.read() as connection:
            self._own(connection, actor, call_id)
        self._practise.end(actor, call_id)

    def _answered(self, actor: Actor, call_id: str, turn: int) -> None:
        found = speaking.wait(self._house, actor, call_id, turn, PATIENCE_SECONDS)
        self._house.speeches.drop(call_id)
        if found.trouble:
            raise ServiceError(found.trouble)

    def _own(self, connection: Connection, actor: Actor, call_id: str) -> calls.Call:
        me = access.staff(connection, actor)
        call = calls.get(connection, call_id)
        if call is None or not call.sandbox:
            raise NotFoundError(_NONE)
        if call.trainee != me.id:
            raise InputError("", "this trial is another coach's; begin one of your own in the studio")
        return call


_NONE = "There is no such trial; begin one in the studio."
