"""A prospect's text, to be edited: what is wrong with it beside it, a draft kept all the while."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.studio_text import LONGEST_NOTE
from holdtheline.services.studio_views import Editing, Fault
from holdtheline.services.views import Actor
from holdtheline.ui.parts import diff, faults, frame, words
from holdtheline.ui.parts.editor import editor, typed
from holdtheline.ui.parts.measured import measuring
from holdtheline.ui.parts.trying import trying
from holdtheline.ui.plain import plain

_TROUBLE = "studio-trouble"


def show(app: App, actor: Actor) -> None:
    """The persona that the address names."""
    id = st.query_params.get("persona", "")
    now = app.studio.editing(actor, id)
    key = f"text-{id}-{st.session_state.get(_round(id), 0)}"
    text = now.text if typed(key) is None else typed(key) or ""
    checked = _checked(id)
    with st.container(key="studio"):
        with st.container(key="back"):
            _way_back(app, actor, id)
        st.html(f'<div class="opening"><h1>{plain(_title(app, actor, id))}</h1>{_state(now)}</div>')
        with st.container(key="workbench"):
            with st.container(key="text"):
                text = editor(
                    text,
                    key=key,
                    label="The prospect's text",
                    faults=checked[1] if checked and checked[0] == text else (),
                    on_change=lambda typed_now: _keep(app, actor, id, typed_now),
                )
            with st.container(key="beside"):
                _beside(app, actor, id, text, now)
        _changes(app, actor, id, text)
        with st.container(key="behaves"):
            measuring(app, actor, id, text)


def _title(app: App, actor: Actor, id: str) -> str:
    try:
        return app.studio.sheet(actor, id).title
    except HoldTheLineError:
        return id  # a file that cannot be read has no title


def _way_back(app: App, actor: Actor, id: str) -> None:
    """To the readable page, or to the list where the file cannot be read."""
    try:
        app.studio.sheet(actor, id)
    except HoldTheLineError:
        frame.link("studio", "Studio")
    else:
        frame.link("prospect", "The prospect", persona=id)


def _state(now: Editing) -> str:
    if not now.draft or now.since is None:
        return '<p class="muted">What you type is kept as your draft. Nobody meets it before you save it.</p>'
    said = f"This is your draft, last typed in {words.ago(now.since)}."
    if now.overtaken:
        said += " Another version has been saved since you began it; look at what differs before you save yours."
    return f'<p class="muted">{plain(said)}</p>'


def _beside(app: App, actor: Actor, id: str, text: str, now: Editing) -> None:
    with st.container(key="studio-do", horizontal=True, vertical_alignment="center", gap="small"):
        check = st.button("Check", key="check", help=None)
        _try(app, actor, id, text)
        _save(app, actor, id, text)
    if check:
        with st.spinner("Reading it through"):
            _remember(id, text, app.studio.check(actor, id, text))
        st.rerun()
    if trouble := st.session_state.pop(_TROUBLE, None):
        frame.trouble(trouble)
    checked = _checked(id)
    if checked is None:
        st.html('<p class="muted">Check reads the text through and lists what is wrong with it, line by line.</p>')
    else:
        stale = "" if checked[0] == text else " That was before your last change."
        st.html(
            f'<p class="summed-up" role="status">{plain(faults.counted(checked[1]) + stale)}</p>'
            f"{faults.faults(checked[1])}"
        )
    if now.draft:
        st.button("Throw the draft away", type="tertiary", key="drop", on_click=_drop, args=(app, actor, id))


def _try(app: App, actor: Actor, id: str, text: str) -> None:
    """Those of the version in use; the text's own where it has others."""
    try:
        sheet = app.studio.sheet(actor, id)
    except HoldTheLineError:
        return
    trying(app, actor, id, (*sheet.masked, *sheet.twins), text)


def _save(app: App, actor: Actor, id: str, text: str) -> None:
    with st.popover("Save", type="primary"), st.form("save", border=False):
        note = st.text_input("What did you change, and why?", max_chars=LONGEST_NOTE, key="save-note")
        if not st.form_submit_button("Save as the version in use", type="primary"):
            return
        try:
            with st.spinner("Reading it through"):
                saved = app.studio.save(actor, id, text, note)
        except HoldTheLineError as error:
            frame.trouble(frame.sentence(error))
            return
    if saved.hash is None:
        _remember(id, text, saved.faults)
        st.session_state[_TROUBLE] = "Not saved: there is something to mend first. Your text is kept as a draft."
        st.rerun()
    _begin_anew(id)
    frame.go("prospect", persona=id)


def _changes(app: App, actor: Actor, id: str, text: str) -> None:
    try:
        found = app.studio.changes(actor, id, text)
    except HoldTheLineError as error:
        frame.trouble(frame.sentence(error))
        return
    if found:
        with st.expander(f"What you changed: {diff.counted(found)}"):
            st.html(diff.diff(found))


def _keep(app: App, actor: Actor, id: str, text: str) -> None:
    try:
        app.studio.keep_draft(actor, id, text)
    except HoldTheLineError as error:
        st.session_state[_TROUBLE] = f"Your draft could not be kept. {frame.sentence(error)}"


def _drop(app: App, actor: Actor, id: str) -> None:
    try:
        app.studio.drop_draft(actor, id)
    except HoldTheLineError as error:
        st.session_state[_TROUBLE] = frame.sentence(error)
        return
    _begin_anew(id)


def _begin_anew(id: str) -> None:
    """The editor takes over the text that the service gives, and what was found in the old one is forgotten."""
    st.session_state[_round(id)] = st.session_state.get(_round(id), 0) + 1
    st.session_state.pop(f"checked-{id}", None)


def _round(id: str) -> str:
    return f"round-{id}"


def _remember(id: str, text: str, found: tuple[Fault, ...]) -> None:
    st.session_state[f"checked-{id}"] = (text, found)


def _checked(id: str) -> tuple[str, tuple[Fault, ...]] | None:
    found: tuple[str, tuple[Fault, ...]] | None = st.session_state.get(f"checked-{id}")
    return found
