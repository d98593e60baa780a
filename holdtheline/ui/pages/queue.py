"""The coach's queue: which call to read next, and how to find one."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.ui.parts import rows
from holdtheline.ui.parts.sought import ANY_SCORE, ANY_TRAINEE, ANYBODY, SCORES, Sought, calls, in_words
from holdtheline.ui.plain import plain

AT_ONCE = 25
"""Rows drawn before more are asked for."""

_ALL = {
    "words": "",
    "trainee": ANY_TRAINEE,
    "prospect": ANYBODY,
    "since": None,
    "until": None,
    "score": ANY_SCORE,
    "unsigned": False,
}
"""The filters by their names in the address, set so that they leave nothing out."""


def show(app: App, actor: Actor) -> None:
    """Search and filters, a sentence that says what is shown, and the calls."""
    everything = app.review.queue(actor)
    st.html('<div class="opening"><h1>Review</h1></div>')
    if not everything:
        st.html('<p class="empty">Nobody has finished a call yet. The first one will be waiting here.</p>')
        return
    sought = _filters(
        sorted({call.trainee_name for call in everything}), sorted({call.brief.name for call in everything})
    )
    found = calls(app, actor, sought)
    with st.container(key="found", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="muted" aria-live="polite">{plain(in_words(sought, len(found)))}.</p>', width="content")
        if sought.params():
            st.button("Show all", key="show-all", type="tertiary", on_click=_forget)
    if not found:
        st.html('<p class="empty">No call fits that. Try fewer words, or a wider range.</p>')
        return
    shown = st.session_state.get("queue-shown", AT_ONCE)
    levels = app.practise.levels(actor, [call.id for call in found[:shown]])
    rubric = app.house.library.rubric()
    with st.container(key="queue", gap=None):
        for call in found[:shown]:
            rows.for_coach(call, rubric, levels.get(call.id, {}), sought.words, **sought.within)
    if len(found) > shown:
        st.button(f"{len(found) - shown} more", key="more", type="tertiary", on_click=_more, args=(shown,))


def _filters(trainees: list[str], prospects: list[str]) -> Sought:
    """Each is bound to the address under its own name."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        words = st.text_input(
            "Search what was said",
            placeholder="Search what was said",
            label_visibility="collapsed",
            max_chars=200,
            key="words",
            bind="query-params",
        )
        unsigned = st.toggle("Not signed off", key="unsigned", bind="query-params")
        with st.popover("Narrow down"):
            trainee = st.selectbox("Trainee", [ANY_TRAINEE, *trainees], key="trainee", bind="query-params")
            prospect = st.selectbox("Prospect", [ANYBODY, *prospects], key="prospect", bind="query-params")
            since = st.date_input("From", value=None, key="since", bind="query-params", format="DD/MM/YYYY")
            until = st.date_input("Up to", value=None, key="until", bind="query-params", format="DD/MM/YYYY")
            score = st.selectbox("Overall, of 100", list(SCORES), key="score", bind="query-params")
    return Sought(words, trainee, prospect, since, until, score, unsigned)


def _forget() -> None:
    for name, value in _ALL.items():
        st.session_state[name] = value


def _more(shown: int) -> None:
    st.session_state["queue-shown"] = shown + AT_ONCE
