"""The studio: all prospects, what is wrong with them, and who changed them last."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.studio_views import Listed
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame, words
from holdtheline.ui.parts.portrait import portrait
from holdtheline.ui.plain import plain


def show(app: App, actor: Actor) -> None:
    """The list. For coaches; the service refuses anybody else."""
    with st.spinner("Reading the prospects over"):
        found = app.studio.prospects(actor)
    st.html(
        '<div class="opening"><h1>Studio</h1><p class="lead">Who trainees call. What you save here is met by everybody '
        "who calls from then on; calls that have begun go on as they are.</p></div>"
    )
    broken = [one for one in found if one.broken]
    if broken:
        st.html(f'<aside class="flags">{"".join(_broken(one) for one in broken)}</aside>')
    if not found:
        st.html('<p class="empty">There are no prospects. The folder of persona files is empty.</p>')
    with st.container(key="cast", gap=None):
        for one in found:
            _row(one)


def _broken(one: Listed) -> str:
    what = "Trainees meet the others." if not one.in_use else "Trainees meet another version of it meanwhile."
    return f'<p class="flag">{plain(one.title)} cannot be used as it is: {plain(one.broken or "")}. {what}</p>'


def _row(one: Listed) -> None:
    face = portrait(one.brief, 48) if one.brief else '<span class="faceless" aria-hidden="true"></span>'
    with st.container(key=f"row-{one.id}"):
        st.html(
            f'<div class="row-of-call">{face}<div><b>{plain(one.title)}</b>'
            f'<p class="label">{plain(_who(one))}</p></div><div class="end">{_state(one)}</div></div>'
        )
        if one.brief:
            frame.link("prospect", one.title, persona=one.id)
        else:
            frame.link("edit", f"Mend {one.title}", persona=one.id)


def _who(one: Listed) -> str:
    if one.brief is None:
        return "The file cannot be read"
    people = f"{one.masked} masked, {one.twins} {'means' if one.twins == 1 else 'mean'} it"
    return f"{words.difficulty(one.brief.difficulty).capitalize()}. {people}"


def _state(one: Listed) -> str:
    said = []
    if one.faults:
        said.append(f'<small class="flag">{one.faults} to mend</small>')
    if one.draft:
        said.append("<small>your draft waits</small>")
    if one.saved and one.saved.at:
        said.append(f"<small>{plain(one.saved.author)}, {words.ago(one.saved.at)}</small>")
    elif one.in_use:
        said.append("<small>as it ships</small>")
    if one.advice:
        said.append(f"<small>{one.advice} worth a look</small>")
    return "".join(said)
