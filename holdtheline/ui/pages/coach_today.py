"""Today, for a coach: what needs them, in order."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor, CallRow
from holdtheline.ui.parts import frame, rows
from holdtheline.ui.plain import plain

MOST = 3
"""Calls shown of those that wait without a flag."""
MOST_FLAGGED = 6


def show(app: App, actor: Actor) -> None:
    """A sentence with the count, the flagged calls, the longest waiting ones, and where the rest is."""
    queue = app.review.queue(actor)
    waiting = [call for call in queue if not call.signed_off]
    flagged = [call for call in waiting if call.flags][:MOST_FLAGGED]
    oldest = [call for call in waiting if not call.flags][:MOST]
    st.html(f'<div class="opening"><h1>Today</h1><p class="lead">{plain(in_a_sentence(queue))}</p></div>')
    levels = app.practise.levels(actor, [call.id for call in (*flagged, *oldest)])
    rubric = app.house.library.rubric()
    for title, key, some in (("Look at these first", "flagged", flagged), ("Waiting longest", "oldest", oldest)):
        if some:
            st.html(f"<h2>{title}</h2>")
            with st.container(key=key, gap=None):
                for call in some:
                    rows.for_coach(call, rubric, levels.get(call.id, {}), within="unsigned=true")
    rest = len(waiting) - len(flagged) - len(oldest)
    if rest > 0:
        frame.link("queue", f"And {rest} more in the queue", unsigned="true")
    elif queue and not waiting:
        frame.link("queue", "Read an old one again")
    frame.link("connect", "Connect a model" if app.settings.model is None else "The connected model")


def in_a_sentence(queue: list[CallRow]) -> str:
    """How much waits for a coach, in words."""
    waiting = [call for call in queue if not call.signed_off]
    if not queue:
        return "Nobody has finished a call yet. When somebody does, it will wait for you here."
    if not waiting:
        return "Nothing waits for you. Every finished call has been read and signed off."
    people = len({call.trainee for call in waiting})
    flagged = sum(bool(call.flags) for call in waiting)
    calls = "One call waits" if len(waiting) == 1 else f"{len(waiting)} calls wait"
    who = "one trainee" if people == 1 else f"{people} trainees"
    doubt = {0: "None is in doubt.", 1: "One is in doubt."}.get(flagged, f"{flagged} are in doubt.")
    return f"{calls} for you, by {who}. {doubt}"
