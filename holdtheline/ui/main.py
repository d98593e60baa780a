"""Sign-in, navigation, page: what happens at each rerun. Imported once a process, called by ``app.py``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.ui import services, session
from holdtheline.ui.look import SHEETS
from holdtheline.ui.pages import sign_in
from holdtheline.ui.parts import frame
from holdtheline.ui.routes import Route, page_of, there

_ASSETS = Path(__file__).parent / "assets"
_BARE = {"call"}
"""Pages without a header: there is a telephone in that room, and no way to anywhere else."""


def main() -> None:
    """Draws the page that the address asks for, or the sign-in in its place."""
    st.set_page_config(page_title="Hold the line", page_icon=_ASSETS / "favicon.svg", layout="centered")
    st.html(SHEETS)
    app = services.app()
    actor = session.current(app)
    session.keep(app, actor)
    routes = there()
    pages = {route.path: _page(app, actor, route) for route in routes}
    # The first page is served at "/" only; who types /today shall not be told that there is no such page.
    first = _page(app, actor, routes[0], at_root=True)
    frame.remember(pages | {routes[0].path: first})
    here = st.navigation([first, *pages.values()], position="hidden")
    route = next((one for one in routes if one.path == here.url_path), routes[0])
    if actor is not None and route.path not in _BARE:
        frame.header(actor, [one for one in routes if actor.role in one.listed_for], route.under or route.path)
    here.run()


def _page(app: App, actor: Actor | None, route: Route, at_root: bool = False) -> st.Page:
    def show() -> None:
        frame.guarded(_shown(app, actor, route))

    return st.Page(show, title=route.title, url_path="home" if at_root else route.path, default=at_root)


def _shown(app: App, actor: Actor | None, route: Route) -> Callable[[], None]:
    page = page_of(route.module)
    if actor is None:
        return lambda: sign_in.show(app)
    return lambda: page(app, actor) if page else None
