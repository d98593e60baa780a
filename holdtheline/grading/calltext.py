"""The words of a whole call as named features: both sides, and how it ended."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, islice

from holdtheline.moves.features import and_pairs, counted, tokens
from holdtheline.moves.lean import lean
from holdtheline.moves.lookup import Said
from holdtheline.moves.normalise import plain
from holdtheline.transcript import Transcript

BLOCKS = {"r": 1.0, "q": 1.0, "e": 0.8, "l": 0.5}
"""Families: the rep's words, the prospect's, the prospect's last two turns, the rep's last turn."""

MAX_TOKENS = 6000
"""Words looked at on either side; a call of two hours has some 8,000."""


def text_features(call: Transcript, skip: Collection[int] = ()) -> dict[str, float]:
    """Damped counts of words and word pairs; a name's first letter is its family. ``skip``: as for ``said``."""
    return counted(chain.from_iterable(and_pairs(family, words) for family, words in said(call, skip).words))


def said(call: Transcript, skip: Collection[int] = ()) -> Said:
    """The words of each family, as they follow each other.

    ``skip``: numbers of rep turns that do not count (see discount).
    """
    rep = [tokens(lean(text)) for number, text in call.rep_turns() if number not in skip]
    theirs = [tokens(plain(t.text)) for t in call.turns if t.speaker == "prospect"]
    families = (("r", rep), ("q", theirs), ("e", theirs[-2:]), ("l", rep[-1:]))
    return Said([(family, list(islice(chain.from_iterable(turns), MAX_TOKENS))) for family, turns in families])
