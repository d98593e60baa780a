"""Which turns decided a level."""

from __future__ import annotations

from collections.abc import Mapping

from holdtheline.grading.callread import CallRead, RepTurn

RAISES: dict[str, dict[str, float]] = {
    "challenge": {"challenge": 1.0, "dig": 0.4, "hold": 0.4, "candour": 0.15},
    "ground": {"hold": 1.0, "challenge": 0.5, "candour": 0.5, "dig": 0.5, "qualify": 0.2},
    "substance": {"challenge": 1.0, "dig": 0.9, "qualify": 0.8, "discover": 0.7, "candour": 0.6, "hold": 0.6,
                  "next_step": 0.6, "answer": 0.5},
    "truth": {"dig": 1.0, "qualify": 0.9, "discover": 0.6, "challenge": 0.3},
    "next_step": {"next_step": 1.0, "candour": 0.4, "qualify": 0.2, "vague_follow_up": 0.3, "hold": 0.2},
    "respect": {"candour": 1.0, "empathise": 0.8, "hold": 0.2},
}  # fmt: skip
LOWERS: dict[str, dict[str, float]] = {
    "challenge": {"cave": 0.6, "appease": 0.5, "pitch": 0.3},
    "ground": {"cave": 1.0, "appease": 0.7, "attack": 0.8, "vague_follow_up": 0.5, "pressure": 0.3},
    "substance": {"flatter": 1.0, "appease": 0.9, "small_talk": 0.9, "cave": 0.6, "pitch": 0.6, "vague_follow_up": 0.5,
                  "pressure": 0.5, "attack": 0.5, "meta": 1.0},
    "truth": {"pitch": 0.4, "appease": 0.4, "cave": 0.4},
    "next_step": {"vague_follow_up": 1.0, "cave": 0.8, "appease": 0.2},
    "respect": {"attack": 1.0, "pressure": 0.9, "flatter": 0.4},
}  # fmt: skip
"""Moves by what they do to a core criterion; they decide which sentence of a turn is quoted (`sentences.py`)."""

NEEDS_QUOTE = {"challenge": (1, 4), "ground": (1, 4), "truth": (1, 4), "next_step": (1, 4)}
"""Levels, first to last, that stand only on a quote (rubric)."""


def worth(turn: RepTurn, weights: Mapping[str, float]) -> float:
    """How strongly a turn makes the weighted moves, 0 to about 1.5."""
    made = max((w for m, w in weights.items() if m in turn.made), default=0.0)
    return made + 0.5 * max((w * turn.moves[m] for m, w in weights.items()), default=0.0)


def pick(read: CallRead, weights: Mapping[str, float], most: int, least: float = 0.25) -> list[RepTurn]:
    """The turns that make the weighted moves most, at most ``most``, in the call's order."""
    ranked = sorted(read.turns, key=lambda t: (-worth(t, weights), t.number))
    return sorted((t for t in ranked[:most] if worth(t, weights) >= least), key=lambda t: t.number)


CITED = 0.535
"""Chance of having decided a level from which a turn is quoted for it."""
MOST = 5
"""Turns quoted for a criterion at most."""
SILENT = ("challenge", "truth")
"""Criteria whose level 0 says that nothing was done: there is no turn to quote."""


def deciding(read: CallRead, criterion: str, level: int, chances: Mapping[int, float]) -> list[RepTurn]:
    """The turns that decided a core criterion's level, in the call's order.

    ``chances``: by turn number, that the turn is among them. Hollow turns (see discount) never hold up a level.
    """
    if level == 0 and criterion in SILENT:
        return []
    able = [t for t in read.turns if level == 0 or criterion == "respect" or t.number not in read.hollow]
    ranked = sorted(able, key=lambda t: (-chances[t.number], t.number))
    clear = [t for t in ranked[:MOST] if chances[t.number] >= CITED]
    if not clear and not (criterion == "respect" and level == 3):
        clear = ranked[:1]
    return sorted(clear, key=lambda t: t.number)
