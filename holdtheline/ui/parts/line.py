"""The head of the call room: face, name, clock, the line. What it does in the browser is in ``assets/line.js``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from holdtheline.jobs import RETRY_SECONDS
from holdtheline.services.views import CallView, Reply
from holdtheline.ui.parts import portrait

_ASSETS = Path(__file__).parents[1] / "assets"

RING_SECONDS = 1.8
"""From dialling until somebody picks up."""

LAST_WORD_SECONDS = 0.6
"""From the last word until the click, when they hang up."""

_LINE = st.components.v2.component(
    "holdtheline_line",
    html="""
    <div class="head" data-state="live">
      <img class="portrait" alt="" width="64" height="64">
      <div class="whom"><h1 class="name"></h1><p class="where"></p></div>
      <div class="now">
        <span class="clock" role="timer" aria-live="off"></span><span class="state" role="status"></span>
      </div>
      <i class="wire" aria-hidden="true"></i>
      <button class="brief" type="button">Brief <kbd>B</kbd></button>
    </div>
    """,
    js=(_ASSETS / "line.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def ringing(call: CallView) -> float:
    """Seconds for which it still rings."""
    return 0.0 if call.ended_at or len(call.turns) > 1 else max(0.0, RING_SECONDS - call.elapsed)


def line(call: CallView, reply: Reply | None = None) -> None:
    """Draws the head. ``reply``: what is being said just now."""
    over = call.ended_at is not None
    mood = portrait.after(call.outcome) if over else "neutral"
    due = reply.due if reply else ()
    until = max(0.0, due[-1][0] if due else 0.0)
    _LINE(
        key="room",
        data={
            "call": call.id,
            "turns": len(call.turns) + call.waiting,
            "name": call.brief.name,
            "where": ", ".join(part for part in (call.brief.role, call.brief.company) if part),
            "portrait": portrait.source(call.brief, mood),
            "elapsed": round(call.elapsed, 2),
            "ring": round(ringing(call), 2),
            # A tuple: of a list Streamlit asks whether it is a table, and imports pandas to find out.
            "speaking": (round(due[0][0], 2), round(until + 0.3, 2)) if due and not over else None,
            "over": over,
            "check": _look_again_in(reply, until),
        },
        on_poke_change=_look_again,
    )


def _look_again_in(reply: Reply | None, until: float) -> float | None:
    if reply is None:
        return None
    if reply.trouble:
        return RETRY_SECONDS + 1
    return round(until + LAST_WORD_SECONDS, 2) if reply.ends else None


def _look_again() -> None:
    """Nothing to do: the rerun that follows looks at the call."""
