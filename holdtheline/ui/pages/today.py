"""Today: where everybody comes in. A newcomer reads two calls; a trainee sees what is open; a coach, who needs them."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.views import Actor, CallRow
from holdtheline.ui.pages import coach_today
from holdtheline.ui.parts import frame, lesson, week
from holdtheline.ui.parts.one_thing import one_thing
from holdtheline.ui.parts.portrait import portrait
from holdtheline.ui.parts.rows import end
from holdtheline.ui.parts.words import ago
from holdtheline.ui.plain import plain, plain_label

_LOOK_BACK = 5
"""How many finished calls are looked at for something to work on."""


def show(app: App, actor: Actor) -> None:
    """The first page of whoever is signed in."""
    if actor.role in ("coach", "admin"):
        coach_today.show(app, actor)
        return
    mine = app.practise.my_calls(actor)
    if not mine or st.query_params.get("again") == "lesson":
        _first_visit(again=bool(mine))
    else:
        _day(app, actor, mine)


def _first_visit(again: bool) -> None:
    found = lesson.lesson()
    with st.container(key="lesson"):
        st.html(
            f'<div class="opening"><h1>{"Two calls" if again else "Before you dial"}</h1>'
            f'<p class="lead">{plain(found.why)}</p><p>{plain(found.ask)}</p></div>'
        )
        if lesson.show():
            st.html("<h2>Now one of your own</h2>")
            if st.button("Choose somebody to call", type="primary", key="dial-now"):
                frame.go("prospects")
        else:
            with st.container(key="skip"):
                frame.link("prospects", "Skip this and go to the prospects")


def _day(app: App, actor: Actor, mine: list[CallRow]) -> None:
    live = next((call for call in mine if call.status == "live"), None)
    over = [call for call in mine if call.status != "live"]
    levels = app.practise.levels(actor, [call.id for call in over[:_LOOK_BACK]])
    with st.container(key="today"):
        st.html('<div class="opening"><h1>Today</h1></div>')
        if live:
            _still_on(live)
        unseen = bool(over) and over[0].id not in levels and (over[0].status != "not_graded" or over[0].to_come)
        if unseen:
            _not_looked_back(over[0], first=live is None)
        worked = next((call for call in over[:_LOOK_BACK] if call.id in levels), None)
        if worked:
            _priority(app.practise.debrief(actor, worked.id))
        if picture := week.picture(mine):  # nothing for a week without a finished call
            st.html(picture)
        kind: Literal["primary", "secondary"] = "secondary" if unseen else "primary"
        if not live and st.button("Call somebody", key="call-somebody", type=kind):
            frame.go("prospects")
        with st.container(key="skip"):
            frame.link("today", "Read the two calls again", again="lesson")


def _still_on(call: CallRow) -> None:
    first = call.brief.first
    st.html(
        f'<div class="person">{portrait(call.brief, 84)}<div><h2>{plain(first)} is still on the line</h2>'
        f'<p class="label">{plain(call.brief.company)}, begun {ago(call.started_at)}</p></div></div>'
    )
    if st.button(f"Go on with {plain_label(first)}", type="primary", key="go-on"):
        frame.go("call", call=call.id)


def _not_looked_back(call: CallRow, first: bool) -> None:
    st.html(
        f'<div class="person">{portrait(call.brief, 84)}<div><h2>Your call with {plain(call.brief.first)}</h2>'
        f'<p class="label">{ago(call.ended_at or call.started_at).capitalize()}: {end(call)}. '
        "You haven’t looked back on it yet.</p></div></div>"
    )
    if st.button("Look back at the call", type="primary" if first else "secondary", key="look-back-now"):
        frame.go("debrief", call=call.id)


def _priority(debrief: Debrief) -> None:
    """The one thing to work on, from the newest call that has been looked back on."""
    found, call = one_thing(debrief), debrief.call
    when, first = ago(call.ended_at or call.started_at), plain(call.brief.first)
    if found is None:
        st.html(f'<p class="muted">Your last call, with {first}, {when}: {end(call)}.</p>')
    else:
        if found.better:
            better = f'<h3>You might have said</h3><p class="better">“{plain(found.better)}”</p>'
        else:
            better = f"<p>{plain(found.reason)}</p>" if found.reason else ""
        st.html(
            f'<section class="priority"><h2>One thing to work on</h2><h3>You said, to {first}, {when}</h3>'
            f"<p><q>{plain(found.quote)}</q></p><p>{plain(found.did)}</p>{better}</section>"
        )
    with st.container(key="to-debrief"):
        frame.link("debrief", "The whole debrief", call=call.id)
