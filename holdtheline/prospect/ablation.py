"""The mind with a part left out, to measure what that part is worth: ``holdtheline simulate --without``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from holdtheline.persona import Prospect
from holdtheline.prospect.state import State, replace

Without = Literal["gates", "memory", "walk-away"]
PARTS: tuple[str, ...] = get_args(Without)
"""``gates``: a truth is told to whoever touches it. ``memory``: every turn is met as the first. ``walk-away``: nobody
runs out of patience or says goodbye."""

LAST_TURN = 40
"""Rep turns after which a call without walking away is broken off."""


def before(state: State, prospect: Prospect, without: Collection[Without]) -> tuple[State, Prospect]:
    """State and prospect as the next turn meets them."""
    if "memory" in without:
        fresh = ("heard_before", "probes", "hinted", "waved_off", "asked", "answered", "given", "claims", "awaits")
        empty = State()
        state = replace(state, **{name: getattr(empty, name) for name in fresh})
        state = replace(state, held=0, attacked=0, pressured=0, granted=False, respect_turns=0, respect=0.0)
    if "gates" in without:
        open_gates = tuple(
            t.model_copy(update={"gate": t.gate.model_copy(update={"respect": 0.0}), "after": None})
            for t in prospect.truths
        )
        prospect = prospect.model_copy(update={"truths": open_gates})
        state = replace(state, respect_turns=max(2, state.respect_turns), probes={t.id: 9 for t in prospect.truths})
    return state, prospect


def after(state: State, without: Collection[Without]) -> State:
    """State as it is kept. Without walking away patience never runs out."""
    if "walk-away" in without:
        outcome = state.outcome or ("stalled" if state.turn >= LAST_TURN else None)
        return replace(state, patience=max(1.0, state.patience), outcome=outcome)
    return state
