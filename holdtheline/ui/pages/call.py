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
from holdtheline.services.views import Actor, CallView, Reply
from holdtheline.ui.parts import frame, speech
from holdtheline.ui.parts.brief import notes
from holdtheline.ui.parts.line import RING_SECONDS, line
from holdtheline.ui.plain import plain

_SPEAK, _UNHEARD, _TURNED, _FRESH = "speak", "unheard", "brief-turned", "fresh"
_SOON = 0.25
"""Seconds for which a page waits for the reply before it shows that there is none yet."""

_FIRST_THINGS = 0.01
"""Seconds for which the processor is left to sending the own line. They think for a third of a second at least."""

_HEARTBEAT = 10
"""Seconds after which a page asks whether the call went on elsewhere (another browser; tabs tell each other)."""


def show(app: App, actor: Actor) -> None:
    """The call whose id the address bears."""
    call = app.practise.call(actor, st.query_params.get("call", ""))
    mine = call.trainee == actor.id
    head = st.container(key="line")
    with head:
        stage = st.container()
        _controls(app, actor, call, mine)
    st.html(f'<aside class="desk{" turned" if st.session_state.get(_TURNED) else ""}">{notes(call.brief)}</aside>')
    if call.ended_at is None:
        _live(app, actor, call, mine, stage)
    else:
        _over(call, mine, stage)


def _controls(app: App, actor: Actor, call: CallView, mine: bool) -> None:
    with st.container(key="controls", horizontal=True, vertical_alignment="center", gap="small"):
        frame.link("today", "Step out")
        st.button("Brief", key="brief-key", shortcut="B", on_click=_turn_brief, type="tertiary")
        if call.ended_at is None and mine:
            st.button("End call", key="hang-up", type="primary", on_click=_hang_up, args=(app, actor, call.id))


def _live(app: App, actor: Actor, call: CallView, mine: bool, stage: st.delta_generator.DeltaGenerator) -> None:
    first, turns = call.brief.first, call.turns
    opening = _opening(app, call)
    settled = turns[:-1] if opening else turns
    with st.container(key="talk"):
        if call.offline and len(turns) <= 1:
            st.html(f'<p class="offline">{_OFFLINE.format(first=plain(first))}</p>')
        st.html(speech.conversation(settled, first) or "<p></p>")
        slot, aside = st.empty(), st.empty()
        if call.note and not call.waiting:
            _tell(aside, call.note)
        _unheard()
    if mine:
        st.chat_input(f"Speak to {first}", key=_SPEAK, on_submit=_say, args=(app, actor, call.id))
    st.session_state[_FRESH] = True
    _heartbeat(app, actor, call.id, len(turns))
    if not call.waiting:
        with stage:
            line(call, opening)
        if opening:
            slot.html(speech.reply(opening, first))
        return
    time.sleep(_FIRST_THINGS)
    turn = turns[-1].number
    reply = app.practise.reply(actor, call.id, turn, _SOON)
    with stage:
        line(call, reply)
    if reply is not None:
        slot.html(speech.reply(reply, first) if reply.text else f'<p class="trouble">{plain(reply.trouble or "")}</p>')
        note = None if call.offline else app.practise.call(actor, call.id).note
        if note:
            _tell(aside, note)
        return
    while app.practise.reply(actor, call.id, turn, _SOON) is None:
        slot.html(speech.thinking(first))  # sent even when unchanged: here a click can interrupt
    st.rerun()


def _tell(aside: st.delta_generator.DeltaGenerator, note: str) -> None:
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
        st.session_state[_UNHEARD] = (f"They were gone before you said: {text}", True)
    except HoldTheLineError as error:
        st.session_state[_UNHEARD] = (f"Not said yet. {frame.sentence(error)}", False)
        st.session_state[_SPEAK] = text


def _unheard() -> None:
    held = st.session_state.get(_UNHEARD)
    if held:
        frame.trouble(held[0])


def _hang_up(app: App, actor: Actor, call_id: str) -> None:
    app.practise.end(actor, call_id)


def _turn_brief() -> None:
    st.session_state[_TURNED] = not st.session_state.get(_TURNED, False)


def _over(call: CallView, mine: bool, stage: st.delta_generator.DeltaGenerator) -> None:
    first = call.brief.first
    with stage:
        line(call)
    with st.container(key="talk"):
        st.html(speech.conversation(call.turns, first) or "<p></p>")
        _unheard()
        gone = f"{plain(first)} hung up." if call.outcome == "hung_up" else "The call is over."
        st.html(f'<div class="click"><i aria-hidden="true"></i><p>{gone} The line is dead.</p></div>')
        there = mine and frame.exists("debrief")
        if there and st.button("Look back at the call", type="primary", key="look-back"):
            st.session_state.pop(_UNHEARD, None)
            frame.go("debrief", call=call.id)


@st.fragment(run_every=_HEARTBEAT)
def _heartbeat(app: App, actor: Actor, call_id: str, turns: int) -> None:
    """Draws the page again if the call went on elsewhere."""
    if st.session_state.pop(_FRESH, False):
        return  # the whole page was drawn just now
    now = app.practise.call(actor, call_id)
    if len(now.turns) > turns or now.ended_at:
        st.rerun()
