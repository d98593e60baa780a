"""The gallery: which prospect waits behind each card, and a token that tells nobody which kind it is."""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Container

from holdtheline.errors import NotFoundError
from holdtheline.persona import Persona, Prospect
from holdtheline.services.house import House
from holdtheline.services.show import brief
from holdtheline.services.views import Actor, Card
from holdtheline.store import calls


def token(house: House, actor: Actor, persona_id: str) -> str:
    """A card's name: made with the installation's secret, so that nobody can work the persona out from it."""
    text = f"card/{actor.id}/{persona_id}".encode()
    return hmac.new(house.secret, text, hashlib.sha256).hexdigest()[:20]


def persona_of(house: House, actor: Actor, given: str) -> str:
    """The persona that a token stands for. Raises NotFoundError."""
    for id in house.library.persona_ids():
        if hmac.compare_digest(token(house, actor, id), given):
            return id
    raise NotFoundError("There is no such card; go back to the prospects and choose one.")


def draw(house: House, actor: Actor, persona: Persona, played: list[calls.Call]) -> Prospect:
    """The variant that picks up next: the same until a call was started, and never the same twice running.

    A coin decides between masked and meaning it, so that both come up however many there are of each. ``played``:
    the trainee's calls with this persona, newest first; later calls with the same person do not count.
    """
    played = [c for c in played if c.follows is None]
    last = played[0].variant if played else None
    there = [v for v in persona.variants if v.key != last] or list(persona.variants)
    seed = hmac.new(house.secret, f"draw/{actor.id}/{persona.id}/{len(played)}".encode(), hashlib.sha256).digest()
    dice = random.Random(int.from_bytes(seed))
    twins, masked = [v for v in there if v.twin], [v for v in there if not v.twin]
    side = (twins if dice.random() < 0.5 else masked) or twins or masked
    return dice.choice(side)


def card(house: House, actor: Actor, persona_id: str, all_played: list[calls.Call], seen: Container[str]) -> Card:
    """One card for one trainee. ``all_played``: their calls, newest first.

    ``seen``: ids of those they have looked back on; no other bears a score before its trainee has thought it over.
    """
    played = [c for c in all_played if c.persona == persona_id]
    prospect = draw(house, actor, house.library.persona(persona_id), played)
    over = [c for c in played if c.status != "live"]
    scored = [c.overall for c in over if c.overall is not None and c.id in seen]
    return Card(
        token=token(house, actor, persona_id),
        brief=brief(prospect),
        calls=len(over),
        best=max(scored, default=None),
        last=over[0].overall if over and over[0].id in seen else None,
        last_outcome=over[0].outcome if over else None,
        open_call=next((c.id for c in played if c.status == "live"), None),
    )
