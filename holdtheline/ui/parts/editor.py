"""A text with numbered lines, to be edited. What it does in the browser is in ``assets/editor.js``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from holdtheline.services.studio_views import Fault

_COMPONENT = st.components.v2.component(
    "holdtheline_editor",
    html="""
    <div class="editor">
      <ol class="numbers" aria-hidden="true"></ol>
      <textarea spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"></textarea>
    </div>
    """,
    js=(Path(__file__).parents[1] / "assets" / "editor.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def editor(
    text: str, *, key: str, label: str, faults: Sequence[Fault] = (), on_change: Callable[[str], None] | None = None
) -> str:
    """Draws the text and returns it as it is now. A new ``key`` begins with ``text`` anew.

    ``faults``: their lines are marked. ``on_change`` is called, soon after typing stops, before the page runs again.
    """

    def changed() -> None:
        now = typed(key)
        if on_change is not None and now is not None:
            on_change(now)

    marks = {f.line: f.kind for f in reversed(faults) if f.line is not None}
    _COMPONENT(
        key=key,
        data={
            "text": text,
            "token": key,
            "label": label,
            "marks": tuple({"line": line, "kind": kind} for line, kind in marks.items()),
        },
        default={"text": None},
        on_text_change=changed,
    )
    now = typed(key)
    return text if now is None else now


def typed(key: str) -> str | None:
    """What was typed into the editor of that key; None if nothing was."""
    now = st.session_state.get(key, {}).get("text")
    return now if isinstance(now, str) else None
