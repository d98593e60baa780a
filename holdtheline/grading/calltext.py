"""The words of a whole call as named features: both sides, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import pairwise

from holdtheline.moves.features import damped, tokens
from holdtheline.moves.normalise import plain
from holdtheline.transcript import Transcript

BLOCKS = {"r": 1.0, "q": 1.0, "e": 0.8, "l": 0.5}
"""Families: the rep's words, the prospect's, the prospect's last two turns, the rep's last turn."""

MAX_TOKENS = 6000
"""Words looked at on either side; a call of two hours has some 8,000."""


def text_features(call: Transcript, skip: Collection[int] = ()) -> dict[str, float]:
    """Damped counts of words and word pairs; a name's first letter is its family.

    ``skip``: numbers of rep turns that do not count (see discount).
    """
    rep = [plain(text) for number, text in call.rep_turns() if number not in skip]
    theirs = [plain(t.text) for t in call.turns if t.speaker == "prospect"]
    parts = {"r": " ".join(rep), "q": " ".join(theirs), "e": " ".join(theirs[-2:]), "l": rep[-1] if rep else ""}
    out: dict[str, float] = {}
    for family, text in parts.items():
        found = tokens(text)[:MAX_TOKENS]
        counts = Counter(found)
        counts.update([f"{a} {b}" for a, b in pairwise(found)])
        out.update({family + name: damped(n) for name, n in counts.items()})
    return out
