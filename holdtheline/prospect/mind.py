"""The prospect's mind: ``step`` decides, before a word of the reply exists, what the prospect does.

Pure: same persona, state, heard and dice give the same result. Nothing here knows of models, pages or databases.
"""

from __future__ import annotations

import random
from dataclasses import replace

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import acts, ends
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.effects import apply
from holdtheline.prospect.state import State
from holdtheline.vocabulary import Tone

__all__ = ["first_state", "rep_ends", "step"]


def first_state(prospect: Prospect) -> State:
    """The mind before the first word."""
    t = prospect.temperament
    return State(patience=float(t.patience), interest=2.0)


def step(prospect: Prospect, state: State, heard: Heard, rng: random.Random) -> tuple[State, Directive]:
    """One rep turn: how the mind changes, and what the prospect does now.

    Raises ValueError if the call is over: a terminal state stays terminal.
    """
    if state.over:
        raise ValueError("the call is over; nothing more can be said in it")
    impact = apply(prospect, state, heard)
    after, directive = ends.leaving(prospect, state, impact, heard) or acts.choose(prospect, state, impact, heard, rng)
    tone = mood(prospect, after)
    directive = replace(directive, tone=tone, why=impact.why, when=after.step_when, brings=after.step_brings)
    directive = replace(directive, truths=tuple(after.opened))
    after = replace(after, recent=(*after.recent, directive.act)[-6:], outcome=directive.end)
    return after, directive


def rep_ends(prospect: Prospect, state: State) -> State:
    """The rep hangs up: the outcome is what had been agreed by then."""
    return state if state.over else replace(state, outcome=ends.standing(prospect, state, by_rep=True))


def mood(prospect: Prospect, state: State) -> Tone:
    """Tone of voice, from respect earned, natural warmth, injuries and what is left of patience."""
    score = 0.8 * state.respect + 0.4 * (prospect.temperament.warmth - 5)
    score += 0.2 * (state.patience - 4) - 1.5 * (state.attacked + state.pressured)
    if score < -1.5:
        return "hostile"
    if score < 0.5:
        return "cool"
    return "neutral" if score < 2.2 else "warm"
