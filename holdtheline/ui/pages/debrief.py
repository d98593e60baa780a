"""The debrief: first a question, then what the call shows, with the call beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import streamlit as st

from holdtheline.errors import InputError
from holdtheline.services.app import App
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.views import Actor, CallView
from holdtheline.ui.parts import frame, rows, scorecard, telling, words
from holdtheline.ui.parts.evidence import marks, quoted
from holdtheline.ui.parts.portrait import after, portrait
from holdtheline.ui.parts.regrade import regrade
from holdtheline.ui.parts.transcript import Line, Note, lines, transcript
from holdtheline.ui.parts.verdict import verdict
from holdtheline.ui.plain import plain

FEWEST_TO_ASK = 2
"""A call with fewer turns of the rep's cannot have turned anywhere."""


def show(app: App, actor: Actor) -> None:
    """The debrief of the call that the address names, for the one who made it."""
    call = app.practise.call(actor, st.query_params.get("call", ""))
    if actor.id != call.trainee:
        frame.go("review", call=call.id)
    if call.ended_at is None:
        _still_on(call)
        return
    with st.spinner("Reading the call over"):
        debrief = app.practise.debrief(actor, call.id)
    spoke = sum(turn.speaker == "rep" for turn in call.turns)
    if debrief.guess is None and spoke >= FEWEST_TO_ASK:
        _ask(app, actor, debrief)
    else:
        _tell(app, actor, debrief)


def _still_on(call: CallView) -> None:
    st.html(
        f'<div class="opening"><h1>The call isn’t over</h1><p class="muted">{plain(call.brief.first)} is still on the '
        "line. What there is to say about it waits until one of you hangs up.</p></div>"
    )
    if st.button("Back to the call", type="primary", key="back-to-call"):
        frame.go("call", call=call.id)


def _ask(app: App, actor: Actor, debrief: Debrief) -> None:
    call = debrief.call

    def guessed(turn: int) -> None:
        try:
            app.practise.guess(actor, call.id, turn)
        except InputError:
            return  # answered in another tab: what was said first stands

    with st.container(key="question"):
        st.html(
            f'<div class="opening">{_who(call)}<h1>Where did this call turn?</h1>'
            f'<p class="muted">Tap the line, yours or {plain(call.brief.first)}’s. '
            "Then you will see what was going on.</p></div>"
        )
        transcript(lines(call), key=f"question-{call.id}", mode="pick", on_pick=guessed)
        st.button("I can’t tell", key="pass", type="tertiary", on_click=guessed, args=(0,))


def _tell(app: App, actor: Actor, debrief: Debrief) -> None:
    call, card, rubric = debrief.call, debrief.scorecard, debrief.rubric
    with st.container(key="debrief"):
        with st.container(key="told"):
            st.html(f'<div class="opening">{_who(call)}<h1>{plain(verdict(debrief))}</h1></div>')
            if card.status == "not_graded":
                st.html(f'<p class="reason">{plain(card.reason or "The grader gave no reason.")}</p>')
            regrade(app, actor, debrief)
            if first := telling.coach(debrief) + telling.priority(debrief):
                st.html(first)
            if card.criteria or debrief.overrides:
                parts = "".join(scorecard.criterion(debrief, one) for one in rubric.criteria)
                st.html(f"<section><h2>What the call shows</h2>{parts}{scorecard.caps(debrief)}</section>")
            st.html(telling.turning(debrief) + telling.reveal(debrief))
            if card.criteria or debrief.overrides:
                st.html(scorecard.overall(debrief))
            with st.container(key="onward"):
                if call.prospect_known:
                    frame.link("again", f"Call {call.brief.first} again, days later", call=call.id)
                frame.link("prospects", "Call somebody else")
        with st.container(key="heard"):
            st.html(
                '<h2>The call</h2><p class="muted legend">Shaded words earned something. Underlined ones cost '
                "something.</p>"
            )
            transcript(_marked(debrief), key=f"call-{call.id}")


def _who(call: CallView) -> str:
    end = rows.end(call)
    when = words.ago(call.ended_at or call.started_at)
    return (
        f'<div class="person small">{portrait(call.brief, 56, after(call.outcome))}'
        f'<p class="label">{plain(call.brief.name)}, {plain(call.brief.company)}<br>'
        f"{words.clock(call.elapsed)} on the line, {when}: {end}</p></div>"
    )


def _marked(debrief: Debrief) -> list[Line]:
    found = quoted(debrief.call, debrief.scorecard, debrief.rubric)
    notes: dict[int, list[Note]] = defaultdict(list)
    for comment in debrief.comments:
        if comment.turn is not None:
            notes[comment.turn].append(Note(comment.coach, comment.text))
    return [
        replace(
            one,
            marks=marks(found.get(one.turn, ())),
            notes=tuple(notes[one.turn]),
            tag="You said it turned here" if debrief.guess == one.turn else "",
        )
        for one in lines(debrief.call)
    ]
