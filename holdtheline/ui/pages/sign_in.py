"""Signing in where everybody sits at one machine: choose your name, or type a new one."""

from __future__ import annotations

import streamlit as st

from holdtheline.errors import InputError
from holdtheline.services.app import App
from holdtheline.services.people import LONGEST_NAME
from holdtheline.services.views import Actor
from holdtheline.ui import session
from holdtheline.ui.parts import frame
from holdtheline.ui.plain import plain_label


def show(app: App) -> None:
    """The sign-in. Stands in for whatever page was asked for, so that the address leads there afterwards."""
    people = app.people.everyone()
    with st.container(key="sign-in"):
        st.html(
            '<header class="welcome"><img src="/assets/favicon.svg" alt="" width="56" height="56">'
            "<h1>Hold the line</h1>"
            "<p>A quiet room, a telephone, and somebody difficult on the other end.</p></header>"
        )
        _newcomer(app)
        known = [one for one in people if one.role == "trainee"]
        if known:
            st.html("<h2>Or pick up where you left off</h2>")
            _names(app, known, "as-trainee")
        st.html("<h2>Coaching</h2>")
        _names(app, [one for one in people if one.role == "coach"], "as-coach")


def _newcomer(app: App) -> None:
    with st.form("newcomer", border=False):
        name = st.text_input("Your name", placeholder="What your coach calls you", max_chars=LONGEST_NAME, key="name")
        if st.form_submit_button("Come in", type="primary"):
            try:
                session.sign_in(app, name)
            except InputError as error:
                frame.trouble(frame.sentence(error))


def _names(app: App, people: list[Actor], key: str) -> None:
    with st.container(key=key, horizontal=True, gap="small"):
        for one in people:
            if st.button(plain_label(one.name), key=f"{key}-{one.id}"):
                session.sign_in(app, one.name)
