"""How well a text says one of some given phrases: for the ``heard_as`` lines of persona files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from holdtheline.moves.spelling import MIN_LETTERS, common_words, one_slip
from holdtheline.moves.text import stems, word_set

_SMALL = word_set(
    "a an the and or but so of to in on at for with by is are was were be been am do does did have has "
    "had i you he she "
    "it we they me him her us them my your his our their this that these those not if as just well okay really any "
    "some there here then than will would can could"
)
_SMALL_WEIGHT = 0.3
_SPREAD = 2
"""A phrase of n words may be spread over ``_SPREAD * n + 2`` words of the text."""
_MAX_STEMS = 1_500


@lru_cache(maxsize=5_000)
def _phrase(phrase: str) -> tuple[tuple[str, float], ...]:
    return tuple((s, _SMALL_WEIGHT if s in _SMALL else 1.0) for s in stems(phrase))


def phrase_match(phrases: Iterable[str], text: str) -> float:
    """0..1: how much of the best phrase is said within a short stretch of the text.

    Inflection, order and one slip in a longer word do not matter; small words count little. 0.75 or more is a
    safe match, and a phrase without words never matches.
    """
    heard = stems(text[: _MAX_STEMS * 6])[:_MAX_STEMS]
    seen = frozenset(heard)
    return max((_match(_phrase(p), heard, seen) for p in phrases), default=0.0)


def _match(phrase: tuple[tuple[str, float], ...], heard: tuple[str, ...], seen: frozenset[str]) -> float:
    total = sum(w for _, w in phrase)
    if not total or not heard:
        return 0.0
    meant: dict[str, int] = {}
    for n, (want, _) in enumerate(phrase):
        for got in (want,) if want in seen else [h for h in seen if _slip(want, h)]:
            meant[got] = n
    # A repeated word of the phrase needs to be said once only.
    spots = [(i, phrase[meant[h]]) for i, h in enumerate(heard) if h in meant]
    window = _SPREAD * len(phrase) + 2
    wanted: dict[str, float] = {}
    for s, w in phrase:
        wanted[s] = wanted.get(s, 0.0) + w
    best = 0.0
    for first, (start, _) in enumerate(spots):
        near = {s for i, (s, _) in spots[first : first + window] if i < start + window}
        best = max(best, sum(wanted[s] for s in near))
        if best >= total:
            break
    return min(1.0, best / total)


def _slip(want: str, got: str) -> bool:
    return len(want) >= MIN_LETTERS and want[0] == got[0] and got not in common_words() and one_slip(want, got)
