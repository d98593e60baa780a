"""Patterns that are compiled when they are first needed, and tried only on texts that have the words they need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from holdtheline.moves.beginnings import LONGEST, alternatives, needed


class Late:
    """A regular expression that is compiled on first use: to compile all of them takes as long as grading ten calls,
    and most calls need a part of them."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.pattern, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As of ``re.Pattern``, like those that follow."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.compiled.split


_RUN = re.compile("[a-z]+")


class _Lookup:
    """Which of some patterns may be in a text, going by the two rarest things that each needs.

    Sets of patterns are whole numbers with a bit for each: to join some dozens of them takes no time.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._always = self._single = 0
        self._first: dict[str, int] = {}
        self._second: dict[str, int] = {}
        for place, pattern in enumerate(patterns):
            first, second = (*needed(pattern), None, None)[:2]
            self._always |= (first is None) << place
            self._single |= (second is None) << place
            for keys, having in ((first, self._first), (second, self._second)):
                for key in keys or ():
                    having[key] = having.get(key, 0) | 1 << place
        self._marks = frozenset(key for key in {*self._first, *self._second} if not _RUN.fullmatch(key))
        self._of_word = lru_cache(maxsize=8192)(self._having)

    def able(self, text: str) -> list[int]:
        """Places of the patterns, in order, that may be in a lower-case text."""
        first, second = self._always, self._single
        for word in {*_RUN.findall(text), *self._marks.intersection(text)}:
            begun, backed = self._of_word(word)
            first |= begun
            second |= backed
        able = first & second
        found: list[int] = []
        while able:
            lowest = able & -able
            found.append(lowest.bit_length() - 1)
            able ^= lowest
        return found

    def _having(self, word: str) -> tuple[int, int]:
        """The patterns that have their first thing, and their second, in a word or a character that is no letter."""
        first = second = 0
        for size in range(1, min(LONGEST, len(word)) + 1):
            first |= self._first.get(word[:size], 0)
            second |= self._second.get(word[:size], 0)
        return first, second


class Index:
    """Named patterns, found by the words that each of their alternatives needs."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns

    def found_in(self, text: str) -> list[str]:
        """Names of the patterns that are somewhere in a lower-case text, in their order."""
        names, patterns, lookup = self._known
        found: dict[str, None] = {}
        for place in lookup.able(text):
            name = names[place]
            if name not in found and patterns[place].search(text):
                found[name] = None
        return list(found)

    @cached_property
    def _known(self) -> tuple[list[str], list[Late], _Lookup]:
        every = [(name, part) for name, pattern in self._patterns.items() for part in alternatives(pattern)]
        parts = [part for _, part in every]
        return [name for name, _ in every], [Late(part) for part in parts], _Lookup(parts)


class Guarded:
    """One or several patterns of which any will do, each tried only on ASCII text that has the words it needs."""

    def __init__(self, *patterns: Late) -> None:
        self._patterns = patterns

    def possible(self, text: str) -> bool:
        """Whether one of them may be in a text."""
        return bool(self._able(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The first pattern's first match, else the next one's."""
        for pattern in self._able(text):
            if found := pattern.search(text):
                return found
        return None

    def _able(self, text: str) -> Sequence[Late]:
        # Other alphabets have their own ideas of upper and lower case.
        if not text.isascii():
            return self._patterns
        return [self._patterns[place] for place in self._lookup.able(text.lower())]

    @cached_property
    def _lookup(self) -> _Lookup:
        return _Lookup(pattern.pattern for pattern in self._patterns)


def any_of(patterns: Iterable[str], flags: int = 0) -> Guarded:
    """Patterns, guarded."""
    return Guarded(*(Late(p, flags) for p in patterns))
