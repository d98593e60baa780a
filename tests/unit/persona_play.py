"""Calls with shipped prospects: a rep turn as a perfect reader hears it, a call held with such turns or plain words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.moves.reader import Reader
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.settings import shipped
from holdtheline.vocabulary import Outcome


@cache
def load(id: str) -> Persona:
    """A shipped persona, read once."""
    return persona.load(shipped("personas") / f"{id}.yaml")


def variant(id: str, key: str) -> Prospect:
    """One of its people."""
    return load(id).variant(key)


def heard(text: str, *made: str, about: tuple[str, ...] = (), **more: Any) -> Heard:
    """A turn of these moves about these topics. ``more``: further fields of ``Heard``."""
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.9),
        topics=dict.fromkeys(about, 0.9),
        about=about,
        words=len(text.split()),
        **more,
    )


@dataclass(frozen=True)
class Call:
    """A call as far as it went. ``did``: the act of each answer; ``said``: all the prospect's words, opening first."""

    state: State
    did: list[str]
    said: list[str]

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it goes on."""
        return self.state.outcome


def call(who: Prospect, seed: int, *turns: Heard | str) -> Call:
    """These turns said to the prospect, plain words as the shipped reader hears them; it may end before the last."""
    state, first = engine.open_call(who, seed)
    did, said, mine = list[str](), [first or ""], list[str]()
    for turn in turns:
        if isinstance(turn, str):
            turn = Reader.default().read(turn, said[-1], mine, len(mine) + 1)
        reply = engine.reply(who, state, turn, said, seed)
        state = reply.state
        did.append(reply.directive.act)
        said.append(reply.text)
        mine.append(turn.text)
        if state.over:
            break
    return Call(state, did, said)


def whole_call(who: Prospect, seed: int, *turns: Heard | str) -> Call:
    """The same, and the rep hangs up after the last turn."""
    held = call(who, seed, *turns)
    return Call(engine.hang_up(who, held.state), held.did, held.said)
