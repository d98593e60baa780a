"""Today: where a trainee comes in, and where a coach sees what needs them."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.ui.routes import page_of


def show(app: App, actor: Actor) -> None:
    """The first page of whoever is signed in."""
    coaching = page_of("coach_today") if actor.role in ("coach", "admin") else None
    if coaching:
        coaching(app, actor)
        return
    st.title("Today")
