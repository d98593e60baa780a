"""Calling somebody again, days later in story time: how many days, what was promised and done since."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor, FollowUp
from holdtheline.ui.parts import frame
from holdtheline.ui.parts.brief import face_to_face
from holdtheline.ui.plain import plain, plain_label

DEFAULT = 3
"""Days that are chosen to begin with."""


def show(app: App, actor: Actor) -> None:
    """The offer to call the person of the call that the address names again."""
    offer = app.follow_ups.offer(actor, st.query_params.get("call", ""))
    brief = offer.brief
    with st.container(key="back"):
        frame.link("debrief", "Back to the debrief", call=offer.call)
    with st.container(key="again"):
        st.html(
            f'{face_to_face(brief, 96)}<h1>Call {plain(brief.first)} again</h1><p class="muted">{plain(offer.past)} '
            f"{plain(brief.first)} remembers what was said, what you promised, and what turned out not to be so.</p>"
        )
        days = st.segmented_control(
            "How much later?", offer.days, default=DEFAULT, format_func=_later, key="days", required=True
        )
        kept = _promises(offer)
        if st.button(f"Call {brief.first}", type="primary", key="dial-again"):
            with st.spinner("Dialling"):
                call = app.follow_ups.start(actor, offer.call, days or DEFAULT, kept=kept)
            frame.go("call", call=call.id)


def _promises(offer: FollowUp) -> list[str]:
    if not offer.promises:
        return []
    st.html("<h3>What you promised. Tick what has been done by then.</h3>")
    return [p for i, p in enumerate(offer.promises) if st.checkbox(plain_label(f"“{p}”"), key=f"kept-{i}")]


def _later(days: int) -> str:
    return {1: "The next day", 7: "A week", 14: "Two weeks"}.get(days, f"{days} days")
