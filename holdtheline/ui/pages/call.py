"""The call: a face, a clock, what is said, a box to speak into, and a red button.

All of it can be drawn anew from the call's id, so a reload or a second tab goes on where the call is. The reply is
saved before a word of it is shown; see ``parts.speech`` for how the words arrive and ``parts.line`` for the rest.
"""

from __future__ import annotations

import time

import streamlit as st

from holdtheline.errors import CallOverError, HoldTheLineError
from holdtheline.jobs import paced
from holdtheline.services.app import App
from holdtheline.services.views import Actor, CallView, Reply, Spoken
from holdtheline.ui.parts import frame, speech
from holdtheline.ui.parts.brief import notes
from holdtheline.ui.parts.line import RING_SECONDS, line
from holdtheline.ui.plain import plain

_SPEAK, _UNHEARD = "speak", "unheard"
_SOON = 0.25
"""Seconds for which a page waits for the reply before it shows that there is none yet."""

_FIRST_THINGS = 0.01
"""Seconds for which the processor is left to sending the own line. They think for a third of a second at least."""

Place = st.delta_generator.DeltaGenerator


def show(app: App, actor: Actor) -> None:
    """The call whose id the address bears.

    Every element is a message to the browser that costs the server a change of threads, so there are few, and what
    was said comes first.
    """
    call = app.practise.call(actor, st.query_params.get("call", ""))
    mine = call.trainee == actor.id
    head, talk = st.container(key="line"), st.container(key="talk")
    if call.ended_at is None:
        _live(app, actor, call, mine, head, talk)
    else:
        _over(call, mine, head, talk)


def _controls(head: Place) -> Place:
    controls = head.container(key="controls", horizontal=True, vertical_alignment="center", gap="small")
    with controls:
        frame.link("today", "Step out")
    return controls


def _said(talk: Place, call: CallView, settled: tuple[Spoken, ...]) -> None:
    """The brief, which lies beside the telephone, and all that was said."""
    first = call.brief.first
    aloud = [_OFFLINE] if call.offline and len(call.turns) <= 1 and not call.ended_at else []
    if not call.turns and not call.ended_at:
        aloud.append("{first} has picked up and says nothing. It is your turn.")
    notices = "".join(f'<p class="offline">{notice.format(first=plain(first))}</p>' for notice in aloud)
    talk.html(f'<aside class="desk">{notes(call.brief)}</aside>{notices}{speech.conversation(settled, first)}')


def _live(app: App, actor: Actor, call: CallView, mine: bool, head: Place, talk: Place) -> None:
    first, turns = call.brief.first, call.turns
    opening = _opening(app, call)
    _said(talk, call, turns[:-1] if opening else turns)
    slot, stage, aside = talk.empty(), head.empty(), talk.empty()
    if call.note and not call.waiting:
        _tell(aside, call.note)
    _unheard(talk)
    controls = _controls(head)
    if mine:
        controls.button("End call", key="hang-up", type="primary", on_click=_hang_up, args=(app, actor, call.id))
        st.chat_input(f"Speak to {first}", key=_SPEAK, on_submit=_say, args=(app, actor, call.id))
    if not call.waiting:
        with stage:
            line(call, opening)
        if opening:
            slot.html(speech.reply(opening, first))
        return
    time.sleep(_FIRST_THINGS)
    turn = turns[-1].number
    reply = app.practise.reply(actor, call.id, turn, _SOON)
    if reply is not None:
        _speak(slot, reply, first)
    with stage:
        line(call, reply)
    if reply is not None and reply.more:
        while reply.more:
            reply = app.practise.reply(actor, call.id, turn, _SOON, beyond=len(reply.text)) or reply
            _speak(slot, reply, first)  # sent even when unchanged, as below
        st.rerun()  # the head can be drawn once only; what is still being spoken goes on where it is
    if reply is not None:
        note = None if call.offline else app.practise.call(actor, call.id).note
        if note:
            _tell(aside, note)
        return
    while (reply := app.practise.reply(actor, call.id, turn, _SOON)) is None:
        slot.html(speech.thinking(first))  # sent even when unchanged: here a click can interrupt
    _speak(slot, reply, first)  # the words first, the rest of the page after them
    st.rerun()


def _speak(slot: Place, reply: Reply, first: str) -> None:
    slot.html(speech.reply(reply, first) if reply.text else f'<p class="trouble">{plain(reply.trouble or "")}</p>')


def _tell(aside: Place, note: str) -> None:
    """A sentence of the program's own, beside what is said."""
    aside.html(f'<p class="offline">{plain(note)}</p>')


_OFFLINE = (
    "No model is connected, and none is needed: what {first} says was written beforehand, and how {first} takes you "
    "is worked out on this machine. Nothing you type leaves it."
)


def _opening(app: App, call: CallView) -> Reply | None:
    """The words with which they pick up, while these are being spoken."""
    if len(call.turns) != 1 or call.turns[0].speaker != "prospect":
        return None
    text = call.turns[0].text
    marks = paced(text, 0, app.house.pace, 0.0).marks
    due = tuple((RING_SECONDS + at - call.elapsed, end) for at, end in marks)
    return Reply(text, due) if due and due[-1][0] > 0 else None


def _say(app: App, actor: Actor, call_id: str) -> None:
    """What was typed goes into the call; what is refused stays in the box, with the reason."""
    text = st.session_state[_SPEAK] or ""
    try:
        app.practise.say(actor, call_id, text, answer_now=False)
        st.session_state.pop(_UNHEARD, None)
    except CallOverError:
        st.session_state[_UNHEARD] = f"They were gone before you said: {text}"
    except HoldTheLineError as error:
        st.session_state[_UNHEARD] = f"Not said yet. {frame.sentence(error)}"
        st.session_state[_SPEAK] = text


def _unheard(talk: Place) -> None:
    held = st.session_state.get(_UNHEARD)
    if held:
        with talk:
            frame.trouble(held)


def _hang_up(app: App, actor: Actor, call_id: str) -> None:
    try:
        app.practise.end(actor, call_id)
    except HoldTheLineError as error:
        st.session_state[_UNHEARD] = f"The call could not be ended. {frame.sentence(error)}"


def _over(call: CallView, mine: bool, head: Place, talk: Place) -> None:
    _said(talk, call, call.turns)
    _unheard(talk)
    gone = f"{plain(call.brief.first)} hung up." if call.outcome == "hung_up" else "The call is over."
    talk.html(f'<div class="click"><i aria-hidden="true"></i><p>{gone} The line is dead.</p></div>')
    with head:
        line(call)
    _controls(head)
    with talk:
        if mine and st.button("Look back at the call", type="primary", key="look-back"):
            st.session_state.pop(_UNHEARD, None)
            frame.go("debrief", call=call.id)
