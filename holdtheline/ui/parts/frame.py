"""What is around every page: the header, going elsewhere, and what is said when something fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from holdtheline.errors import HoldTheLineError, InputError
from holdtheline.services.views import Actor
from holdtheline.ui import session
from holdtheline.ui.plain import plain, plain_label
from holdtheline.ui.routes import Route

_log = logging.getLogger(__name__)
_PAGES = "pages"

Pages = dict[str, "st.Page"]


def remember(pages: Pages) -> None:
    """Makes ``go`` and ``link`` know this session's pages."""
    st.session_state[_PAGES] = pages


def go(page: str, **params: str) -> NoReturn:
    """Goes to a page by its path: ``go("debrief", call=id)``."""
    pages: Pages = st.session_state[_PAGES]
    st.switch_page(pages[page], query_params=params)


def link(page: str, label: str, **params: str) -> None:
    """A quiet link to a page. ``label`` is shown as typed."""
    pages: Pages = st.session_state[_PAGES]
    st.page_link(pages[page], label=plain_label(label), query_params=params or None)


def exists(page: str) -> bool:
    """Whether that page is there to be linked to."""
    return page in st.session_state[_PAGES]


def header(actor: Actor, listed: list[Route], here: str) -> None:
    """The mark, the pages of this role, and who is signed in. ``here``: the path of the page shown."""
    pages: Pages = st.session_state[_PAGES]
    with st.container(key="frame", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="mark", width="content"):
            st.page_link(pages["today"], label="Hold the line")
        with st.container(key="nav", horizontal=True, vertical_alignment="center", gap="small"):
            for route in listed:
                with st.container(key="here" if route.path == here else f"to-{route.path}", width="content"):
                    st.page_link(pages[route.path], label=route.title)
        with st.container(key="who", width="content"):
            who = f"{actor.name} (coach)" if actor.role == "coach" and actor.name != "Coach" else actor.name
            with st.popover(plain_label(who), type="tertiary"):
                st.button("Sign out", on_click=session.sign_out, type="tertiary", key="sign-out")


def guarded(page: Callable[[], None]) -> None:
    """Runs a page. What a person can mend is told in its own words; any other fault goes to the log."""
    try:
        page()
    except HoldTheLineError as error:
        trouble(sentence(error))
        _way_out()
    except Exception:
        _log.exception("A page failed")
        trouble(
            "Something broke on this page, and the fault is in the program's log. "
            "What you said and what coaches wrote is saved. Reload the page to go on."
        )
        _way_out()


def _way_out() -> None:
    with st.container(key="way-out"):
        link("today", "Back to Today")


def sentence(error: HoldTheLineError) -> str:
    """The error as a sentence for the page: begins with a capital, ends with a stop."""
    words = f"{error.place} {error.problem}".strip() if isinstance(error, InputError) else str(error)
    return words[:1].upper() + words[1:].rstrip(".") + "."


def trouble(words: str) -> None:
    """What went wrong, what is safe, what to do: one paragraph, as text."""
    st.html(f'<p class="trouble" role="alert">{plain(words)}</p>')
