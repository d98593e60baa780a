"""The rubric's anchors told by rule: an estimate of each level from moves made and reactions had.

Coarser than the trained levels, but it does not need a long call: the trained model takes it as one view among
others, and short calls lean on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.features import AGREED, MOVED, PUSHED
from holdtheline.moves.normalise import plain
from holdtheline.moves.prospect_cues import BRUSH_OFF

REASON = re.compile(
    r"\b(?:because|since|which means|means|so that|if you|if it|would|won't|never|cost\w*|lose|wast\w+|until|otherwise"
    r"|then|risk\w*|every (?:week|month|year|day)|a (?:week|month|year|day)|\d+)\b"
)
RESISTED = PUSHED | {"asks_why_call"}
FIRM = ("hold", "challenge", "dig", "qualify", "candour")
SOFT = ("small_talk", "flatter", "appease", "cave", "vague_follow_up")
WORK = ("discover", "dig", "qualify", "challenge", "hold", "candour", "next_step", "answer", "empathise")


OPPOSED = {"hold": "cave", "cave": "hold"}
"""Nobody holds and gives way by the same words: where one is read half again as surely, the other was not made."""
CERTAIN = 0.95
"""Read so surely, the likelier of two opposed moves alone was made: no chance can be half again above 0.7."""


def did(turn: RepTurn, *moves: str) -> bool:
    """Whether the turn made any of these moves."""
    return any(m in turn.made and not _outweighed(turn, m) for m in moves)


def _outweighed(turn: RepTurn, move: str) -> bool:
    other = OPPOSED.get(move)
    if other is None or other not in turn.made or turn.moves[other] <= turn.moves[move]:
        return False
    return turn.moves[other] >= min(CERTAIN, 1.5 * turn.moves[move])


def reasoned_refusal(turn: RepTurn) -> bool:
    """Turns a request down with a reason at some length: that questions the request itself."""
    return did(turn, "hold") and turn.words >= 20 and bool(REASON.search(plain(turn.text)))


def pushed(turn: RepTurn) -> bool:
    """Whether the prospect had just resisted in some way."""
    return bool(turn.before & RESISTED)


def answered(turn: RepTurn) -> bool:
    """Whether the prospect's next turn tells something: neither a word or two nor more resistance."""
    return bool(turn.after) and not turn.after & {*PUSHED, "short"}


def surely(turn: RepTurn, move: str) -> float:
    """How surely a grave move was made, 0 to 1: a bare suspicion costs nobody a level."""
    return min(1.0, max(0.0, (turn.moves[move] - 0.3) / 0.4)) if move in turn.made else 0.0


def gave_way(turn: RepTurn) -> bool:
    """Gave in, with nothing firm beside it."""
    return did(turn, "cave") and not did(turn, "hold", "challenge", "dig")


def challenge(read: CallRead) -> float:
    """Specific challenges, their reasons, whether kept up, and whether the prospect moved."""
    made = [
        t
        for t in read.turns
        if did(t, "challenge") or (did(t, "hold") and t.moves["challenge"] >= 0.2) or reasoned_refusal(t)
    ]
    if not made:
        return 0.5 if any(did(t, "hold", "dig") for t in read.turns) else 0.0
    reasoned = [t for t in made if t.words >= 9 and REASON.search(plain(t.text))]
    if not reasoned:
        return 1.0 + 0.4 * (len(made) > 1)
    first = min(t.number for t in read.turns if did(t, "challenge", "hold"))
    kept = any((pushed(t) or "asks" in t.before) and did(t, *FIRM) for t in read.turns if t.number > first)
    if not (kept or len(reasoned) >= 2):
        return 2.0
    moved = sum(bool(t.after & MOVED) or ("yes" in t.after) for t in made)
    return 3.0 + min(0.9, 0.3 * moved)


