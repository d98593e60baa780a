"""What a trainee does: choose a prospect, call, talk, hang up, look back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from holdtheline.errors import CallOverError, InputError, ServiceError
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.services import access, cards, debrief, grade, message, show, speaking
from holdtheline.services.begin import Voice, begin
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.house import LLM, NO_MODEL, House
from holdtheline.services.views import Actor, CallRow, CallView, Card, Reply, Tail
from holdtheline.store import calls, marks


class Practise:
    """A trainee sees their own calls only; coaches and the admin may read others'."""

    def __init__(self, house: House) -> None:
        self._house = house

    def gallery(self, actor: Actor) -> list[Card]:
        """One card a prospect, the easiest first."""
        with self._house.database.read() as connection:
            me = access.known(connection, actor)
            played = calls.of_trainee(connection, me.id)
            seen = marks.guessed(connection, [c.id for c in played])
        found = [cards.card(self._house, me, id, played, seen) for id in self._house.library.persona_ids()]
        return sorted(found, key=lambda c: (c.brief.difficulty, c.token))

    def card(self, actor: Actor, token: str) -> Card:
        """The card of that token. Raises NotFoundError."""
        with self._house.database.read() as connection:
            me = access.known(connection, actor)
            played = calls.of_trainee(connection, me.id)
            seen = marks.guessed(connection, [c.id for c in played])
        return cards.card(self._house, me, cards.persona_of(self._house, me, token), played, seen)

    def start(self, actor: Actor, token: str) -> CallView:
        """A new call with the person on the card. Raises NotFoundError."""
        with self._house.database.read() as connection:
            me = access.known(connection, actor)
            persona = self._house.library.persona(cards.persona_of(self._house, me, token))
            prospect = cards.draw(self._house, me, persona, calls.of_trainee(connection, me.id, persona.id))
        return self.call(me, begin(self._house, me, persona, prospect))

    def start_with(
        self,
        actor: Actor,
        persona: str,
        variant: str | None = None,
        seed: int | None = None,
        *,
        voice: Voice | None = None,
    ) -> CallView:
        """A new call with a prospect chosen by id, for coaches and the command line.

        Without ``variant`` the first masked one; the same ``seed`` and words give the same call (to the word with the
        scripted voice). Without ``voice`` the model's where one is connected. Raises InputError, NotAllowedError (a
        trainee must not know which kind they get), ServiceError (a model's voice, and none is connected).
        """
        with self._house.database.read() as connection:
            me = access.staff(connection, actor)
        found = self._house.library.persona(persona)
        if voice == LLM and self._house.settings.model is None:
            raise ServiceError(NO_MODEL)
        return self.call(me, begin(self._house, me, found, found.variant(variant), seed, voice))

    def call(self, actor: Actor, call_id: str) -> CallView:
        """The call as it stands. A reply still being spoken is not in ``turns``: ``tail`` brings it."""
        with self._house.database.read() as connection:
            call = access.readable(connection, actor, call_id)
            return show.call_view(self._house, connection, call)

    def say(self, actor: Actor, call_id: str, text: str, *, answer_now: bool = True) -> int:
        """Saves the rep's turn, has it answered in the background, and returns its number.

        Raises InputError (empty, too long, unreadable, or the last turn is not answered yet), CallOverError,
        NotFoundError, NotAllowedError. When this returns, the turn is saved. ``answer_now`` False leaves answering to
        whoever asks for the reply first, so that a page can show the turn before.
        """
        clean = message.checked(text)
        try:
            with self._house.database.write() as connection:
                call = access.own(connection, actor, call_id)
                number = _next_turn(connection, call)
                calls.add_turn(connection, call_id, calls.Turn(number, "rep", clean, False, self._house.clock()))
        except IntegrityError:  # a second tab was quicker
            raise InputError("", _WAIT) from None
        if answer_now:
            speaking.answered(self._house, call_id, number)
        return number

    def tail(self, actor: Actor, call_id: str, turn: int) -> Tail:
        """The reply to rep turn ``turn`` as far as it has been spoken. Starts answering if nobody is at it.

        Cheap while a reply is being spoken: who may listen is asked of the database once a reply.
        """
        return speaking.tail(self._house, actor, call_id, turn)

    def wait(self, actor: Actor, call_id: str, turn: int, timeout: float = 30.0) -> Tail:
        """The whole reply to rep turn ``turn``; waits until it is saved, at most ``timeout`` seconds."""
        return speaking.wait(self._house, actor, call_id, turn, timeout)

    def reply(self, actor: Actor, call_id: str, turn: int, timeout: float = 30.0, beyond: int = 0) -> Reply | None:
        """As ``wait``, with when each word falls due; None if it is not there within ``timeout`` seconds.

        A model's reply may come in parts: then the first has ``more`` set, and asking again with ``beyond`` (how many
        characters are there already) waits for the next.
        """
        return speaking.reply(self._house, actor, call_id, turn, timeout, beyond)

    def end(self, actor: Actor, call_id: str) -> CallView:
        """The rep hangs up; grading starts in the background. Ending an ended call changes nothing."""
        with self._house.database.write() as connection:
            call = access.own(connection, actor, call_id)
            if call.status == "live":
                prospect = show.prospect_of(self._house, call)
                state = calls.last_state(connection, call_id)
                outcome = engine.hang_up(prospect, State.from_dict(state)).outcome if prospect and state else None
                calls.end(connection, call_id, outcome or "abandoned", self._house.clock())
        self._house.speeches.drop(call_id)
        grade.in_background(self._house, call_id)
        return self.call(actor, call_id)

    def my_calls(self, actor: Actor) -> list[CallRow]:
        """The actor's own calls, newest first."""
        with self._house.database.read() as connection:
            me = access.known(connection, actor)
            mine = calls.of_trainee(connection, me.id)
            signed, counts = marks.signed_off(connection), marks.comment_counts(connection)
        return [show.call_row(self._house, c, signed_off=c.id in signed, comments=counts.get(c.id, 0)) for c in mine]

    def levels(self, actor: Actor, call_ids: Sequence[str]) -> dict[str, dict[str, int | None]]:
        """The levels of some graded calls after the coach's word, for lists.

        Calls of others are left out; so are a trainee's own until they have said where the call turned.
        """
        with self._house.database.read() as connection:
            me = access.known(connection, actor)
            if me.role == "trainee":
                mine = {c.id for c in calls.of_trainee(connection, me.id)}
                call_ids = sorted(mine & marks.guessed(connection, call_ids))
            return marks.newest_levels(connection, call_ids)

    def guess(self, actor: Actor, call_id: str, turn: int) -> None:
        """Where the trainee thinks that the call turned; 0 to pass. Once: later guesses are refused."""
        with self._house.database.read() as connection:
            call = access.own(connection, actor, call_id)
            last, _ = calls.last_turn(connection, call_id)
        if call.status == "live":
            raise InputError("", "the call is still going on; look back when it is over")
        if not 0 <= turn <= last:
            raise InputError("", f"this call has turns 1 to {last}, not {turn}")
        try:
            with self._house.database.write() as connection:
                marks.add_guess(connection, call_id, turn, self._house.clock())
        except IntegrityError:
            raise InputError("", "you have already said where the call turned") from None

    def debrief(self, actor: Actor, call_id: str) -> Debrief:
        """The graded call; grades it now if the background has not. Raises InputError while the call goes on."""
        return debrief.debrief(self._house, actor, call_id)

    def grade_again(self, actor: Actor, call_id: str, *, by_model: bool = True) -> None:
        """Grades anew a call that the grader failed on; by rules on this machine if not ``by_model``.

        Raises InputError for a call that is graded.
        """
        grade.again(self._house, actor, call_id, by_model=by_model)


_WAIT = "wait for the answer: what you said last is saved and being answered"


def _next_turn(connection: Connection, call: calls.Call) -> int:
    if call.status != "live":
        raise CallOverError("This call is over; nothing more can be said in it. Start a new one.")
    number, speaker = calls.last_turn(connection, call.id)
    if speaker == "rep":
        raise InputError("", _WAIT)
    return number + 1
