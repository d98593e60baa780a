"""A call as a row of a list, and the link that lies over it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from holdtheline.rubric import Rubric
from holdtheline.services.views import CallRow
from holdtheline.ui.parts import frame, words
from holdtheline.ui.parts.portrait import after, portrait
from holdtheline.ui.parts.stair import six
from holdtheline.ui.plain import plain

Levels = Mapping[str, int | None]


def row(call: CallRow, rubric: Rubric, levels: Levels, *, to: str, named: str, says: str, aside: str = "") -> None:
    """One row. ``named``: its headline; ``says`` and ``aside``: markup of the line under it and of the right end.

    ``to``: page that it leads to; the link is read out as headline and prospect.
    """
    extra = f'<p class="excerpt">… {plain(call.excerpt.strip(" …"))} …</p>' if call.excerpt else ""
    with st.container(key=f"row-{call.id}"):
        st.html(
            f'<div class="row-of-call">{portrait(call.brief, 48, after(call.outcome))}<div><b>{plain(named)}</b>'
            f'<p class="label">{says}</p></div><div class="end">{six(rubric, levels)}{aside}</div>{extra}</div>'
        )
        frame.link(to, f"{named}, {words.outcome(call.outcome)}", call=call.id)
