"""A sandbox call: what is said on the left, what goes on in the prospect's mind on the right."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.studio_views import Trial
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame, rows
from holdtheline.ui.parts.portrait import after, portrait
from holdtheline.ui.parts.speech import conversation
from holdtheline.ui.parts.trial_mind import trial_mind
from holdtheline.ui.plain import plain

_SAY, _UNSAID = "trial-say", "trial-unsaid"


def show(app: App, actor: Actor) -> None:
    """The trial whose call the address names."""
    found = app.studio.trials.trial(actor, st.query_params.get("call", ""))
    call = found.call
    with st.container(key="studio"):
        with st.container(key="back"):
            frame.link("prospect", "The prospect", persona=found.persona)
        st.html(_head(found))
        with st.container(key="trial"):
            with st.container(key="trial-call"):
                st.html(
                    conversation(call.turns, call.brief.first) or '<p class="muted">They wait for your first word.</p>'
                )
                if unsaid := st.session_state.pop(_UNSAID, None):
                    frame.trouble(unsaid)
                if call.ended_at is None:
                    st.chat_input(f"Speak to {call.brief.first}", key=_SAY, on_submit=_say, args=(app, actor, call.id))
                _controls(app, actor, found)
            with st.container(key="trial-mind"):
                st.html(trial_mind(found))


def _head(found: Trial) -> str:
    call = found.call
    kind = "Means it" if found.twin else "Masked"
    over = f" It is over: {rows.end(call)}." if call.ended_at else ""
    return (
        f'<div class="person">{portrait(call.brief, 64, after(call.outcome))}<div><h1>{plain(call.brief.name)}</h1>'
        f'<p class="label">{kind}. This is a trial: nobody else sees it.{plain(over)}</p></div></div>'
    )


def _controls(app: App, actor: Actor, found: Trial) -> None:
    call = found.call
    with st.container(key="studio-do", horizontal=True, vertical_alignment="center", gap="small"):
        if call.ended_at is None:
            st.button("End call", key="trial-end", on_click=_end, args=(app, actor, call.id))
        elif st.button("Call again", key="trial-again", type="primary"):
            frame.go("trial", call=app.studio.trials.again(actor, call.id))
        if call.ended_at is not None:
            frame.link("debrief", "Look back at the call", call=call.id)
        frame.link("edit", "Back to the text", persona=found.persona)


def _say(app: App, actor: Actor, call_id: str) -> None:
    text = st.session_state[_SAY] or ""
    try:
        app.studio.trials.say(actor, call_id, text)
    except HoldTheLineError as error:
        st.session_state[_UNSAID] = f"Not said: {text} – {frame.sentence(error)}"


def _end(app: App, actor: Actor, call_id: str) -> None:
    try:
        app.studio.trials.end(actor, call_id)
    except HoldTheLineError as error:
        st.session_state[_UNSAID] = frame.sentence(error)
