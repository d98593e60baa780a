"""One prospect as a readable page, the masked one and who means it side by side."""

from __future__ import annotations

import streamlit as st

from holdtheline.services.app import App
from holdtheline.services.studio_views import Person, Sheet
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame, words
from holdtheline.ui.parts.faults import in_words
from holdtheline.ui.parts.measured import measuring
from holdtheline.ui.parts.sheet import sheet
from holdtheline.ui.parts.trying import trying
from holdtheline.ui.plain import plain


def show(app: App, actor: Actor) -> None:
    """The persona that the address names."""
    id = st.query_params.get("persona", "")
    found = app.studio.sheet(actor, id)
    with st.container(key="studio"):
        with st.container(key="back"):
            frame.link("studio", "Studio")
        first = (*found.masked, *found.twins)[0]
        situation = f"{first.brief.situation}. {words.difficulty(first.brief.difficulty).capitalize()}."
        st.html(
            f'<div class="opening"><h1>{plain(found.title)}</h1><p class="muted">{plain(situation)} '
            f"{plain(in_words(found.faults, found.advice))}</p></div>"
        )
        with st.container(key="studio-do", horizontal=True, vertical_alignment="center", gap="small"):
            if st.button("Edit", type="primary", key="edit"):
                frame.go("edit", persona=id)
            trying(app, actor, id, (*found.masked, *found.twins))
            frame.link("versions", "Versions", persona=id)
        masked, twin = _pair(found)
        st.html(sheet(masked, twin) if masked else sheet(twin, None) if twin else "")
        measuring(app, actor, id)


def _pair(found: Sheet) -> tuple[Person | None, Person | None]:
    """Who is shown: chosen where there are several."""
    with st.container(key="who-is-shown", horizontal=True, gap="small"):
        masked = _one("Masked", "masked", found.masked)
        twin = _one("Who means it", "twin", found.twins)
    return masked, twin


def _one(label: str, key: str, people: tuple[Person, ...]) -> Person | None:
    if len(people) < 2:
        return people[0] if people else None
    by_name = {p.brief.name: p for p in people}
    chosen = st.segmented_control(label, list(by_name), default=next(iter(by_name)), key=f"{key}-shown", required=True)
    return by_name.get(str(chosen), people[0])
