"""How a call comes into being: the prospect picks up, and everything about it is saved."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Literal

from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.services.house import LLM, SCRIPTED, House
from holdtheline.services.views import Actor
from holdtheline.store import calls

Voice = Literal["scripted", "llm"]

# No vowels, so that no word comes about by chance; nothing to confuse when read aloud or typed; no "-" in front,
# which a command line would take for an option. 14 letters are 68 bits.
_ID_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


@dataclass(frozen=True, slots=True)
class Again:
    """A later call: the call it ``follows``, ``days`` after it, the mind by then, and what the rep knows of it."""

    follows: str
    days: int
    state: State
    opening: str
    setting: str


def begin(
    house: House,
    me: Actor,
    persona: Persona,
    prospect: Prospect,
    seed: int | None = None,
    voice: Voice | None = None,
    *,
    again: Again | None = None,
    sandbox: bool = False,
) -> str:
    """Starts and saves a call; returns its id. ``again``: a later call with the same person, opened already."""
    rubric = house.library.rubric()
    seed = secrets.randbelow(2**31) if seed is None else seed
    state, opening = (again.state, again.opening) if again else engine.open_call(prospect, seed)
    now = house.clock()
    id = "".join(secrets.choice(_ID_LETTERS) for _ in range(14))
    row: dict[str, Any] = {
        "id": id,
        "trainee": me.id,
        "persona": persona.id,
        "persona_hash": persona.hash,
        "variant": prospect.key,
        "twin": prospect.twin,
        "seed": seed,
        "voice": voice or (LLM if house.settings.model else SCRIPTED),
        "rubric_hash": rubric.hash,
        "started_at": now,
        "status": "live",
        "sandbox": sandbox,
        "follows": again.follows if again else None,
        "days": again.days if again else None,
        "setting": again.setting if again else None,
    }
    with house.database.write() as connection:
        calls.add(connection, row)
        calls.add_step(connection, id, calls.Step(0, None, state.to_dict(), None), now)
        if opening:
            calls.add_turn(connection, id, calls.Turn(1, "prospect", opening, False, now))
    return id
