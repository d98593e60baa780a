"""The brief: what a rep may know before calling. One button: call."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame
from holdtheline.ui.parts.brief import face_to_face, in_their_words, notes
from holdtheline.ui.plain import plain


def show(app: App, actor: Actor) -> None:
    """The brief of the prospect whose card the address names, and the button to call them."""
    card = app.practise.card(actor, st.query_params.get("card", ""))
    brief = card.brief
    with st.container(key="back"):
        frame.link("prospects", "All prospects")
    with st.container(key="brief"):
        st.html(f'{face_to_face(brief, 132)}<p class="about">{plain(brief.about)}</p>{in_their_words(brief)}')
        st.html(notes(brief))
        if not app.practise.my_calls(actor):
            st.html(_who_reads(app))
        if card.open_call:
            st.html(f'<p class="muted">{plain(brief.first)} is still on the line from before.</p>')
            if st.button("Back to the call", type="primary", key="back-to-call"):
                frame.go("call", call=card.open_call)
        elif st.button(f"Call {brief.first}", type="primary", key="dial"):
            with st.spinner("Dialling"):
                call = app.practise.start(actor, card.token)
            frame.go("call", call=call.id)


def _who_reads(app: App) -> str:
    """Said once, before the very first call."""
    model = app.settings.model
    where = (
        f"What you both say is sent to the model that runs the prospect ({plain(model)}), and nowhere else."
        if model
        else "Nothing you type leaves this machine."
    )
    return (
        '<aside class="consent"><h3>Before your first call: who will read it</h3>'
        "<p>You, and your coach once the call is graded. Nobody else, and there is no ranking. "
        f"It is stored in <code>{plain(str(app.settings.data))}</code>. {where}</p></aside>"
    )
