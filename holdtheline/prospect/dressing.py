"""Short pieces around a reply: a few words on another move before it, the mask again or a question back after it."""

from __future__ import annotations

import random

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.state import State, replace

ASIDES = (
    ("pressure", "aside_pressure"),
    ("appease", "aside_appease"),
    ("flatter", "aside_flatter"),
    ("hold", "aside_hold"),
    ("empathise", "aside_moved"),
    ("pitch", "aside_pitch"),
    ("small_talk", "aside_chat"),
)
"""Moves that get a few words before the main line, first fitting one only."""


def meant(heard: Heard, *moves: str) -> bool:
    """Whether one of these was made, and not only the likeliest of nothing likely."""
    return not heard.unsure and heard.did(*moves)


def dress(prospect: Prospect, state: State, directive: Directive, heard: Heard, rng: random.Random) -> Directive:
    """Adds a short piece before (a reaction to another move) and after (the mask again, or a question back)."""
    if directive.act in _OWN_REACTION or directive.length == "short":
        return directive
    aside = next((act for move, act in ASIDES if meant(heard, move) and prospect.spoken(act)), None)
    if aside is not None and rng.random() < 0.7:
        directive = replace(directive, aside=aside)
    if directive.act in ("answer", "dodge", "greet", "re_examine"):
        ask = _question(prospect, state, directive, rng)
        if ask is not None:
            return replace(directive, ask=ask)
        masked = bool(prospect.truths) and not state.opened and state.step not in ("firm", "order")
        comes_back = rng.random() < max(0.2, c.COMES_BACK - c.THAWS * state.respect)
        if masked and comes_back and directive.act != "re_examine" and prospect.spoken("tail_mask"):
            directive = replace(directive, tail="tail_mask")
    return directive


_OWN_REACTION = frozenset(
    {
        *("take_it", "indignant", "step_accept", "step_confirm", "order", "flattered", "appeased", "chat"),
        *("pitched_at", "prompt", "short", "grant", "acknowledge", "unanswered", "again", "respects", "moved"),
    }
)
"""Acts that are themselves the reaction, or stand better alone."""


def _question(prospect: Prospect, state: State, directive: Directive, rng: random.Random) -> int | None:
    if state.interest < 3.5 or state.questions_asked >= 3 or rng.random() > 0.35 or directive.act == "dodge":
        return None
    open_ones = [
        i
        for i, q in enumerate(prospect.asks)
        if q.topic != directive.topic and (q.needs is None or q.needs in state.opened)
    ]
    return rng.choice(open_ones) if open_ones else None
