"""What to do about a call that a model failed to grade: try again, or have it graded by rules on this machine."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame

_TROUBLE = "regrade"


def regrade(app: App, actor: Actor, debrief: Debrief) -> None:
    """Two buttons where grading failed; a word on who graded where a model is connected and did not."""
    card = debrief.scorecard
    if app.settings.grader_model is not None and card.grader == "offline" and card.status != "not_graded":
        st.html('<p class="muted">Graded offline, by rules on this machine; the connected model had no part in it.</p>')
    held = st.session_state.pop(_TROUBLE, None)
    if held:
        frame.trouble(held)
    if not _failed(debrief):
        return
    with st.container(key="regrade", horizontal=True, gap="small"):
        call = debrief.call.id
        st.button(
            "Try grading again", key="grade-again", type="primary", on_click=_again, args=(app, actor, call, True)
        )
        if card.grader == "llm":
            st.button("Grade it offline", key="grade-offline", on_click=_again, args=(app, actor, call, False))


def _failed(debrief: Debrief) -> bool:
    card = debrief.scorecard
    whole = card.status == "not_graded" and (card.reason or "").startswith("The grader failed")
    return whole or any(score.why.startswith("Not graded:") for score in card.criteria.values())


def _again(app: App, actor: Actor, call_id: str, by_model: bool) -> None:
    try:
        app.practise.grade_again(actor, call_id, by_model=by_model)
    except HoldTheLineError as error:
        st.session_state[_TROUBLE] = frame.sentence(error)
