"""Gates: which hidden truth a turn asks after, and whether it is deflected, hinted at or told."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from holdtheline.moves.heard import Heard
from holdtheline.moves.phrases import phrase_match
from holdtheline.persona import Prospect, Truth
from holdtheline.prospect import constants as c
from holdtheline.prospect.directive import Told
from holdtheline.prospect.fitting import PLAIN, chances
from holdtheline.prospect.state import State, replace

FOLLOWING = ("dig", "discover", "qualify", "challenge", "empathise", "candour", "hold")
"""Moves that take up a hint; small talk, a pitch or an apology let it drop."""

GENERAL = frozenset({"reason", "feelings", "cost", "history", "grievance", "problem", "change", "permission"})
"""Topics under which a hint may be taken up, whatever the truth is about."""

SPOILING = ("flatter", "cave", "pressure", "attack", "meta")
"""Moves beside which a right question still opens nothing."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What asking after a truth comes to."""

    truth: Truth
    told: Told
    state: State


def asks_after(truth: Truth, state: State, heard: Heard, plain: bool = False) -> bool:
    """The right move about the right topic, or a hint taken up; ``plain``: the turn asks what is answered anyway."""
    fits = heard.did(*truth.gate.moves)
    if fits and not plain and any(heard.topics.get(t, 0.0) >= c.HEARD_TOPIC for t in truth.gate.topics):
        return True
    if (fits or heard.unsure) and phrase_match(truth.gate.heard_as, heard.text) >= c.PHRASE:
        return True
    if plain:
        return False
    if state.hinted == truth.id and takes_up(heard) and (_presses(truth, heard) or not _elsewhere(truth, heard)):
        return True
    if _elsewhere(truth, heard):
        return False
    return state.waved_off == truth.id and heard.did("dig", "challenge") and heard.asks > 0


def asks_plainly(prospect: Prospect, state: State, heard: Heard) -> bool:
    """Whether the turn asks for a fact that this prospect has a plain answer to. What the mask says instead of a truth
    is no plain answer."""
    if not heard.asks or not prospect.answers:
        return False
    plain = np.flatnonzero(chances(prospect.answers, heard, state.opened) >= PLAIN)
    return any(prospect.answers[i].until is None for i in plain)


def takes_up(heard: Heard) -> bool:
    """Whether a turn goes on with what was just hinted at: by asking, or by kindness; not by a mere statement."""
    if heard.did("cave", "vague_follow_up") or not heard.did(*FOLLOWING):
        return False
    return heard.asks > 0 or heard.did("dig", "empathise", "discover")


def _presses(truth: Truth, heard: Heard) -> bool:
    """Whether a turn digs so plainly that, straight after a hint, it can only be about that."""
    return "dig" in truth.gate.moves and heard.weight("dig") >= 0.9


def _elsewhere(truth: Truth, heard: Heard) -> bool:
    """Whether the turn plainly asks about something else."""
    return bool(heard.about) and not any(t in GENERAL or t in truth.gate.topics for t in heard.about)


def _in_its_words(truth: Truth, heard: Heard) -> bool:
    """Whether the turn asks in words of the gate's own, and not only about one of its topics."""
    return phrase_match(truth.gate.heard_as, heard.text) >= c.PHRASE


def probe(prospect: Prospect, state: State, heard: Heard, hollow: bool, rng: random.Random) -> Probe | None:
    """The closed truth that this turn asks after, and what comes of it; None if it asks after none.

    Told only with the gate's respect, earned over at least two turns, at the second asking or later.
    """
    if hollow or (state.turn <= 1 and heard.touches("greeting") and not heard.did("dig")):
        return None
    plain = asks_plainly(prospect, state, heard)
    closed = [
        t
        for t in prospect.truths
        if t.id not in state.opened
        and (t.after is None or t.after in state.opened)
        and asks_after(t, state, heard, plain)
    ]
    if not closed:
        return None
    truth = max(
        closed,
        key=lambda t: (t.id == state.hinted, _in_its_words(t, heard), state.probes.get(t.id, 0), -t.gate.respect),
    )
    times = state.probes.get(truth.id, 0) + 1
    asked = replace(state, probes={**state.probes, truth.id: times}, waved_off=truth.id)
    wanted = truth.gate.respect + rng.uniform(-0.2, 0.2) - c.PERSISTENCE * max(0, times - c.PROBES_FOR_A_TRUTH)
    wanted += c.GRUDGE * (asked.attacked + asked.pressured)
    wanted += min(4.0, c.RECITED * max(0, asked.craft - 1))
    wanted = max(wanted, min(truth.gate.respect, c.LEAST_RESPECT))
    ready = asked.respect >= wanted and asked.respect_turns >= c.TURNS_FOR_A_TRUTH
    if ready and times >= c.PROBES_FOR_A_TRUTH and not heard.did(*SPOILING) and heard.asks < c.LISTED:
        opened = {**asked.opened, truth.id: asked.turn}
        return Probe(truth, "tell", replace(asked, opened=opened, hinted=None))
    if asked.respect >= truth.gate.respect * c.HINT_AT and asked.respect_turns >= 1:
        return Probe(truth, "hint", replace(asked, hinted=truth.id))
    return Probe(truth, "deflect", asked)
