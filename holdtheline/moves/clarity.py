"""How readable a turn is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from holdtheline.moves.spelling import looks_english

_LETTERS = re.compile(r"[a-z]+")
_MARKS = frozenset(".,;:!?'\"’-–£$€%&()/@")
_MAX_WORDS = 400
_MAX_CHARS = 2_000
"""Enough to judge by; noise does not turn into English later on."""


@lru_cache(maxsize=1_024)
def clarity(text: str) -> float:
    """0 (nothing, noise, another alphabet) to 1 (plain English, however terse)."""
    shown = "".join(text[:_MAX_CHARS].split())
    if not shown:
        return 0.0
    # Look-alike letters are folded elsewhere: here the alphabet itself matters.
    letters = [c for c in shown if c.isalpha()]
    plain = len(letters) if shown.isascii() else sum(_latin(c) for c in letters)
    low = text[:_MAX_CHARS].lower().replace("'", "")
    if not low.isascii():
        whole = unicodedata.normalize("NFKD", text[:_MAX_CHARS]).lower().replace("'", "").replace("’", "")
        low = "".join(c for c in whole if not unicodedata.combining(c))
    said = _LETTERS.findall(low)[:_MAX_WORDS]
    digits = sum(map(str.isdigit, shown))
    if not said:
        return 0.6 if digits and digits >= len(shown) / 2 and len(shown) <= 12 else 0.05
    alphabet = plain / max(1, len(letters))
    wordlike = (plain + digits + sum(map(_MARKS.__contains__, shown)) * 0.8) / len(shown)
    weight = sum(min(len(w), 8) for w in said)
    english = sum(min(len(w), 8) * looks_english(w) for w in said) / weight
    varied = min(1.0, 4 * len(set(said)) / len(said))
    if max(len(w) for w in said) > 30:
        english *= 0.6
    known = max(0.0, min(1.0, (english - 0.45) / 0.4))
    return round(known * alphabet**2 * min(1.0, wordlike * 1.15) * varied, 3)


def _latin(c: str) -> bool:
    return c.isascii() or "LATIN" in unicodedata.name(c, "")