def ground(read: CallRead) -> float:
    """Under pressure: held or gave way; with no pressure, how the mildest reluctance was met."""
    pressed = [t for t in read.turns if pushed(t)] or list(read.turns)
    held = sum(did(t, *FIRM) and not did(t, "cave") for t in pressed)
    gave = sum(did(t, "cave") or (did(t, "appease", "vague_follow_up") and not did(t, *FIRM)) for t in pressed)
    if sum(surely(t, "attack") for t in read.turns) >= 0.5:
        return min(2.0, 1.0 + held / len(pressed))
    if not held:
        return 0.0 if gave or len(pressed) == 1 else 1.0
    share = held / max(1, held + gave)
    if gave_way(read.turns[-1]) and share < 0.7:
        return min(1.5, 4 * share)
    named = any(did(t, "hold") for t in pressed)
    return 1.0 + 2.0 * share + (1.0 if named and held >= 2 and not gave else 0.0)


def substance(read: CallRead) -> float:
    """Mean worth of the turns: work for the decision against approval and monologue."""
    total = 0.0
    for turn in read.turns:
        work, soft = did(turn, *WORK), did(turn, *SOFT)
        if work and not soft:
            total += 1.0
        elif work:
            total += 0.6
        elif did(turn, "pitch"):
            total += 0.45
        elif did(turn, "other"):
            total += 0.5
        elif did(turn, "pressure", "attack"):
            total += 0.4
    return 4.0 * total / len(read.turns)


def truth(read: CallRead) -> float:
    """Questions that could reveal it, followed up, and what came back."""
    own = [t for t in read.turns if not gave_way(t)]
    deep = [t for t in own if did(t, "dig", "qualify")]
    if not deep:
        open_ones = [t for t in own if did(t, "discover") or (did(t, "challenge") and t.questions)]
        return 0.0 if not open_ones else 1.0 + 0.9 * any(answered(t) for t in open_ones)
    asked = deep + [t for t in own if did(t, "discover", "challenge") and not did(t, "dig", "qualify")]
    learned = sum(answered(t) or bool(t.after & {"discloses", "others_decide", "long"}) for t in asked)
    if not learned:
        return 1.5 + 0.5 * (len(deep) > 1)
    return min(4.0, 1.8 + 0.4 * min(len(deep), 3) + 0.4 * min(learned, 3))


def next_step(read: CallRead) -> float:
    """What the call came to in its last turns."""
    tail = read.turns[-3:]
    steps = [t for t in tail if did(t, "next_step")]
    closed = [t for t in tail if did(t, "candour") and not did(t, "next_step", "pressure", "cave")]
    if not steps:
        if closed and not did(read.turns[-1], "vague_follow_up"):
            return 2.5 if closed[-1].after & {"thanks", "concedes"} else 1.5
        return 0.0
    accepted = [t for t in steps if t.after & AGREED and "no" not in t.after]
    if not accepted:
        return 1.5
    firm = any(t.after & {"accepts_step", "day"} or "day" in t.before for t in accepted)
    return 2.2 + 0.8 * firm + 0.5 * any(did(t, "qualify", "candour", "challenge") for t in steps)


def respect(read: CallRead) -> float:
    """Starts at 3: insult and manipulation lower it, candour at a cost raises it."""
    attacks = sum(surely(t, "attack") for t in read.turns)
    pushes = sum(surely(t, "pressure") for t in read.turns)
    level = 3.0 - 1.5 * min(attacks, 2.0) - min(2.2, 0.9 * pushes)
    if attacks + pushes < 0.5:
        level -= 0.2 * sum(did(t, "flatter") for t in read.turns)
        level += min(0.9, 0.45 * sum(did(t, "candour") for t in read.turns))
    return max(0.0, level)


def brushed_off(read: CallRead) -> bool:
    """Whether the prospect asked for something empty, or put the rep off."""
    return any(cues & set(BRUSH_OFF) for _, _, cues in read.prospect)


ESTIMATES: dict[str, Callable[[CallRead], float]] = {
    "challenge": challenge, "ground": ground, "substance": substance, "truth": truth, "next_step": next_step,
    "respect": respect,
}  # fmt: skip
"""Estimate of each core criterion, 0.0 to 4.0."""
