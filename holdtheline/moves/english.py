"""Whether a sentence is English and not another language in the same letters."""

from __future__ import annotations

import re

from holdtheline.moves.spelling import common_words

FROM = 5
"""Words from which a sentence shows its language."""

A_LOT, SURE, LEAST = 0.35, 0.75, 0.65
"""Shares of a sentence's words that make it English: small words; words spoken on calls; both together, counted
twice where they are both."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = """
a an the and or but so if to of in on at for with from by is are was were be been do does did have has had will would
can could you your i we us our it this that what who why how when not my me they he she there i'm it's don't that's
you're no yes all just more out up about as than then them his her
"""
_GLUE = frozenset(_SMALL.split())


def in_english(text: str) -> bool:
    """True also for what is too short to tell. Names and numbers do no harm to a sentence with glue in it."""
    if not text.isascii():
        letters = [c for c in text if c.isalpha()]
        if sum(c.isascii() for c in letters) < 0.8 * len(letters):
            return False
    found = _WORD.findall(text if text.isascii() else text.replace("’", "'"))
    if len(found) < FROM:
        return True
    words = [w.lower() for w in found]
    glue = sum(map(_GLUE.__contains__, words))
    if glue >= A_LOT * len(words):
        return True
    common = common_words()
    known = sum(w in common or w in _GLUE or w.removesuffix("'s") in common for w in words)
    return known >= SURE * len(words) or (known + glue) >= LEAST * len(words)
