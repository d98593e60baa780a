"""The prospect's answer to a saved rep turn: computed once, saved in one transaction, then shown as spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy.exc import IntegrityError

from holdtheline.jobs import longer, paced
from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.services import grade, spending
from holdtheline.services.house import LLM, SCRIPTED, House
from holdtheline.services.show import prospect_of
from holdtheline.store import calls
from holdtheline.transcript import Turn


def answer(house: House, call_id: str, turn: int) -> None:
    """Answers rep turn ``turn`` of a call, unless it is answered or the call is over.

    Another thread or process may answer the same turn: the first to save wins. Seed and turn number make both decide
    the same, and the scripted voice say the same.
    """
    with house.database.read() as connection:
        call = calls.get(connection, call_id)
        turns = calls.turns_of(connection, call_id)
        state = calls.last_state(connection, call_id)
    if call is None or call.status != "live" or state is None or call.seed is None:
        return
    if not turns or turns[-1].number != turn or turns[-1].speaker != "rep":
        return
    prospect = prospect_of(house, call)
    if prospect is None:
        return
    heard = read_turn(house, [Turn(speaker=t.speaker, text=t.text) for t in turns], turn)
    said = [t.text for t in turns if t.speaker == "prospect"]
    reply = engine.reply(prospect, State.from_dict(state), heard, said, call.seed)
    spoke: dict[str, Any] = {}
    if call.voice == LLM:
        reply, spoke = _in_the_models_words(house, call, prospect, reply, turns, heard)
    if _save(house, call_id, turn, heard, reply, spoke) and reply.outcome is not None:
        grade.in_background(house, call_id)


def _in_the_models_words(
    house: House,
    call: calls.Call,
    prospect: Prospect,
    reply: engine.Reply,
    turns: Sequence[calls.Turn],
    heard: Heard,
) -> tuple[engine.Reply, dict[str, Any]]:
    """The reply worded anew, and what is kept of how that went. What the prospect does is decided already.

    Each sentence goes to who listens as soon as it may be shown.
    """
    voice, turn, begun = house.voice, turns[-1].number, house.speeches.clock()
    if voice is None:
        return reply, {"voice": {"by": SCRIPTED, "trouble": "No model is connected any more."}}
    spent = spending.spent(house)
    if spent is not None:
        return reply, {"voice": {"by": SCRIPTED, "trouble": spent}}
    from holdtheline.prospect.llm_voice import record

    def say(words: str) -> None:
        house.speeches.add(call.id, turn, words, heard.words, house.pace, begun, reply.directive.interrupts)

    try:
        worded = voice.word(prospect, reply, [Turn(speaker=t.speaker, text=t.text) for t in turns], say)
    except BaseException:
        house.speeches.drop(call.id)
        raise
    spending.spend(house, "voice", voice.model, worded.usage, call=call.id, trainee=call.trainee)
    return replace(reply, text=worded.text), {"voice": record(worded, voice)}


def _save(house: House, call_id: str, turn: int, heard: Heard, reply: engine.Reply, spoke: Mapping[str, Any]) -> bool:
    now = house.clock()
    interrupts = reply.directive.interrupts
    spoken = calls.Turn(turn + 1, "prospect", reply.text, interrupts, now)
    step = calls.Step(turn, heard_to_dict(heard), reply.state.to_dict(), {**reply.directive.to_dict(), **spoke})
    streamed, moment = house.speeches.get(call_id, turn), house.speeches.clock()
    if streamed is not None and streamed.open:
        speech = longer(streamed, reply.text, heard.words, house.pace, moment, open=False)
    else:
        speech = paced(reply.text, heard.words, house.pace, moment, interrupts)
    try:
        with house.database.write() as connection:
            call = calls.get(connection, call_id)
            if call is None or call.status != "live" or calls.last_turn(connection, call_id) != (turn, "rep"):
                house.speeches.drop(call_id)
                return False
            calls.add_turn(connection, call_id, spoken)
            calls.add_step(connection, call_id, step, now)
            if reply.outcome is not None:
                calls.end(connection, call_id, reply.outcome, now)
            # Before the commit, so that no page sees the whole reply for a moment and then its first word.
            house.speeches.put(call_id, turn, speech)
    except IntegrityError:
        house.speeches.drop(call_id)
        return False
    except BaseException:
        house.speeches.drop(call_id)
        raise
    return True


def read_turn(house: House, turns: list[Turn], number: int) -> Heard:
    """What the reader makes of rep turn ``number`` (from 1 over all turns)."""
    before = turns[: number - 1]
    prospect_before = before[-1].text if before and before[-1].speaker == "prospect" else None
    rep_before = [t.text for t in before if t.speaker == "rep"]
    return house.reader.read(turns[number - 1].text, prospect_before, rep_before, len(rep_before) + 1)


def heard_to_dict(heard: Heard) -> dict[str, Any]:
    """JSON-ready; without what it only keeps for itself."""
    out: dict[str, Any] = {}
    for field in fields(heard):
        if field.name.startswith("_"):
            continue
        value = getattr(heard, field.name)
        if field.name in ("moves", "topics"):
            value = {k: round(v, 4) for k, v in value.items()}
        elif field.name == "claims":
            value = [{"kind": c.kind, "value": c.value, "text": c.text} for c in value]
        elif isinstance(value, frozenset):
            value = sorted(value)
        elif isinstance(value, tuple):
            value = list(value)
        out[field.name] = value
    return out
