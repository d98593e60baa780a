"""A prospect's face, as a picture that the browser fetches once."""

from __future__ import annotations

import re
from typing import Literal

from holdtheline.services.views import Brief
from holdtheline.ui.plain import plain
from holdtheline.vocabulary import Outcome

Mood = Literal["neutral", "annoyed", "warm"]

_KEY = re.compile(r"p\d\d")
_WARM: tuple[Outcome, ...] = ("committed", "next_step", "released", "honest_no")


def source(brief: Brief, mood: Mood = "neutral") -> str:
    """The picture's address on this server."""
    key = brief.portrait if _KEY.fullmatch(brief.portrait) else "p01"
    return f"/assets/portraits/{key}-{mood}.svg"


def portrait(brief: Brief, size: int, mood: Mood = "neutral", alt: str = "") -> str:
    """Markup of the picture, ``size`` pixels wide and high. Leave ``alt`` empty where the name stands beside it."""
    where = f'src="{source(brief, mood)}" width="{size}" height="{size}"'
    return f'<img class="portrait" {where} alt="{plain(alt)}">'


def after(outcome: Outcome | None) -> Mood:
    """The face with which somebody puts down the phone."""
    if outcome == "hung_up":
        return "annoyed"
    return "warm" if outcome in _WARM else "neutral"
