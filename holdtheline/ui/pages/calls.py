"""A trainee's own calls, newest first; one that is not over yet comes before all others."""

from __future__ import annotations

import streamlit as st

from holdtheline.rubric import Rubric
from holdtheline.services.app import App
from holdtheline.services.views import Actor, CallRow
from holdtheline.ui.parts import frame, words
from holdtheline.ui.parts.rows import Levels, end, row
from holdtheline.ui.plain import plain

AT_ONCE = 20
"""Rows drawn before "Older calls" is asked for."""


def show(app: App, actor: Actor) -> None:
    """The list, or where to begin."""
    mine = app.practise.my_calls(actor)
    st.html('<div class="opening"><h1>Your calls</h1></div>')
    if not mine:
        st.html('<p class="empty">You haven’t called anybody yet. The first one is the hardest to dial.</p>')
        if st.button("Choose a prospect", type="primary", key="choose"):
            frame.go("prospects")
        return
    mine = sorted(mine, key=lambda call: call.status != "live")  # stable: each part stays newest first
    shown = st.session_state.get("calls-shown", AT_ONCE)
    levels = app.practise.levels(actor, [call.id for call in mine[:shown]])
    rubric = app.house.library.rubric()
    with st.container(key="calls", gap=None):
        for call in mine[:shown]:
            _row(call, rubric, levels.get(call.id, {}))
    if len(mine) > shown:
        st.button("Older calls", key="older", type="tertiary", on_click=_more, args=(shown,))


def _more(shown: int) -> None:
    st.session_state["calls-shown"] = shown + AT_ONCE


def _row(call: CallRow, rubric: Rubric, levels: Levels) -> None:
    if call.status == "live":
        said, to = f'<span class="live">Still on the line, begun {words.ago(call.started_at)}</span>', "call"
    else:
        said, to = (
            f"{words.ago(call.ended_at or call.started_at).capitalize()}: {end(call)}",
            "debrief",
        )
    row(
        call,
        rubric,
        levels,
        to=to,
        named=call.brief.name,
        says=f"{plain(call.brief.company)}<br>{said}",
        aside=_aside(call, levels),
    )


def _aside(call: CallRow, levels: Levels) -> str:
    """What a coach has done with it, or why no levels are shown."""
    if call.status == "live":
        return ""
    said = []
    if call.signed_off:
        said.append("read by a coach")
    elif call.comments:
        said.append("a coach wrote")
    if call.status == "not_graded":
        said.append("not graded")
    elif not levels:
        said.append("not looked back on yet")
    return f"<small>{', '.join(said)}</small>" if said else ""
