"""Which words a pattern cannot do without, so that it is only tried on texts that have one of them.

Most cues are in hardly any sentence, and looking a sentence's words up in an index is many times quicker than trying
some hundred patterns on it. What an index leaves out could not have matched, so results are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

LONGEST = 7
"""Letters of a word's beginning that are looked at."""

_COMMON_WORDS = "a i you your the that this it is are to do we for on in and so have be not if what with of"
_COMMON = frozenset(_COMMON_WORDS.split())
_COST = {1: 0.3, 2: 0.15, 3: 0.05}
_MOST = 256
"""Characters that a class may list and still be spelled out."""

_DIGITS = frozenset("0123456789")
_RUN = re.compile("[a-z]+")
_REPEAT = re.compile(r"[?*+]\??|\{(\d*),?\d*\}\??")

Keys = frozenset[str]


@lru_cache(maxsize=2048)
def beginnings(text: str) -> Keys:
    """Every beginning of up to LONGEST letters of a lower-case text's words, and every other character in it."""
    return frozenset(text).union(*map(_of_word, set(_RUN.findall(text))))


@lru_cache(maxsize=8192)
def _of_word(word: str) -> tuple[str, ...]:
    return tuple(word[:size] for size in range(1, min(LONGEST, len(word)) + 1))


def needed(pattern: str) -> Keys | None:
    """Beginnings of words (or single characters that are no letters), one of which is in whatever a pattern matches.

    None where nothing can be told, as for syntax that is not known here. ``pattern`` is to be matched in lower case.
    """
    try:
        keys, _, end = _choice(pattern, 0, False)
    except (ValueError, IndexError):
        return None
    return keys if end == len(pattern) else None


def _choice(source: str, at: int, fresh: bool) -> tuple[Keys | None, bool, int]:
    """Alternatives from position ``at`` to the closing bracket or the end: their keys, freshness after, position.

    ``fresh``: what stands before is no letter, so that a letter that follows begins a word.
    """
    every: list[Keys | None] = []
    still = True
    while True:
        keys, after, at = _sequence(source, at, fresh)
        every.append(keys)
        still = still and after
        if at == len(source) or source[at] == ")":
            known = [k for k in every if k is not None]
            return (frozenset().union(*known) if len(known) == len(every) else None), still, at
        at += 1


def _sequence(source: str, at: int, fresh: bool) -> tuple[Keys | None, bool, int]:
    found: list[Keys] = []
    run = ""
    while at < len(source) and source[at] not in "|)":
        chars, keys, after, end = _item(source, at, fresh)
        repeat = _REPEAT.match(source, end)
        if repeat and (repeat.group()[0] in "?*" or repeat.group(1) in ("0", "")):
            keys, chars, after, joins = None, None, after and fresh, False
        else:
            joins = repeat is None
        if chars is not None and len(chars) == 1 and chars.isalpha():
            if run or fresh:
                run += chars
            if run and not joins:
                found.append(frozenset([run[:LONGEST]]))
                run = ""
        else:
            if run:
                found.append(frozenset([run[:LONGEST]]))
                run = ""
            if keys:
                found.append(keys)
        fresh = after
        at = repeat.end() if repeat else end
    if run:
        found.append(frozenset([run[:LONGEST]]))
    return min(found, key=_cost, default=None), fresh, at


def _cost(keys: Keys) -> float:
    """How often about one of these is in a sentence."""
    return sum(0.3 if key in _COMMON else _COST.get(len(key), 0.01) for key in keys)


def _item(source: str, at: int, fresh: bool) -> tuple[str | None, Keys | None, bool, int]:
    """One item: its character if it is one, its keys, whether what follows is fresh, and the position after it."""
    char = source[at]
    if char == "(":
        return _group(source, at, fresh)
    if char == "[":
        return _class(source, at)
    if char == "^":
        return None, None, True, at + 1
    if char == "$":
        return None, None, fresh, at + 1
    if char == ".":
        return None, None, False, at + 1
    if char == "\\":
        kind = source[at + 1]
        if kind == "b":
            return None, None, True, at + 2
        if kind == "d":
            return None, _DIGITS, True, at + 2
        if kind in "wS":
            return None, None, False, at + 2
        if kind in "sWnt":
            return None, None, True, at + 2
        if kind.isalnum():
            raise ValueError(kind)
        char, at = kind, at + 1
    low = char.lower()
    if "a" <= low <= "z":
        return low, None, False, at + 1
    return low, None if low.isspace() else frozenset([low]), True, at + 1


