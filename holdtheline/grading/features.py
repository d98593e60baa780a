"""A read call as numbers: how much of each move, when, under what pressure, and what it brought about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.moves.prospect_cues import BRUSH_OFF, PROSPECT
from holdtheline.moves.taxonomy import MOVES

ORDER = tuple(MOVES)

PUSHED = frozenset({*BRUSH_OFF, "price_push", "anger", "leaves", "repeats", "suspicious", "no", "loud"})
MOVED = frozenset({"concedes", "discloses", "others_decide", "long"})
AGREED = frozenset({"yes", "accepts_step", "day", "keen"})
COOLED = frozenset({"anger", "leaves", "not_interested", "no", "suspicious", "confused", "repeats"})

GAINS = {
    "challenge": MOVED, "dig": MOVED, "qualify": MOVED, "discover": MOVED, "hold": MOVED | AGREED, "candour": MOVED,
    "next_step": AGREED, "vague_follow_up": AGREED, "pressure": COOLED, "attack": COOLED, "pitch": COOLED,
}  # fmt: skip
"""What the prospect's next turn would show if the move had worked (or gone wrong)."""

UNDER = ("cave", "hold", "appease", "challenge", "dig", "attack", "pressure", "candour", "answer", "pitch", "empathise")
"""Moves whose worth depends on whether the prospect had just pushed."""

AFTER_CUE = {
    "price_push": ("cave", "hold", "dig", "qualify", "challenge"),
    "send_me": ("cave", "hold", "dig", "answer", "next_step"),
    "crisis": ("empathise", "pitch", "pressure", "next_step", "candour", "discover"),
    "asks": ("answer", "pitch", "hold", "dig", "cave"),
    "warm": ("small_talk", "flatter", "challenge", "dig"),
    "leaves": ("pressure", "cave", "next_step", "appease", "attack", "candour"),
}

_THEIRS = (*PROSPECT, "short", "long", "loud")

TWIN_MOVES = ("hold", "challenge", "dig", "answer", "next_step", "pressure", "candour", "qualify", "cave")


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _shares(turns: Sequence[Collection[str]]) -> dict[str, float]:
    """Share of the turns that have each cue; cues of no turn are left out."""
    return {cue: count / len(turns) for cue, count in Counter(chain.from_iterable(turns)).items()}


def _given(turns: Iterable[RepTurn], move: str) -> tuple[float, float]:
    """Share and strongest showing of a move among some turns."""
    values = [t.moves[move] for t in turns]
    return _mean(values), max(values, default=0.0)


def call_features(read: CallRead, named: bool = True) -> dict[str, float]:
    """Features by name, all roughly 0 to 1. ``named`` False hides which prospect it was, as for an imported call."""
    turns = read.turns
    out: dict[str, float] = {}
    count = len(turns)
    third = max(1, count // 3)
    made = _shares([t.made for t in turns])
    for move in ORDER:
        values = [t.moves[move] for t in turns]
        top = sorted(values, reverse=True)
        whole = sum(values)
        out[f"share {move}"] = whole / count
        out[f"most {move}"] = top[0]
        out[f"second {move}"] = top[1] if count > 1 else 0.0
        out[f"amount {move}"] = math.log1p(whole) / 2
        out[f"early {move}"] = sum(values[:third]) / third
        out[f"late {move}"] = sum(values[-third:]) / third
        out[f"last {move}"] = values[-1]
        out[f"made {move}"] = made.get(move, 0.0)
    out.update(_reactions(read))
    out.update(_prospect(read))
    out.update(_talk(read))
    if named:
        out.update(_who(read))
    return out


def _reactions(read: CallRead) -> dict[str, float]:
    out: dict[str, float] = {}
    pushed = [t for t in read.turns if t.before & PUSHED]
    for move in UNDER:
        out[f"pushed {move}"], out[f"pushed most {move}"] = _given(pushed, move)
    for cue, moves in AFTER_CUE.items():
        there = [t for t in read.turns if cue in t.before]
        for move in moves:
            out[f"after {cue} {move}"] = _given(there, move)[0]
    brought = {wanted: [len(t.after & wanted) for t in read.turns] for wanted in {*GAINS.values(), COOLED}}
    for move, wanted in GAINS.items():
        gained = [t.moves[move] * shown / 2 for t, shown in zip(read.turns, brought[wanted], strict=True)]
        out[f"gain {move}"] = min(1.5, sum(gained) / 2)
        out[f"gain most {move}"] = max(gained)
        out[f"lost {move}"] = _mean(
            t.moves[move] * bool(shown) for t, shown in zip(read.turns, brought[COOLED], strict=True)
        )
    good = [
        max(t.moves[m] for m in ("challenge", "dig", "qualify", "hold", "candour", "next_step")) for t in read.turns
    ]
    soft = [
        max(t.moves[m] for m in ("small_talk", "flatter", "appease", "cave", "vague_follow_up")) for t in read.turns
    ]
    out["business"] = _mean(good)
    out["approval"] = _mean(soft)
    out["balance"] = _mean(g - s for g, s in zip(good, soft, strict=True))
    out["worst stretch"] = min((g - s for g, s in zip(good, soft, strict=True)), default=0.0)
    return out


def _prospect(read: CallRead) -> dict[str, float]:
    out: dict[str, float] = {}
    every = [cues for _, _, cues in read.prospect]
    middle = len(every) // 2
    first, second, end = _shares(every[:middle]), _shares(every[middle:]), _shares(every[-2:])
    whole = _shares(every)
    for cue in _THEIRS:
        out[f"they {cue}"] = whole.get(cue, 0.0)
        out[f"they end {cue}"] = end.get(cue, 0.0)
        out[f"they last {cue}"] = float(cue in read.last_prospect)
        out[f"they turned {cue}"] = second.get(cue, 0.0) - first.get(cue, 0.0)
    out["they end the call"] = float(read.ends_with_prospect)
    out["they open it"] = float(bool(read.prospect) and read.prospect[0][0] == 1)
    return out


def _talk(read: CallRead) -> dict[str, float]:
    rep = sum(t.words for t in read.turns)
    theirs = [text.count(" ") + 1 for _, text, _ in read.prospect]
    return {
        "turns": math.log1p(len(read.turns)) / 3,
        "rep length": math.log1p(rep / len(read.turns)) / 5,
        "rep talk share": rep / max(1, rep + sum(theirs)),
        "their length": math.log1p(_mean(theirs)) / 5,
        "their longest": math.log1p(max(theirs, default=0)) / 5,
        "their end length": math.log1p(_mean(theirs[-2:])) / 5,
        "questions": min(2.0, _mean(t.questions for t in read.turns)),
        "asking turns": _mean(t.questions > 0 for t in read.turns),
        "echo": _mean(t.echo for t in read.turns),
    }


def _who(read: CallRead) -> dict[str, float]:
    out: dict[str, float] = {}
    if read.persona:
        out[f"is {read.persona}"] = 1.0
    if read.twin:
        out["twin"] = 1.0
        for move in TWIN_MOVES:
            out[f"twin {move}"] = _mean(t.moves[move] for t in read.turns)
            out[f"twin most {move}"] = max(t.moves[move] for t in read.turns)
    return out
