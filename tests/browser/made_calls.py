"""Calls made before the server starts, for the pages on which they are looked back at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtheline.services.app import App
from holdtheline.services.begin import begin
from holdtheline.services.views import Actor
from holdtheline.settings import Settings
from holdtheline.transcript import Transcript, Turn

if TYPE_CHECKING:
    from pathlib import Path

ROBIN, MINA = "Robin Ashe", "Mina Okafor"
HELD = (
    "Morning, it's Robin. Did I catch you at a bad time?",
    "I'd rather not just send something. You'd never read it. Can I have two minutes and two questions?",
    "Which question would it have to answer for you?",
    "What happens to it on your side once you have it, and who asked you to look?",
    "You said it's fine as it is. What did it cost you the last time it went wrong?",
    "Who else has to agree before something like this is bought?",
    "Then let's meet on Thursday at ten with whoever signs, to see whether it adds up.",
)
GAVE_IN = (
    "Hi there! Lovely to speak to you, how's your day going?",
    "Of course, I'll send you our brochure right away!",
    "Thank you so much, anything else I can do for you?",
    "Great, I'll check back sometime next week then. Bye!",
)
LONG = 80
"""Turns of the long call."""


@dataclass(frozen=True)
class Calls:
    """Ids of the calls made."""

    to_ask: str
    to_review: str
    gave_in: str
    long: str


def _play(app: App, actor: Actor, lines: tuple[str, ...]) -> str:
    """A call with the first masked one who asks for information, below the door: trainees are not offered a choice."""
    persona = app.house.library.persona("send-info")
    call = app.practise.call(actor, begin(app.house, actor, persona, persona.variants[0], seed=3))
    for line in lines:
        if app.practise.call(actor, call.id).ended_at is None:
            app.practise.wait(actor, call.id, app.practise.say(actor, call.id, line))
    app.practise.end(actor, call.id)
    app.practise.debrief(actor, call.id)
    return call.id


def _long_call() -> Transcript:
    turns = []
    for n in range(LONG // 2):
        turns.append(Turn(speaker="prospect", text=f"We are fine as we are, week {n + 1}. <b>Really</b>, fine."))
        turns.append(Turn(speaker="rep", text=f"🙂 You say fine. What happens in week {n + 1} when a van breaks down?"))
    return Transcript(id="long-call", turns=tuple(turns), trainee=ROBIN)


def prepare(data: Path) -> Calls:
    """Makes the calls in that data folder; trainees Robin and Mina are there afterwards."""
    app = App.open(Settings(data=data), pace=0)
    robin, _ = app.people.sign_in(ROBIN), app.people.sign_in(MINA)
    made = Calls(
        to_ask=_play(app, robin, HELD),
        to_review=_play(app, robin, HELD),
        gave_in=_play(app, robin, GAVE_IN),
        long=app.data.import_calls(app.people.local_admin(), [_long_call()])[0],
    )
    app.practise.guess(robin, made.to_review, 2)
    app.close()
    return made