def _group(source: str, at: int, fresh: bool) -> tuple[None, Keys | None, bool, int]:
    opened = re.compile(r"\((?:\?(i?:|[=!]|<[=!]|P<\w+>))?").match(source, at)
    if opened is None or source[opened.end()] == "?":
        raise ValueError(source[at : at + 4])
    keys, after, end = _choice(source, opened.end(), fresh)
    if source[end] != ")":
        raise ValueError(source[at:])
    if opened.group(1) and opened.group(1)[-1] in "=!":  # looks only: takes no room, and may ask for an absence
        return None, None, fresh, end + 1
    return None, keys, after, end + 1


def _class(source: str, at: int) -> tuple[None, Keys | None, bool, int]:
    end = at + 1
    while source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    inside = source[at + 1 : end]
    if inside[0] == "^" or re.search(r"\\[a-ce-zA-Z]|(?<!\\)[a-zA-Z]", inside):
        return None, None, False, end + 1
    spelled: set[str] = set()
    for part in re.finditer(r"\\d|\\?(.)-\\?([^\]])|\\?(.)", inside):
        if part.group() == r"\d":
            spelled |= _DIGITS
        elif part.group(1):
            spelled |= {chr(c) for c in range(ord(part.group(1)), ord(part.group(2)) + 1)}
        else:
            spelled.add(part.group(3))
    telling = len(spelled) <= _MOST and not any(c.isspace() for c in spelled)
    return None, frozenset(spelled) if telling else None, True, end + 1


def alternatives(pattern: str) -> list[str]:
    """A pattern's outermost alternatives: each needs words of its own, so most need not be tried on a text.

    Alternatives in brackets around a whole one, at word bounds, count as outermost.
    """
    out: list[str] = []
    for part in _outermost(pattern):
        around = _AROUND.fullmatch(part)
        inner = _outermost(around[1]) if around else []
        # Brackets that close before the end leave pieces that are no patterns.
        whole = len(inner) > 1 and all(one.count("(") == one.count(")") for one in inner)
        out += [rf"\b(?:{one}){around[2]}" for one in inner] if around and whole else [part]
    return out


_AROUND = re.compile(r"\\b\(\?:((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\))*)\)(\\b|)")
"""Brackets from end to end, within them brackets up to three deep."""


def _outermost(pattern: str) -> list[str]:
    out, start, depth, at, inside = [], 0, 0, 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
            at += pattern[at + 1] == "^"
            at += pattern[at + 1] == "]"
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            out.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*out, pattern[start:]]


class Index:
    """Named patterns, found by the words that each of their alternatives needs."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        every = [(name, part) for name, pattern in patterns.items() for part in alternatives(pattern)]
        self._names = [name for name, _ in every]
        self._parts = [part for _, part in every]
        self._searches: dict[int, Callable[[str], object]] = {}
        self._always: list[int] = []
        self._by_key: dict[str, list[int]] = {}
        self._by_word = lru_cache(maxsize=8192)(self._places_of)
        for place, (_, part) in enumerate(every):
            keys = needed(part)
            if keys is None:
                self._always.append(place)
            for key in keys or ():
                self._by_key.setdefault(key, []).append(place)

    def found_in(self, text: str) -> list[str]:
        """Names of the patterns that are somewhere in a lower-case text, in their order."""
        places = set(self._always).union(*map(self._by_word, set(_RUN.findall(text))))
        for char in set(text) & self._by_key.keys():
            if not "a" <= char <= "z":
                places.update(self._by_key[char])
        found: dict[str, None] = {}
        for place in sorted(places):
            name = self._names[place]
            if name not in found and self._search(place)(text):
                found[name] = None
        return list(found)

    def _search(self, place: int) -> Callable[[str], object]:
        """Compiled when first needed: a call needs a part of them, and all take a good while."""
        if place not in self._searches:
            self._searches[place] = re.compile(self._parts[place]).search
        return self._searches[place]

    def _places_of(self, word: str) -> tuple[int, ...]:
        return tuple(place for key in _of_word(word) for place in self._by_key.get(key, ()))


class Guarded:
    """One or several patterns of which any will do, each tried only on ASCII text that has a word it needs."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._patterns = [(pattern, needed(pattern.pattern)) for pattern in patterns]
        self._compiled = patterns

    def possible(self, text: str) -> bool:
        """Whether one of them may be in a text."""
        return any(self._able(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The first pattern's first match, else the next one's."""
        for pattern in self._able(text):
            if found := pattern.search(text):
                return found
        return None

    def _able(self, text: str) -> Iterator[re.Pattern[str]]:
        # Other alphabets have their own ideas of upper and lower case.
        there = beginnings(text.lower()) if text.isascii() else None
        if there is None:
            yield from self._compiled
            return
        for pattern, keys in self._patterns:
            if keys is None or not keys.isdisjoint(there):
                yield pattern


def any_of(patterns: Iterable[str], flags: int = 0) -> Guarded:
    """Patterns, compiled and guarded."""
    return Guarded(*(re.compile(p, flags) for p in patterns))
