"""A sandbox call with one of a text's people: which one the coach says."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.services.app import App
from holdtheline.services.studio_views import Person
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame
from holdtheline.ui.plain import plain_label


def trying(app: App, actor: Actor, persona: str, people: Sequence[Person], text: str | None = None) -> None:
    """The button and its choice. ``text``: None for the version in use."""
    with st.popover("Try it"):
        st.html(
            '<p class="label">A call that only you see: in no list, no queue, no figures. Beside it you read '
            "what goes on in their mind.</p>"
        )
        for person in people:
            kind = "means it" if person.prospect.twin else "masked"
            label = f"Call {plain_label(person.brief.name)}, {kind}"
            if st.button(label, key=f"try-{person.prospect.key}", width="stretch"):
                try:
                    call = app.studio.try_out(actor, persona, person.prospect.key, text)
                except HoldTheLineError as error:
                    frame.trouble(frame.sentence(error))
                else:
                    frame.go("trial", call=call)
