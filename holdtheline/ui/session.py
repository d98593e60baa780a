"""Who is signed in, in this tab and after a reload.

A tab remembers the person for as long as it lives; a cookie remembers them for the next tab. The cookie holds the
person's id, signed with the installation's secret; its name bears the installation, since a browser does not tell
two apps on one machine apart by their ports.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor

_KEY = "signed_in"
_KEEP_SECONDS = 30 * 24 * 3600

# A string with a line break is taken as source. The cookie is set from the page: a script run has no HTTP response.
_COOKIE = st.components.v2.component(
    "holdtheline_cookie",
    html="<i></i>\n",
    js="""
    export default function ({ data }) {
      if (!data) return;
      const age = data.value ? data.seconds : 0;
      document.cookie = `${data.name}=${data.value}; path=/; max-age=${age}; SameSite=Strict`;
    }
    """,
)


def current(app: App) -> Actor | None:
    """Who is signed in. Looks at the cookie once a session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = by_cookies(app, st.context.cookies)
    actor: Actor | None = st.session_state[_KEY]
    return actor


def sign_in(app: App, name: str) -> None:
    """Signs in under that name and reruns the page. Raises InputError."""
    st.session_state[_KEY] = app.people.sign_in(name)
    st.rerun()


def sign_out() -> None:
    """Forgets who is signed in, also for tabs to come. A callback."""
    st.session_state[_KEY] = None


def keep(app: App, actor: Actor | None) -> None:
    """Brings the browser's cookie in line with who is signed in here. Draws nothing."""
    ticket = _ticket(app, actor) if actor else ""
    if st.context.cookies.get(_name(app), "") != ticket:
        _COOKIE(key="cookie", data={"name": _name(app), "value": ticket, "seconds": _KEEP_SECONDS}, height=1)


def cookie(app: App, actor: Actor) -> tuple[str, str]:
    """Name and value of the cookie that signs this person in, for programs that open pages without a browser."""
    return _name(app), _ticket(app, actor)


def _name(app: App) -> str:
    return "holdtheline_" + hashlib.sha256(b"cookie" + app.house.secret).hexdigest()[:8]


def _ticket(app: App, actor: Actor) -> str:
    return f"{actor.id}.{hmac.new(app.house.secret, b'ticket/' + actor.id.encode(), hashlib.sha256).hexdigest()}"


def by_cookies(app: App, cookies: Mapping[str, str]) -> Actor | None:
    """Who signed in with the browser that sent these cookies, if anybody."""
    ticket = cookies.get(_name(app), "")
    actor = app.people.actor(ticket.partition(".")[0]) if ticket else None
    return actor if actor and hmac.compare_digest(_ticket(app, actor), ticket) else None
