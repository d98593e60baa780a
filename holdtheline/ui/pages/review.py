"""The review desk: the queue on the left, the call in the middle, the scorecard on the right."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.views import Actor, CallRow
from holdtheline.store.use import Used
from holdtheline.ui.parts import frame, rows, sought, telling, words
from holdtheline.ui.parts.desk import annotated, card, commenting
from holdtheline.ui.parts.mind import mind
from holdtheline.ui.parts.portrait import after, portrait
from holdtheline.ui.parts.transcript import transcript
from holdtheline.ui.parts.verdict import verdict
from holdtheline.ui.plain import plain, plain_label

BESIDE = 4
"""Calls of the queue shown before and after the open one."""


def show(app: App, actor: Actor) -> None:
    """The call that the address names, between its neighbours in the queue that the address asks for."""
    with st.spinner("Fetching the call"):
        debrief = app.review.debrief(actor, st.query_params.get("call", ""))
    looking = sought.within(st.query_params.to_dict())
    with st.container(key="desk"):
        with st.container(key="desk-list"):
            _list(sought.calls(app, actor, looking), debrief, looking)
        with st.container(key="desk-call"):
            _call(app, actor, debrief)
        with st.container(key="desk-card"):
            card(app, actor, debrief)


def _list(queue: list[CallRow], debrief: Debrief, looking: sought.Sought) -> None:
    here = next((i for i, one in enumerate(queue) if one.id == debrief.call.id), None)
    with st.container(key="back"):
        frame.link("queue", "Queue", **looking.params())
    with st.container(key="steps", horizontal=True, gap="small"):
        # A call that no longer fits what was looked for (just signed off) leaves its place to the first that does.
        _step("Previous", "K", queue[here - 1] if here else None, looking)
        _step(
            "Next", "J", queue[here + 1] if here is not None and here + 1 < len(queue) else _first(queue, here), looking
        )
    st.html(f'<p class="label">{plain(sought.in_words(looking, len(queue)))}</p>')
    first = max(0, (here or 0) - BESIDE)
    with st.container(key="neighbours", gap=None):
        for one in queue[first : first + 2 * BESIDE + 1]:
            _neighbour(one, one.id == debrief.call.id, looking)


def _first(queue: list[CallRow], here: int | None) -> CallRow | None:
    return queue[0] if here is None and queue else None


def _step(label: str, key: str, to: CallRow | None, looking: sought.Sought) -> None:
    if st.button(label, shortcut=key, key=f"step-{key}", disabled=to is None) and to:
        frame.go("review", call=to.id, **looking.within)


def _neighbour(call: CallRow, here: bool, looking: sought.Sought) -> None:
    state = "signed off" if call.signed_off else "flagged" if call.flags else rows.end(call)
    with st.container(key=f"row-{'here-' if here else ''}{call.id}"):
        st.html(
            f'<div class="neighbour{" here" if here else ""}"><b>{plain(call.trainee_name)}</b>'
            f'<span class="label">{plain(call.brief.name)}<br>{state}</span></div>'
        )
        frame.link("review", f"{call.trainee_name} with {call.brief.name}", call=call.id, **looking.within)


def _call(app: App, actor: Actor, debrief: Debrief) -> None:
    call = debrief.call
    flags = "".join(f'<p class="flag">{plain(one)}</p>' for one in debrief.flags)
    st.html(
        f'<div class="person">{portrait(call.brief, 64, after(call.outcome))}<div>'
        f"<h1>{plain(call.trainee_name)} with {plain(call.brief.name)}</h1>"
        f'<p class="label">{words.clock(call.elapsed)}, {words.ago(call.ended_at or call.started_at)}: '
        f'{rows.end(call)}</p></div></div><p class="summed-up">{plain(verdict(debrief))}</p>'
        f"{f'<aside class=flags>{flags}</aside>' if flags else ''}"
    )
    save = commenting(app, actor, call.id)
    transcript(annotated(debrief), key=f"desk-{call.id}", mode="comment", on_comment=save)
    with st.expander(f"What {plain_label(call.trainee_name)} is told"):
        st.html(telling.priority(debrief) + telling.reveal(debrief))
    steps = app.data.show(actor, call.id, reveal=True)["steps"]
    if moved := mind(steps):
        with st.expander(f"What {plain_label(call.brief.first)}’s mind did"):
            st.html(moved)
    if took := _tokens(app.models.of_call(actor, call.id)):
        st.html(f'<p class="label">{plain(took)}</p>')


def _tokens(used: list[Used]) -> str:
    """What a model took for a call, in a sentence; empty where none was asked."""
    parts = []
    for purpose, title in (("voice", "speaking"), ("grade", "grading")):
        found = [one for one in used if one.purpose == purpose]
        if found:
            prompt, answer = sum(one.prompt for one in found), sum(one.completion for one in found)
            parts.append(f"{title} {prompt:,} asked and {answer:,} answered")
    return f"Tokens of this call: {'; '.join(parts)}." if parts else ""
