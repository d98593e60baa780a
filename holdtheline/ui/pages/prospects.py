"""Prospects: who there is to call. Nothing here tells what is behind a face."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.views import Actor, Card
from holdtheline.ui.parts import frame, words
from holdtheline.ui.parts.brief import in_their_words
from holdtheline.ui.parts.portrait import portrait
from holdtheline.ui.plain import plain


def show(app: App, actor: Actor) -> None:
    """The gallery."""
    cards = app.practise.gallery(actor)
    st.html(
        '<div class="opening"><h1>Prospects</h1><p class="muted">Each of them has a reason to get rid of you. '
        "Some of the reasons are even true.</p></div>"
    )
    if not cards:
        st.html('<p class="empty">There are no prospects: the folder they come from is empty.</p>')
        return
    with st.container(key="gallery"):
        for card in cards:
            with st.container(key=f"card-{card.token}"):
                st.html(_face(card))
                frame.link("brief", f"Read the brief on {card.brief.first}", card=card.token)


def _face(card: Card) -> str:
    brief = card.brief
    return (
        f'<article class="card"><div class="person">{portrait(brief, 84)}<div><h2>{plain(brief.name)}</h2>'
        f'<p class="label">{plain(brief.role)}<br>{plain(brief.company)}</p></div></div>'
        f"{in_their_words(brief)}"
        f'<p class="foot"><span>{plain(brief.situation)}</span>{_difficulty(brief.difficulty)}</p>{_record(card)}'
        "</article>"
    )


def _difficulty(level: int) -> str:
    dots = "".join(f'<i class="{"on" if n <= level else "off"}"></i>' for n in range(1, 6))
    return f'<span class="stiff"><span class="dots" aria-hidden="true">{dots}</span>{words.difficulty(level)}</span>'


def _record(card: Card) -> str:
    """How it went so far: a bar for the best call, a tick on it for the last."""
    if card.open_call:
        return '<p class="record live">You have this one on the line</p>'
    if not card.calls:
        return '<p class="record">Not called yet</p>'
    if card.best is None or card.last is None:
        return f'<p class="record">Last call: {words.outcome(card.last_outcome)}</p>'
    best, last = round(card.best * 100), round(card.last * 100)
    bar = f'<span class="bar" aria-hidden="true"><i style="width:{best}%"></i><b style="left:{last}%"></b></span>'
    return f'<p class="record">{bar}<span>Best {best}, last {last} of 100</span></p>'
