"""Sign-in, navigation, page: what happens at each rerun. Imported once a process, called by ``app.py``."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.ui import services, session
from holdtheline.ui.look import SHEETS
from holdtheline.ui.pages import sign_in
from holdtheline.ui.parts import frame
from holdtheline.ui.routes import Route, page_of, there

_PAGES = "all-pages"
_BARE = {"call"}
"""Pages without a header: there is a telephone in that room, and no way to anywhere else."""


def main() -> None:
    """Draws the page that the address asks for, or the sign-in in its place."""
    st.html(SHEETS)
    app = services.app()
    actor = session.current(app)
    routes = there()
    here = st.navigation(_pages(app, routes), position="hidden")
    route = next((one for one in routes if one.path == here.url_path), routes[0])
    if route.path not in _BARE:
        session.keep(app, actor)
        if actor is not None:
            frame.header(actor, [one for one in routes if actor.role in one.listed_for], route.under or route.path)
    here.run()


def _pages(app: App, routes: list[Route]) -> list[st.Page]:
    """The pages, made once a session: making them is a good part of a rerun that should take milliseconds."""
    if _PAGES not in st.session_state:
        # The first page is served at "/" only; who types /today shall not be told that there is no such page.
        first = _page(app, routes[0], at_root=True)
        typed = {route.path: _page(app, route) for route in routes}
        frame.remember(typed | {routes[0].path: first})
        st.session_state[_PAGES] = [first, *typed.values()]
    pages: list[st.Page] = st.session_state[_PAGES]
    return pages


def _page(app: App, route: Route, at_root: bool = False) -> st.Page:
    def show() -> None:
        frame.guarded(lambda: _draw(app, route))

    title = f"{route.title} – Hold the line"
    return st.Page(show, title=title, icon="", url_path="home" if at_root else route.path, default=at_root)


def _draw(app: App, route: Route) -> None:
    actor, page = session.current(app), page_of(route.module)
    if actor is None:
        sign_in.show(app)
    elif page is not None:
        page(app, actor)
