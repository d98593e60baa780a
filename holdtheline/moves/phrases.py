"""How well a text says one of some given phrases: for the ``heard_as`` lines of persona files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from holdtheline.moves.spelling import MIN_LETTERS, common_words, one_slip
from holdtheline.moves.text import sentences, stems, word_set

SMALL = word_set(
    "a an the and or but so of to in on at for with by is are was were be been am do does did have has "
    "had i you he she "
    "it we they me him her us them my your his our their this that these those not if as just well okay really any "
    "some there here then than will would can could"
)
_SMALL_WEIGHT = 0.3
ASKING = word_set("what how who whom whose why when where which many much")
_ASKING_WEIGHT = 0.5
"""Every question has one of these: "how many vans" is not said by "how many people"."""
_SPREAD = 2
"""A phrase of n words may be spread over ``_SPREAD * n + 2`` words of the text."""
_MAX_STEMS = 1_500


@lru_cache(maxsize=5_000)
def _phrase(phrase: str) -> tuple[tuple[str, float], ...]:
    found = tuple((s, _weight(s)) for s in stems(phrase))
    return found if any(w == 1.0 for _, w in found) else ()


def _weight(stem: str) -> float:
    return _SMALL_WEIGHT if stem in SMALL else _ASKING_WEIGHT if stem in ASKING else 1.0


def phrase_match(phrases: Iterable[str], text: str) -> float:
    """0..1: how much of the best phrase is said within a short stretch of the text.

    Inflection, order and one slip in a longer word do not matter; small words count little. 0.75 or more is a
    safe match, and a phrase of nothing but small and asking words never matches.
    """
    return _best(phrases if isinstance(phrases, tuple) else tuple(phrases), text)


@lru_cache(maxsize=20_000)
def _best(phrases: tuple[str, ...], text: str) -> float:
    best = 0.0
    for said in _pieces(text):
        for phrase in phrases:
            best = max(best, _match(_phrase(phrase), said, best))
    return best


@lru_cache(maxsize=512)
def _pieces(text: str) -> tuple[_Said, ...]:
    """The sentences of a text, each with the one before: what is asked may lean on it, but not on three before."""
    parts = sentences(text[: _MAX_STEMS * 6])[:200]
    if len(parts) <= 2:
        return (_said(text),)
    return tuple(_said(f"{a} {b}") for a, b in pairwise(parts))


@dataclass(frozen=True, slots=True)
class _Said:
    """A text's stems in order, as a set, and the longer unusual ones by first letter: what a slip can be of."""

    stems: tuple[str, ...]
    seen: frozenset[str]
    odd: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=512)
def _said(text: str) -> _Said:
    heard = stems(text[: _MAX_STEMS * 6])[:_MAX_STEMS]
    odd: dict[str, tuple[str, ...]] = {}
    for one in dict.fromkeys(heard):
        if one not in common_words():
            odd[one[0]] = (*odd.get(one[0], ()), one)
    return _Said(heard, frozenset(heard), odd)


def _match(phrase: tuple[tuple[str, float], ...], said: _Said, least: float) -> float:
    """The phrase's share in the text; 0 without a closer look where it cannot be above ``least``."""
    total = sum(w for _, w in phrase)
    if not total or not said.stems:
        return 0.0
    possible = sum(w for s, w in phrase if s in said.seen or (len(s) >= MIN_LETTERS and s[0] in said.odd))
    if possible <= least * total:
        return 0.0
    meant: dict[str, int] = {}
    for n, (want, _) in enumerate(phrase):
        for got in (want,) if want in said.seen else [h for h in said.odd.get(want[0], ()) if _slip(want, h)]:
            meant[got] = n
    # A repeated word of the phrase needs to be said once only.
    spots = [(i, phrase[meant[h]]) for i, h in enumerate(said.stems) if h in meant]
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
    return len(want) >= MIN_LETTERS and one_slip(want, got)
