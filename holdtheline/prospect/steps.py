"""Next steps, orders and honest noes: what a prospect agrees to, and when."""

from __future__ import annotations

import re

from holdtheline.moves.heard import Heard
from holdtheline.persona import End, Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.state import State, replace


def met(end: End | None, state: State) -> bool:
    """Whether what an end takes is there (its missing details aside)."""
    if end is None:
        return False
    if not all(t in state.opened for t in end.truths):
        return False
    # Where no truth is wanted, asking is what counts: it is not the rep's fault if the prospect had no words for it.
    tried = {} if end.truths else state.asked
    answered = sum(max(state.answered.get(t, 0), tried.get(t, 0)) for t in end.topics)
    wanted = end.respect - (c.TRUTH_IS_OUT if end.truths else 0.0)
    if not end.truths and state.respect >= wanted + c.TRUSTED:
        return True  # who has earned that much need not have asked about these very topics
    return state.respect >= wanted and answered >= end.asked


def proposes(state: State, heard: Heard) -> bool:
    """Whether the turn proposes or completes a step."""
    if heard.orders and not heard.closes:
        return True
    if heard.did("next_step"):
        sure = heard.weight("next_step") >= 0.9
        return sure or heard.when is not None or heard.touches("next") or not heard.about
    if heard.asks and heard.did("dig", "challenge", "discover", "qualify") and state.step != "asked":
        return False
    named = heard.when is not None or heard.brings is not None
    return named and (state.step in ("asked", "refused", "soft") or heard.touches("next"))


def another_day(agreed: str | None, now: str | None) -> bool:
    """Whether a day is named that is not the agreed one: "Friday at eleven" after "Thursday at half past nine"."""
    if agreed is None or now is None:
        return False
    days, dates = ([set(p.findall(text.lower())) for text in (agreed, now)] for p in (_DAY, _DATE))
    return any(bool(a and b and not a & b) for a, b in (days, dates))


_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight)\b")
_DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b")


def on_proposal(prospect: Prospect, state: State, heard: Heard) -> tuple[str, State]:
    """Act and state after a proposal: refused, put off softly, completed, or accepted."""
    if state.step == "firm" and another_day(state.step_when, heard.when):
        return "step_other_day", state
    state = replace(state, step_when=heard.when or state.step_when, step_brings=heard.brings or state.step_brings)
    if heard.orders and met(prospect.ends.order, state):
        return "order", replace(state, step="order")
    if state.step in ("firm", "order"):
        return "step_confirm", state
    firm = prospect.ends.firm
    if heard.orders and heard.when is None and state.step != "asked":
        return "step_refuse", replace(state, step="soft" if state.step == "soft" else "refused")
    if firm is None or not met(firm, state):
        pushes = state.step_pushes + 1
        state = replace(state, step_pushes=pushes)
        if pushes >= c.STEP_PUSHES and state.patience > 3 and not state.attacked:
            return "step_soft", replace(state, step="soft")
        return "step_refuse", replace(state, step="soft" if state.step == "soft" else "refused")
    if "when" in firm.needs and state.step_when is None:
        return "step_when", replace(state, step="asked")
    if "brings" in firm.needs and state.step_brings is None:
        return "step_who", replace(state, step="asked")
    return "step_accept", replace(state, step="firm")
