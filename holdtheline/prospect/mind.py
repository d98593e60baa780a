"""The prospect's mind: ``step`` decides, before a word of the reply exists, what the prospect does.

Pure: same persona, state, heard and dice give the same result. Nothing here knows of models, pages or databases.
"""

from __future__ import annotations

import random
from collections.abc import Collection

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import ablation, acts, ends, memory, series
from holdtheline.prospect import constants as c
from holdtheline.prospect.ablation import Without
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.effects import Impact, apply
from holdtheline.prospect.state import State, replace
from holdtheline.vocabulary import Tone

__all__ = ["first_state", "rep_ends", "step"]


def first_state(prospect: Prospect) -> State:
    """The mind before the first word."""
    t = prospect.temperament
    return State(patience=float(t.patience), interest=2.0)


def step(
    prospect: Prospect, state: State, heard: Heard, rng: random.Random, without: Collection[Without] = ()
) -> tuple[State, Directive]:
    """One rep turn: how the mind changes, and what the prospect does now.

    ``without`` leaves a part of the mind out, to measure what it is worth (``ablation``).
    Raises ValueError if the call is over: a terminal state stays terminal.
    """
    if state.over:
        raise ValueError("the call is over; nothing more can be said in it")
    state, prospect = ablation.before(state, prospect, without)
    impact = apply(prospect, state, heard)
    impact, noticed = _remember(prospect, state, impact, heard)
    if state.reach == "mailbox":
        after, directive = series.message_left(state, impact.state, heard, impact.hollow)
        after, directive = _raise_old(after, directive)
    else:
        left = None if "walk-away" in without else ends.leaving(prospect, state, impact, heard)
        after, directive = left or acts.choose(prospect, state, impact, heard, rng, noticed)
        if directive.end is None and directive.act not in ("what", "meta", "attacked", "pressured"):
            after, directive = _raise_old(after, directive)
    tone = mood(prospect, after)
    directive = replace(directive, tone=tone, why=impact.why, when=after.step_when, brings=after.step_brings)
    directive = replace(directive, truths=tuple(after.opened))
    after = replace(after, recent=(*after.recent, directive.act)[-6:], outcome=directive.end)
    return ablation.after(after, without), directive


def _remember(prospect: Prospect, before: State, impact: Impact, heard: Heard) -> tuple[Impact, memory.Noticed | None]:
    """The turn's claims and promises kept, and what is wrong with them noticed: it costs respect, and is said."""
    now = memory.kept(heard)
    noticed = (
        memory.notice(before.claims, now, prospect.you_sell, heard.text) if before.noticed < c.MOST_NOTICED else None
    )
    state = impact.state
    untrue = (*state.untrue, *memory.made_up(heard, noticed, prospect.you_sell))
    state = replace(
        state,
        claims=(*state.claims, *now)[-40:],
        promises=(*state.promises, *memory.promises(heard))[-6:],
        untrue=tuple(dict.fromkeys(untrue))[-4:],
    )
    if noticed is not None:
        state = replace(state, noticed=state.noticed + 1, respect=round(max(0.0, state.respect - c.BELIEVES_LESS), 3))
        impact = replace(impact, why=(*impact.why, f"{noticed.kind}: respect -{c.BELIEVES_LESS}"))
    return replace(impact, state=state), noticed


def _raise_old(state: State, directive: Directive) -> tuple[State, Directive]:
    """What is left to say from the last call comes after the first words of this one."""
    if directive.tail is not None or directive.ask is not None or directive.act in ("no_answer", "gone_silent"):
        return state, directive
    after, raised = series.raises(state)
    if raised is None:
        return state, directive
    return after, replace(directive, tail=raised.act, quotes={**directive.quotes, **raised.quotes})


def rep_ends(prospect: Prospect, state: State) -> State:
    """The rep hangs up: the outcome is what had been agreed by then."""
    if state.over:
        return state
    if state.reach == "mailbox":
        return replace(state, outcome="stalled" if state.tries else "abandoned")
    return replace(state, outcome=ends.standing(prospect, state, by_rep=True))


def mood(prospect: Prospect, state: State) -> Tone:
    """Tone of voice, from respect earned, natural warmth, injuries and what is left of patience."""
    score = 0.8 * state.respect + 0.4 * (prospect.temperament.warmth - 5)
    score += 0.2 * (state.patience - 4) - 1.5 * (state.attacked + state.pressured)
    if score < -1.5:
        return "hostile"
    if score < 0.5:
        return "cool"
    return "neutral" if score < 2.2 else "warm"
