"""Turns that only look like work: copied, repeated, stuffed or aimed at the grader. They earn nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from holdtheline.moves.heard import Heard
from holdtheline.moves.normalise import plain
from holdtheline.moves.stuffing import craft_words
from holdtheline.moves.taxonomy import MOVES
from holdtheline.transcript import Transcript

_WORD = re.compile(r"[a-z']+")
EARNING = ("discover", "dig", "qualify", "challenge", "hold", "candour", "empathise", "next_step", "answer")
"""Moves that can raise a level, and so are worth faking."""

COPIED = 0.8
"""Share of five-word stretches taken from the prospect above which a turn of eight words or more is a copy."""
METHOD = 2
"""Different words of a method from which a turn of few small words is a list of them."""
OFTEN = 4
"""Times that a line of a word or three may be said before one more is a mere repetition."""
_GLUE = (
    "a an the and or but so if to of in on at for with from by is are was were be been do does did have has had will"
    " would can could you your i we us our it this that what who why how when not no yes me my they he she there"
)
GLUE = frozenset(_GLUE.split())
"""Small words that real sentences cannot do without."""


def _stretches(words: list[str], size: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(size)), strict=False))


def _copied(words: list[str], theirs: set[tuple[str, ...]]) -> bool:
    if len(words) < 8 or not theirs:
        return False
    own = _stretches(words, 5)
    return sum(s in theirs for s in own) / len(own) >= COPIED


def _stuffed(words: list[str], said: str) -> bool:
    """A list of words rather than speech: hardly a small word among many, or the same few over and over.

    Terse people leave small words out as well (8 in 100 of such turns), so the words have to be a method's.
    """
    if len(words) < 12:
        return False
    counts = Counter(words)
    if len(counts) / len(words) < 0.25:
        return True
    return sum(n for w, n in counts.items() if w in GLUE) / len(words) < 0.12 and len(craft_words(said)) >= METHOD


def hollow(call: Transcript, heard: Mapping[int, Heard]) -> dict[int, str]:
    """Rep turns that earn nothing, with the reason: `copied`, `repeated`, `stuffed` or `grader`."""
    theirs: set[tuple[str, ...]] = set()
    seen: Counter[str] = Counter()
    out: dict[int, str] = {}
    for number, turn in call.numbered():
        said = plain(turn.text)
        words = _WORD.findall(said)
        if turn.speaker == "prospect":
            theirs.update(_stretches(words, 5))
            continue
        key = " ".join(words)
        if heard[number].addressed_the_grader or heard[number].did_one("meta"):
            out[number] = "grader"
        elif seen[key] and (len(words) >= 4 or seen[key] >= OFTEN):
            out[number] = "repeated"
        elif _copied(words, theirs):
            out[number] = "copied"
        elif _stuffed(words, said):
            out[number] = "stuffed"
        seen[key] += 1
    return out


def discounted(one: Heard) -> tuple[dict[str, float], tuple[str, ...]]:
    """Moves and made of a hollow turn: what could earn is taken out, what could lose stays."""
    moves = {m: (0.0 if m in EARNING else p) for m, p in one.moves.items()}
    moves["other"] = max(moves.get("other", 0.0), 0.6)
    made = tuple(m for m in one.made if m not in EARNING)
    return {m: moves.get(m, 0.0) for m in MOVES}, made or ("other",)
