"""How a call ends: the prospect leaves, lets go, says goodbye; and what the end is called."""

from __future__ import annotations

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.effects import Impact
from holdtheline.prospect.state import State, replace
from holdtheline.prospect.steps import met, proposes
from holdtheline.vocabulary import Outcome

BYES: dict[Outcome, str] = {
    "committed": "bye_step",
    "next_step": "bye_step",
    "soft_next_step": "bye_soft",
    "honest_no": "bye_no",
    "released": "released",
    "brushed_off": "bye_brushed",
    "hung_up": "hang_up",
    "stalled": "bye_stalled",
    "abandoned": "bye_stalled",
}

FIGHTING = ("hold", "challenge", "dig", "qualify", "candour", "discover")
"""Moves that keep a call alive after the rep has given in once."""


def standing(prospect: Prospect, state: State, *, by_rep: bool = False) -> Outcome:
    """What the call has come to so far. Hung up by the rep with nothing agreed: ``abandoned``."""
    if state.step == "order":
        return "committed"
    if state.step == "firm":
        return "next_step"
    if state.let_go:
        return "honest_no"
    if state.step == "soft":
        return "soft_next_step"
    if state.caved:
        return "brushed_off"
    return "abandoned" if by_rep else "brushed_off"


def leaving(prospect: Prospect, before: State, impact: Impact, heard: Heard) -> tuple[State, Directive] | None:
    """The turn's end of call, or None if the prospect stays on the line."""
    state = impact.state
    settled = state.step in ("firm", "order") or state.let_go
    if state.patience <= 0 or (before.warned and state.patience <= c.WARN_AT / 3 and not settled):
        return _run_out(prospect, before, state, heard)
    if state.turn >= c.CALL_TURNS:
        return _goodbye(state, "stalled" if not settled else standing(prospect, state))
    if _is_let_go(prospect, before, state, heard):
        return _goodbye(replace(state, let_go=True), "released")
    if heard.closes == "no" and state.step == "firm" and not state.let_go:
        return _withdrawn(prospect, replace(state, step="none"))  # who takes it back has taken it back
    if heard.closes == "no" and not settled:
        return _withdrawn(prospect, state)
    if heard.closes == "bye" and (settled or not proposes(state, heard)):
        return _goodbye(state, standing(prospect, state))
    if settled and not proposes(state, heard):
        state = replace(state, after_step=state.after_step + 1)
        if state.after_step >= c.AFTER_STEP_TURNS or not (heard.asks or heard.did("dig", "qualify", "discover")):
            return _goodbye(state, standing(prospect, state))
    if _lets_it_go(prospect, before, state, heard):
        return _goodbye(state, standing(prospect, state))
    return None


def _is_let_go(prospect: Prospect, before: State, state: State, heard: Heard) -> bool:
    """Somebody in trouble is let go: in so many words, by who noticed that something is wrong; or, once the trouble
    is out, by a turn that feels with them and asks for nothing.

    Letting go is no caving here, and nobody in a crisis stays for a second kind sentence.
    """
    end = prospect.ends.released
    if end is None or heard.did("attack"):
        return False
    told = bool(state.opened) and before.respect >= end.respect - c.TRUTH_IS_OUT  # who has said it has little to guard
    if not met(end, state) and not told:
        return False
    if heard.did("pressure") and not heard.frees:
        return False
    noticed = bool(before.probes) or not prospect.truths
    if noticed and (heard.closes or heard.frees or (heard.did("cave", "vague_follow_up") and not heard.asks)):
        return True
    wants = heard.asks or proposes(state, heard) or heard.did("pitch", "qualify", "challenge", "flatter", "small_talk")
    known_before = bool(before.opened) or not prospect.truths
    return known_before and not wants and heard.did("empathise")


def _lets_it_go(prospect: Prospect, before: State, state: State, heard: Heard) -> bool:
    """The turn after giving in does nothing to win the call back. A truth that is out keeps the prospect talking."""
    if prospect.serves or not before.recent or before.recent[-1] not in ("take_it", "vague") or state.opened:
        return False
    return not heard.did(*FIGHTING) and not heard.asks and not proposes(state, heard)


def _run_out(prospect: Prospect, before: State, state: State, heard: Heard) -> tuple[State, Directive]:
    if state.step in ("firm", "order") and not heard.did("attack", "pressure"):
        return _goodbye(state, standing(prospect, state))
    provoked = heard.did("attack", "pressure", "meta")
    if not before.warned and not provoked:
        return replace(state, warned=True, patience=max(state.patience, 0.5)), Directive("warn")
    sharp = prospect.temperament.directness >= 6 or state.attacked or state.pressured
    outcome: Outcome = "hung_up" if sharp else "brushed_off"
    return _goodbye(replace(state, step="none"), outcome)


def _withdrawn(prospect: Prospect, state: State) -> tuple[State, Directive]:
    """The rep says plainly that it is a no: with what it takes, an honest one; else a relief to the mask."""
    if met(prospect.ends.honest_no, state):
        return replace(state, let_go=True), Directive("accept_no")
    return _goodbye(state, "brushed_off")


def _goodbye(state: State, outcome: Outcome) -> tuple[State, Directive]:
    return state, Directive(BYES[outcome], end=outcome)
