"""A prospect's versions: who saved what and why, what differs, and the way back."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.studio_views import Version
from holdtheline.services.views import Actor
from holdtheline.ui.parts import diff, frame, words
from holdtheline.ui.plain import plain

_TROUBLE = "versions-trouble"


def show(app: App, actor: Actor) -> None:
    """The persona that the address names."""
    id = st.query_params.get("persona", "")
    found = app.studio.versions(actor, id)
    with st.container(key="studio"):
        with st.container(key="back"):
            frame.link("prospect", "The prospect", persona=id)
        st.html(
            f'<div class="opening"><h1>Versions</h1><p class="lead">{plain(_in_use(found))}</p></div>',
        )
        if trouble := st.session_state.pop(_TROUBLE, None):
            frame.trouble(trouble)
        with st.container(key="versions", gap=None):
            for one in found:
                _row(app, actor, id, one)
        if len(found) > 1:
            _compare(app, actor, id, found)


def _in_use(found: list[Version]) -> str:
    now = next((v for v in found if v.current), None)
    if now is None:
        return "No version of this prospect can be used at the moment."
    if len(found) == 1:
        return "Nobody has saved a version of this prospect. Trainees meet it as it ships with the program."
    if now.number == 0:
        return "Trainees meet this prospect as it ships with the program."
    return f"Trainees meet what {now.author} saved {words.ago(now.at)}." if now.at else "Trainees meet a saved version."


def _row(app: App, actor: Actor, id: str, one: Version) -> None:
    who = f"{one.author}, {words.ago(one.at)}" if one.at else "The program"
    tag = '<span class="in-use">in use</span>' if one.current else ""
    with st.container(key=f"version-{one.number}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<div class="version"><b>{plain(one.note)}</b>{tag}<p class="label">{plain(who)}</p></div>')
        if not one.current and not one.restored:
            st.button(
                "Bring back",
                key=f"restore-{one.number}",
                type="tertiary",
                on_click=_restore,
                args=(app, actor, id, one.number),
            )


def _compare(app: App, actor: Actor, id: str, found: list[Version]) -> None:
    named = {v.number: _named(v) for v in found}
    numbers = list(named)
    st.html("<h2>What differs</h2>")
    with st.container(key="compared", horizontal=True, gap="small"):
        old = st.selectbox("From", numbers, index=1, format_func=named.__getitem__, key="compare-old")
        new = st.selectbox("To", numbers, index=0, format_func=named.__getitem__, key="compare-new")
    lines = app.studio.diff(actor, id, old, new)
    st.html(f'<p class="label">{plain(diff.counted(lines))}</p>{diff.diff(lines) if lines else ""}')


def _named(one: Version) -> str:
    return f"{one.note} ({one.author}, {words.ago(one.at)})" if one.at else one.note


def _restore(app: App, actor: Actor, id: str, number: int) -> None:
    try:
        app.studio.restore(actor, id, number)
    except HoldTheLineError as error:
        st.session_state[_TROUBLE] = f"It was not brought back. {frame.sentence(error)}"
