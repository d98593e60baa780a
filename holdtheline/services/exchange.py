"""One call as a line of a call file, out and in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from holdtheline.errors import InputError
from holdtheline.services.debrief import moves_of
from holdtheline.services.house import House
from holdtheline.services.result import result_of, scorecard_of
from holdtheline.services.show import transcript
from holdtheline.store import calls, marks, people
from holdtheline.transcript import Transcript
from holdtheline.vocabulary import OUTCOMES

IMPORTED = "Imported"
"""The trainee of imported calls that name none."""

_ID = re.compile(r"[A-Za-z0-9_.:@+-]+")


def line_out(house: House, connection: Connection, call: calls.Call) -> dict[str, Any]:
    """An ended, graded call. Keys that it was imported with leave as they came, below ours where they clash."""
    turns, steps = calls.turns_of(connection, call.id), calls.steps_of(connection, call.id)
    said = transcript(call, turns)
    card, found = scorecard_of(connection, call.id), result_of(house, connection, call)
    signed = marks.sign_off_of(connection, call.id)
    line: dict[str, Any] = said.model_dump(exclude_none=True)
    line |= {
        "variant": call.variant,
        "seed": call.seed,
        "voice": call.voice,
        "trainee": call.trainee_name,
        "started_at": call.started_at.isoformat(),
        "ended_at": call.ended_at.isoformat() if call.ended_at else None,
        "outcome": call.outcome,
        **({"follows": call.follows, "days": call.days} if call.follows else {}),
        "moves": {str(n): list(m) for n, m in moves_of(house, said, steps).items()},
        "levels": dict(found.levels) if found else {},
        "overall": found.overall if found else None,
        "passed": found.passed if found else None,
        "caps": list(found.caps) if found else [],
        "by_coach": found.by_coach if found else False,
        "scorecard": card.to_json() if card else None,
        "overrides": [
            {"criterion": o.criterion, "level": o.level, "reason": o.reason, "coach": o.coach, "at": o.at.isoformat()}
            for o in marks.overrides_of(connection, call.id)
        ],
        "comments": [
            {"turn": c.turn, "text": c.text, "coach": c.coach, "at": c.at.isoformat()}
            for c in marks.comments_of(connection, call.id)
        ],
        "sign_off": {"coach": signed.coach, "at": signed.at.isoformat(), "note": signed.note}
        if signed and signed.signed
        else None,
        "guess": marks.guess_of(connection, call.id),
    }
    extras = dict((call.imported or {}).get("keys", {}))
    clashing = {k: v for k, v in extras.items() if k in line and line[k] != v}
    extras = {k: v for k, v in extras.items() if k not in line}
    return {**line, **extras, **({"imported": clashing} if clashing else {})}


def line_in(house: House, connection: Connection, call: Transcript, rubric_hash: str, prospect: dict[str, Any]) -> None:
    """Saves an imported call as an ended, ungraded one. ``prospect``: what ``known_prospect`` found.

    Raises InputError.
    """
    place = f"call {call.id!r}"
    if not _ID.fullmatch(call.id):
        raise InputError(place, "`id` may hold letters, digits and _ . : @ + - only, since it stands in addresses")
    if calls.get(connection, call.id) is not None:
        raise InputError(place, "is here already; give it another `id`, or leave it out")
    for number, turn in call.numbered():
        if "\x00" in turn.text or any("\ud800" <= c <= "\udfff" for c in turn.text):
            raise InputError(place, f"turn {number} holds bytes that are no text")
    extras = call.extras
    turn_keys = {str(n): turn.model_extra for n, turn in call.numbered() if turn.model_extra}
    now = house.clock()
    began = _moment(extras, "started_at", place) or now
    row = {
        "id": call.id,
        "trainee": _trainee(house, connection, extras, place).id,
        "persona": call.persona,
        "twin": call.twin,
        "rubric_hash": rubric_hash,
        "started_at": began,
        "ended_at": _moment(extras, "ended_at", place) or began,
        "outcome": _outcome(extras, place),
        "imported": {"keys": extras, "turns": turn_keys},
        "status": "ended",
        **prospect,
    }
    calls.add(connection, row)
    for number, turn in call.numbered():
        calls.add_turn(connection, call.id, calls.Turn(number, turn.speaker, turn.text, False, began))


def known_prospect(house: House, call: Transcript) -> dict[str, Any]:
    """Version, variant and seed, where the line names a variant that we have; nothing otherwise.

    To be asked before a transaction is begun: a persona seen for the first time is itself saved.
    """
    if call.persona is None or call.persona not in house.library.persona_ids():
        return {}
    variant = call.extras.get("variant")
    persona = house.library.persona(call.persona)
    if not isinstance(variant, str) or variant not in {v.key for v in persona.variants}:
        return {}
    seed, voice = call.extras.get("seed"), call.extras.get("voice")
    return {
        "persona_hash": persona.hash,
        "variant": variant,
        "twin": persona.variant(variant).twin,
        "seed": seed if isinstance(seed, int) and 0 <= seed < 2**63 else None,
        "voice": voice if isinstance(voice, str) and len(voice) <= 20 else None,
    }


def _trainee(house: House, connection: Connection, extras: dict[str, Any], place: str) -> people.Person:
    name = extras.get("trainee", IMPORTED)
    if not isinstance(name, str) or not name.strip() or len(name) > 60 or not name.isprintable():
        raise InputError(place, f"`trainee` must be a name of at most 60 characters, not {name!r}")
    clean = " ".join(name.split())
    found = people.by_name(connection, clean) or people.add(connection, clean, "trainee", house.clock())
    if found.hidden:
        raise InputError(place, f"`trainee` cannot be {name!r}, which the program itself goes by")
    return found


def _outcome(extras: dict[str, Any], place: str) -> str | None:
    outcome = extras.get("outcome")
    if outcome is not None and outcome not in OUTCOMES:
        raise InputError(place, f"`outcome` {outcome!r} is not known; use one of: {', '.join(OUTCOMES)}")
    return outcome


def _moment(extras: dict[str, Any], key: str, place: str) -> datetime | None:
    given = extras.get(key)
    if given is None:
        return None
    try:
        found = datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise InputError(place, f"`{key}` must be a time such as 2026-03-01T09:30:00+00:00, not {given!r}") from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
