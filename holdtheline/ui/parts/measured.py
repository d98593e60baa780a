"""How a text behaves against the simulated trainees: asked for, awaited, and shown as a small table."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.studio_views import Measured, MeasuredRow
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame
from holdtheline.ui.plain import plain

AGAIN_SECONDS = 1.0
"""How often the page asks how far it has come."""


def measuring(app: App, actor: Actor, persona: str, text: str | None = None) -> None:
    """The section: a button, then how far it has come, then the table. ``text``: None for the version in use."""
    st.html(
        '<h2>How it behaves</h2><p class="muted">Simulated reps call everybody in this text a few times: the charming, '
        "the pushy, the able. It takes a little while and touches no real call.</p>"
    )
    try:
        found = app.studio.measured(actor, persona, text)
    except HoldTheLineError:
        found = None  # what is wrong with the text is told beside it
    if found is None or found.trouble:
        if found is not None and found.trouble:
            frame.trouble(found.trouble)
        if st.button("Let them call", key="measure"):
            _begin(app, actor, persona, text)
    elif found.over:
        st.html(table(found))
    else:
        _waiting(app, actor, persona, text)


def _begin(app: App, actor: Actor, persona: str, text: str | None) -> None:
    try:
        app.studio.measure(actor, persona, text)
    except HoldTheLineError as error:
        frame.trouble(frame.sentence(error))
        return
    st.rerun()


@st.fragment(run_every=AGAIN_SECONDS)
def _waiting(app: App, actor: Actor, persona: str, text: str | None) -> None:
    found = app.studio.measured(actor, persona, text)
    if found is None or found.over:
        st.rerun()
    share = found.done / found.total if found.total else 0.0
    st.progress(min(1.0, share), text=f"The simulated reps are calling: {found.done} of {found.total} calls")


def table(found: Measured) -> str:
    """One row a trainee. The figures stand beside the bars, so that length carries nothing alone."""
    rows = "".join(_row(one) for one in found.rows)
    return (
        f'<div class="wide"><table class="measured"><caption>{found.total} simulated calls</caption><thead><tr>'
        '<th scope="col">Rep</th><th scope="col">Truth out</th><th scope="col">Right end</th>'
        '<th scope="col">Right end, who means it</th><th scope="col">Turns</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: MeasuredRow) -> str:
    name = plain(one.trainee.replace("-", " ").capitalize())
    shares = "".join(f"<td>{_share(value)}</td>" for value in (one.opened, one.right, one.twin_right))
    return (
        f'<tr><th scope="row">{name}<span class="label">{plain(one.about)}</span></th>{shares}'
        f'<td class="turns">{one.turns:.0f}</td></tr>'
    )


def _share(value: float | None) -> str:
    if value is None:
        return '<span class="muted">none</span>'
    percent = round(100 * value)
    return f'<span class="share">{percent} %<span class="meter"><i style="width:{percent}%"></i></span></span>'
