"""Saved calls as values to show: the brief, the transcript, the row in a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sqlalchemy import Connection

from holdtheline.persona import Prospect
from holdtheline.services.house import LLM, SCRIPTED, House
from holdtheline.services.views import Brief, CallRow, CallView, Spoken
from holdtheline.store import calls
from holdtheline.transcript import Transcript, Turn

_NOTE = "The model did not answer, so the scripted voice took over. The call goes on as usual."

_UNKNOWN = Brief(
    name="Unknown prospect",
    first="Prospect",
    role="",
    company="",
    portrait="p01",
    about="",
    situation="This call was imported; who was on the other end is not known.",
    card="",
    before="",
    difficulty=1,
    product="",
    price="",
    proof=(),
    limits=(),
)


def brief(prospect: Prospect) -> Brief:
    """What the rep may know of a prospect before the call."""
    person, offer = prospect.person, prospect.you_sell
    return Brief(
        name=person.name,
        first=person.first,
        role=person.role,
        company=person.company,
        portrait=person.portrait,
        about=person.about,
        situation=prospect.situation,
        card=prospect.card,
        before=prospect.before,
        difficulty=prospect.difficulty,
        product=offer.product,
        price=offer.price,
        proof=offer.proof,
        limits=offer.limits,
    )


def prospect_of(house: House, call: calls.Call) -> Prospect | None:
    """The prospect of a call as it was when the call began; None for an imported call with a stranger."""
    if call.persona_hash is None or call.variant is None:
        return None
    return house.library.prospect(call.persona_hash, call.variant)


def brief_of(house: House, call: calls.Call) -> Brief:
    """The brief of a call's prospect. In a later call it says what became of the one before."""
    prospect = prospect_of(house, call)
    if prospect is None:
        return _UNKNOWN
    found = brief(prospect)
    return replace(found, before=call.setting) if call.setting else found


def call_at(house: House, id: str) -> CallView:
    """The call of that id, which must be there."""
    with house.database.read() as connection:
        call = calls.get(connection, id)
        assert call is not None
        return call_view(house, connection, call)


def call_view(house: House, connection: Connection, call: calls.Call) -> CallView:
    """A call as its trainee sees it. A reply that is still being spoken counts as not there yet."""
    turns = calls.turns_of(connection, call.id)
    ended_at, outcome = call.ended_at, call.outcome
    speaking = house.speeches.speaking(call.id)
    if speaking is not None and turns and turns[-1].speaker == "prospect" and turns[-1].number == speaking + 1:
        turns, ended_at, outcome = turns[:-1], None, None
    waiting = ended_at is None and bool(turns) and turns[-1].speaker == "rep"
    return CallView(
        id=call.id,
        brief=brief_of(house, call),
        turns=tuple(Spoken(t.number, t.speaker, t.text, t.at, t.interrupts) for t in turns),
        started_at=call.started_at,
        ended_at=ended_at,
        elapsed=max(0.0, ((ended_at or house.clock()) - call.started_at).total_seconds()),
        outcome=outcome,
        waiting=waiting,
        offline=call.voice in (SCRIPTED, None),
        trainee=call.trainee,
        trainee_name=call.trainee_name,
        note=_note(connection, call),
        prospect_known=call.persona_hash is not None and call.variant is not None,
    )


def _note(connection: Connection, call: calls.Call) -> str | None:
    """Said once: after the first reply for which the scripted voice had to step in."""
    if call.voice != LLM:
        return None
    spoke = [(s.directive or {}).get("voice") or {} for s in calls.steps_of(connection, call.id)]
    troubled = [bool(one.get("trouble")) and one.get("by") != LLM for one in spoke]
    return _NOTE if troubled and troubled[-1] and not any(troubled[:-1]) else None


def call_row(
    house: House, call: calls.Call, *, signed_off: bool = False, comments: int = 0, excerpt: str | None = None
) -> CallRow:
    """A call in a list; one that is over and not graded yet shows as not graded."""
    status: Literal["live", "graded", "partial", "not_graded"] = "not_graded" if call.status == "ended" else call.status
    return CallRow(
        id=call.id,
        trainee=call.trainee,
        trainee_name=call.trainee_name,
        brief=brief_of(house, call),
        started_at=call.started_at,
        ended_at=call.ended_at,
        outcome=call.outcome,
        status=status,
        overall=call.overall,
        passed=call.passed,
        flags=call.flags,
        signed_off=signed_off,
        comments=comments,
        excerpt=excerpt,
        to_come=call.status == "ended",
    )


def transcript(call: calls.Call, turns: list[calls.Turn]) -> Transcript:
    """A saved call as a call file's line, with what is known of its prospect."""
    more = (call.imported or {}).get("turns", {})  # keys that the turns of an imported call came with
    said = tuple(Turn(speaker=t.speaker, text=t.text, **more.get(str(t.number), {})) for t in turns)
    return Transcript(id=call.id, persona=call.persona, twin=call.twin, turns=said)
