"""Patterns that are compiled when they are first needed, and tried only on texts that have the words they need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from holdtheline.moves.beginnings import Keys, alternatives, beginnings, needed


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


class _Lookup:
    """Which of some patterns may be in a text, going by what each needs."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._always: list[int] = []
        self._places: dict[str, list[tuple[int, Keys | None]]] = {}
        for place, pattern in enumerate(patterns):
            first, second = (*needed(pattern), None, None)[:2]
            if first is None:
                self._always.append(place)
            for key in first or ():
                self._places.setdefault(key, []).append((place, second))
        self._keys = frozenset(self._places)

    def able(self, there: Keys) -> list[int]:
        """Places of the patterns, in order, that a text with these ``beginnings`` may have."""
        found = set(self._always)
        for key in self._keys & there:
            for place, second in self._places[key]:
                if second is None or not second.isdisjoint(there):
                    found.add(place)
        return sorted(found)


class Index:
    """Named patterns, found by the words that each of their alternatives needs."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns

    def found_in(self, text: str) -> list[str]:
        """Names of the patterns that are somewhere in a lower-case text, in their order."""
        names, patterns, lookup = self._known
        found: dict[str, None] = {}
        for place in lookup.able(beginnings(text)):
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

    def _able(self, text: str) -> Iterable[Late]:
        # Other alphabets have their own ideas of upper and lower case.
        if not text.isascii():
            return self._patterns
        return [self._patterns[place] for place in self._lookup.able(beginnings(text.lower()))]

    @cached_property
    def _lookup(self) -> _Lookup:
        return _Lookup(pattern.pattern for pattern in self._patterns)


def any_of(patterns: Iterable[str], flags: int = 0) -> Guarded:
    """Patterns, guarded."""
    return Guarded(*(Late(p, flags) for p in patterns))
