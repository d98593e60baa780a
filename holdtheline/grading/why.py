"""The reason for a level in plain words: the rubric's anchor, and the turns that put the call there."""

from __future__ import annotations

from collections.abc import Sequence

from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.features import MOVED
from holdtheline.grading.quotes import LOWERS, RAISES
from holdtheline.rubric import Criterion

_SAYS = {
    "small_talk": "made small talk", "flatter": "paid a compliment", "appease": "soothed", "cave": "gave way",
    "pitch": "pitched", "answer": "answered", "discover": "asked about their situation",
    "dig": "asked what lay beneath", "qualify": "asked who decides, when or with what money",
    "challenge": "questioned their view", "hold": "held your line", "candour": "were candid",
    "empathise": "took their circumstances seriously", "next_step": "named a step",
    "vague_follow_up": "left it vague", "pressure": "pushed", "attack": "got personal", "meta": "spoke to a grader",
    "other": "passed the time",
}  # fmt: skip
"""What the rep did, after `you`."""

_ABSENT = {
    "challenge": "No turn of yours questions anything they took for granted.",
    "ground": "No turn of yours stands against what they asked.",
    "truth": "No question of yours could have brought out what lies behind it.",
    "next_step": "No turn of yours puts a step on the table, or closes the matter.",
    "respect": "Nothing in your lines lowers it, and nothing raises it.",
    "substance": "No turn stands out either way.",
}


def listed(numbers: Sequence[int]) -> str:
    """`turn 3`, `turns 3 and 5`, `turns 3, 5 and 9`."""
    if len(numbers) == 1:
        return f"turn {numbers[0]}"
    return f"turns {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _did(turn: RepTurn, criterion: str) -> str:
    weights = {**LOWERS.get(criterion, {}), **RAISES.get(criterion, {})}
    named = max(turn.made, key=lambda m: weights.get(m, 0.0) * turn.moves.get(m, 0.0))
    return _SAYS.get(named if weights.get(named) else turn.made[0], "spoke")


def why(read: CallRead, criterion: Criterion, level: int, turns: Sequence[RepTurn]) -> str:
    """Two or three plain sentences for the learner."""
    said = [criterion.anchors[level].strip()]
    if not turns:
        said.append(_ABSENT.get(criterion.id, "No turn of yours speaks to it."))
        return " ".join(said)
    by_act: dict[str, list[int]] = {}
    for turn in turns:
        by_act.setdefault(_did(turn, criterion.id), []).append(turn.number)
    acts = [f"you {act} in {listed(numbers)}" for act, numbers in by_act.items()]
    sentence = "; ".join(acts) + "."
    said.append(sentence[0].upper() + sentence[1:])
    moved = [t.number + 1 for t in turns if t.after & MOVED]
    if criterion.id in ("challenge", "truth") and level >= 3 and moved:
        said.append(f"The prospect opened up in {listed(moved)}.")
    return " ".join(said)
