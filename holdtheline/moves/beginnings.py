"""Which words a pattern cannot do without, so that it is only tried on texts that have one of them.

Most cues are in hardly any sentence, and looking a sentence's words up is many times quicker than trying some hundred
patterns on it (``finding.py``). What is left out could not have matched, so results are the same.
"""

from __future__ import annotations

import re

LONGEST = 7
"""Letters of a word's beginning that are looked at."""

_COMMON_WORDS = "a i you your the that this it is are to do we for on in and so have be not if what with of"
_COMMON = frozenset(_COMMON_WORDS.split())
_COST = {1: 0.3, 2: 0.15, 3: 0.05}
_MOST = 256
"""Characters that a class may list and still be spelled out."""

_DIGITS = frozenset("0123456789")
_OPENED = re.compile(r"\((?:\?(i?:|[=!]|<[=!]|P<\w+>))?")
_CODED = re.compile(r"\\U([0-9A-Fa-f]{8})")
_LETTERED = re.compile(r"\\[a-ce-zA-Z]|(?<!\\)[a-zA-Z]")
_REPEAT = re.compile(r"[?*+]\??|\{(\d*),?\d*\}\??")

Keys = frozenset[str]


def needed(pattern: str) -> list[Keys]:
    """Sets of beginnings of words (or single characters that are no letters), the rarest first: of each set, one is in
    whatever a pattern matches.

    Empty where nothing can be told, as for syntax that is not known here. ``pattern`` is to be matched in lower case.
    """
    try:
        sets, _, end = _choice(pattern, 0, False)
    except (ValueError, IndexError):
        return []
    return sorted(sets, key=_cost) if end == len(pattern) else []


def _choice(source: str, at: int, fresh: bool) -> tuple[list[Keys], bool, int]:
    """Alternatives from position ``at`` to the closing bracket or the end: what they need, freshness after, position.

    ``fresh``: what stands before is no letter, so that a letter that follows begins a word.
    """
    every: list[list[Keys]] = []
    still = True
    while True:
        sets, after, at = _sequence(source, at, fresh)
        every.append(sets)
        still = still and after
        if at == len(source) or source[at] == ")":
            return every[0] if len(every) == 1 else _either(every), still, at
        at += 1


def _either(every: list[list[Keys]]) -> list[Keys]:
    """What is needed by any of several alternatives: of each the rarest set, thrown together."""
    return [frozenset().union(*(min(sets, key=_cost) for sets in every))] if all(every) else []


def _sequence(source: str, at: int, fresh: bool) -> tuple[list[Keys], bool, int]:
    found: list[Keys] = []
    run = ""
    while at < len(source) and source[at] not in "|)":
        chars, keys, after, end = _item(source, at, fresh)
        repeat = _REPEAT.match(source, end)
        if repeat and (repeat.group()[0] in "?*" or repeat.group(1) in ("0", "")):
            keys, chars, after, joins = [], None, after and fresh, False
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
            found += keys
        fresh = after
        at = repeat.end() if repeat else end
    if run:
        found.append(frozenset([run[:LONGEST]]))
    return found, fresh, at


def _cost(keys: Keys) -> float:
    """How often about one of these is in a sentence."""
    return sum(0.3 if key in _COMMON else _COST.get(len(key), 0.01) for key in keys)


def _item(source: str, at: int, fresh: bool) -> tuple[str | None, list[Keys], bool, int]:
    """One item: its character if it is one, what it needs, whether what follows is fresh, and the position after it."""
    char = source[at]
    if char == "(":
        return _group(source, at, fresh)
    if char == "[":
        return _class(source, at)
    if char == "^":
        return None, [], True, at + 1
    if char == "$":
        return None, [], fresh, at + 1
    if char == ".":
        return None, [], False, at + 1
    if char == "\\":
        kind = source[at + 1]
        if kind == "b":
            return None, [], True, at + 2
        if kind == "d":
            return None, [_DIGITS], True, at + 2
        if kind in "wS":
            return None, [], False, at + 2
        if kind in "sWnt":
            return None, [], True, at + 2
        if kind.isalnum():
            raise ValueError(kind)
        char, at = kind, at + 1
    low = char.lower()
    if "a" <= low <= "z":
        return low, [], False, at + 1
    return low, [] if low.isspace() else [frozenset([low])], True, at + 1


def _group(source: str, at: int, fresh: bool) -> tuple[None, list[Keys], bool, int]:
    opened = _OPENED.match(source, at)
    if opened is None or source[opened.end()] == "?":
        raise ValueError(source[at : at + 4])
    sets, after, end = _choice(source, opened.end(), fresh)
    if source[end] != ")":
        raise ValueError(source[at:])
    if opened.group(1) and opened.group(1)[-1] in "=!":  # looks only: takes no room, and may ask for an absence
        return None, [], fresh, end + 1
    return None, sets, after, end + 1


def _class(source: str, at: int) -> tuple[None, list[Keys], bool, int]:
    end = at + 1
    while source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    inside = _CODED.sub(lambda m: chr(int(m[1], 16)), source[at + 1 : end])
    if inside[0] == "^" or _LETTERED.search(inside):
        return None, [], False, end + 1
    spelled: set[str] = set()
    for part in re.finditer(r"\\d|\\?(.)-\\?([^\]])|\\?(.)", inside):
        if part.group() == r"\d":
            spelled |= _DIGITS
        elif part.group(1):
            spelled |= {chr(c) for c in range(ord(part.group(1)), ord(part.group(2)) + 1)}
        else:
            spelled.add(part.group(3))
    telling = len(spelled) <= _MOST and not any(c.isspace() for c in spelled)
    return None, [frozenset(spelled)] if telling else [], True, end + 1


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
