"""A call's transcript as a component: marked quotes, a margin, comments; a turn can be tapped or commented on.

Text crosses as data and is drawn as text nodes; see ``assets/transcript.js``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from holdtheline.services.review import LONGEST_TEXT
from holdtheline.services.views import CallView

_ASSETS = Path(__file__).parent.parent / "assets"

# Registered once, at import. A string with a line break inside is taken as source; without one, as a file's name.
_COMPONENT = st.components.v2.component(
    "holdtheline_transcript",
    html="<ol></ol>\n<!-- turns are drawn by transcript.js -->\n",
    css=(_ASSETS / "transcript.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "transcript.js").read_text(encoding="utf-8"),
)

Mode = Literal["read", "pick", "comment"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of a turn; "missed" where they cost something. Marks must not overlap."""

    start: int
    end: int
    tone: Literal["good", "missed"] = "good"


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody said about a turn."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A turn as drawn. ``margin``: short phrases beside it; ``quoted``: criteria that rest on it; ``tag``: above it."""

    turn: int
    who: Literal["rep", "prospect"]
    name: str
    text: str
    marks: tuple[Mark, ...] = ()
    margin: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    tag: str = ""
    notes: tuple[Note, ...] = ()


def lines(call: CallView, you: str = "You") -> list[Line]:
    """The bare turns of a call; ``you``: how its rep is called."""
    return [Line(t.number, t.speaker, you if t.speaker == "rep" else call.brief.first, t.text) for t in call.turns]


def with_notes(turns: Iterable[Line], notes: Mapping[int, tuple[Note, ...]]) -> list[Line]:
    """The turns with what was said about them, by turn number."""
    return [replace(one, notes=notes.get(one.turn, ())) for one in turns]


def transcript(
    turns: Iterable[Line],
    *,
    key: str,
    mode: Mode = "read",
    show: int | None = None,
    showing: str = "",
    on_pick: Callable[[int], None] | None = None,
    on_comment: Callable[[int, str], None] | None = None,
) -> int | None:
    """Draws the turns; returns the picked one's number. ``show``: turn to scroll to, once for each ``showing``.

    ``on_pick`` (turn) and ``on_comment`` (turn, text) are called before the page runs again, once for each tap.
    """
    data: dict[str, Any] = {
        # A tuple: of a list Streamlit asks whether it is a table, and imports pandas to find out.
        "turns": tuple(asdict(one) for one in turns),
        "mode": mode,
        "picked": _state(key, "picked"),
        "longest": LONGEST_TEXT,
        "show": show,
        "showing": showing,
    }

    def picked() -> None:
        if on_pick and isinstance(turn := _state(key, "picked"), (int, float)):
            on_pick(int(turn))

    def commented() -> None:
        word = _state(key, "comment")
        if on_comment and isinstance(word, Mapping):
            on_comment(int(word["turn"]), str(word["text"]))

    out = _COMPONENT(key=key, data=data, default={"picked": None}, on_picked_change=picked, on_comment_change=commented)
    return int(out.picked) if out.picked is not None else None


def _state(key: str, name: str) -> Any:
    return st.session_state.get(key, {}).get(name)
