"""Hurried typing: which words are English as spoken on calls, and which known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

MIN_LETTERS = 5
"""Shorter words have too many neighbours to be put right safely."""


@cache
def common_words() -> frozenset[str]:
    """Words spoken at least twice in the labelled calls (``common_words.txt``); enough to tell English from noise."""
    data = resources.files("holdtheline.moves").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(data.split())


@cache
def _trigrams() -> frozenset[str]:
    return frozenset(g for w in common_words() for g in _grams(w))


def _grams(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


@lru_cache(maxsize=20_000)
def looks_english(word: str) -> float:
    """0..1: 1 for a common word, else the share of its letter triples that occur in common words, below 1."""
    if word in common_words() or word.isdigit():
        return 1.0
    grams = _grams(word[:40])
    return 0.95 * sum(g in _trigrams() for g in grams) / len(grams)


class Speller:
    """Puts a misspelt word right when it is one slip (letter lost, added, swapped, wrong) from exactly one target."""

    def __init__(self, targets: Iterable[str]) -> None:
        self._targets = frozenset(t for t in targets if len(t) >= MIN_LETTERS and t.isalpha())
        self._index: dict[str, set[str]] = {}
        for target in self._targets:
            for key in _deletions(target):
                self._index.setdefault(key, set()).add(target)

    def correct(self, word: str) -> str:
        """The target meant, or the word itself if it is known, short, or unclear."""
        if len(word) < MIN_LETTERS or len(word) > 20 or word in self._targets or word in common_words():
            return word
        near = {t for key in _deletions(word) for t in self._index.get(key, ()) if t[0] == word[0]}
        close = [t for t in near if one_slip(word, t)]
        return min(close, key=lambda t: (abs(len(t) - len(word)), t)) if close else word


def _deletions(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def one_slip(a: str, b: str) -> bool:
    """Whether two words differ by at most one letter lost, added, wrong or swapped with its neighbour."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i + 1 :] == b[i:] if len(a) > len(b) else a[i:] == b[i + 1 :]
