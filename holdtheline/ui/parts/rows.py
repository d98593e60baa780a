"""A call as a row of a list, and the link that lies over it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from holdtheline.rubric import Rubric
from holdtheline.services.views import CallRow, CallView
from holdtheline.ui.parts import frame, words
from holdtheline.ui.parts.portrait import after, portrait
from holdtheline.ui.parts.stair import six
from holdtheline.ui.plain import plain

Levels = Mapping[str, int | None]


def row(
    call: CallRow,
    rubric: Rubric,
    levels: Levels,
    *,
    to: str,
    named: str,
    says: str,
    aside: str = "",
    below: str = "",
    **params: str,
) -> None:
    """One row, leading to page ``to``. ``named``: its headline, as text.

    ``says``, ``aside``, ``below``: markup under the headline, at the right end, and under all of it.
    """
    with st.container(key=f"row-{call.id}"):
        st.html(
            f'<div class="row-of-call">{portrait(call.brief, 48, after(call.outcome))}<div><b>{plain(named)}</b>'
            f'<p class="label">{says}</p></div><div class="end">{six(rubric, levels)}{aside}</div>{below}</div>'
        )
        frame.link(to, f"{named}, {end(call)}", call=call.id, **params)


def end(call: CallRow | CallView) -> str:
    """How a call ended; of one that came from outside this may not be known."""
    return words.outcome(call.outcome) if call.outcome or not call.ended_at else "how it ended isn’t known"


def for_coach(call: CallRow, rubric: Rubric, levels: Levels, searched: str = "", **params: str) -> None:
    """A row of the coach's: who with whom, how it ended, why it needs a coach, where the words were found."""
    below = "".join(f'<p class="flag">{plain(flag)}</p>' for flag in call.flags if not call.signed_off)
    if call.excerpt:
        below += f'<p class="excerpt">{_found(call.excerpt, searched)}</p>'
    done = ["signed off"] if call.signed_off else []
    if call.comments:
        done.append("1 comment" if call.comments == 1 else f"{call.comments} comments")
    if call.status == "not_graded":
        done.append("not graded")
    row(
        call,
        rubric,
        levels,
        to="review",
        named=f"{call.trainee_name} with {call.brief.name}",
        says=f"{words.ago(call.ended_at or call.started_at).capitalize()}: {end(call)}",
        aside=f"<small>{', '.join(done)}</small>" if done else "",
        below=below,
        **params,
    )


def _found(excerpt: str, searched: str) -> str:
    """The excerpt with the words that were looked for marked in it."""
    looked_for = "|".join(re.escape(word) for word in sorted(searched.split(), key=len, reverse=True))
    if not looked_for:
        return plain(excerpt)
    parts = re.split(f"({looked_for})", excerpt, flags=re.IGNORECASE)
    return "".join(f"<mark>{plain(part)}</mark>" if i % 2 else plain(part) for i, part in enumerate(parts))
