"""Quotes: a quote counts only where its very words stand in that rep turn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from holdtheline.moves.normalise import sentences
from holdtheline.transcript import Transcript

MIN_WORDS, MIN_CHARS = 3, 12
"""A shorter quote proves little; a whole turn may be as short as it is."""
MAX_QUOTE = 240
"""Longest quote that the offline grader shows, in characters."""

_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St)\.\Z")
"""What ends in a full stop in the middle of a sentence: a title before a name."""

_SAME = {
    **dict.fromkeys("’‘ʼ`´‛′", "'"),
    **dict.fromkeys('“”„«»‟″', '"'),
    **dict.fromkeys("–—‒−‐‑―", "-"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """A verified quote: characters ``start`` to ``end`` of turn ``turn``; ``words`` are that stretch as it stands."""

    turn: int
    start: int
    end: int
    words: str


@lru_cache(maxsize=1_024)
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Comparison form, and for each of its characters the position in ``text`` that it came from."""
    if text.isascii() and text.isprintable() and "  " not in text and "`" not in text:
        return text.casefold(), range(len(text))
    out: list[str] = []
    origin: list[int] = []
    for position, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", _SAME.get(char, char)):
            part = _SAME.get(part, part)
            if part.isspace():
                if out and out[-1] != " ":
                    out.append(" ")
                    origin.append(position)
            elif unicodedata.category(part) not in ("Cf", "Cc", "Mn", "Cn", "Co"):
                for letter in part.casefold():
                    out.append(letter)
                    origin.append(position)
    return "".join(out), origin


@lru_cache(maxsize=1_024)
def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Start and end of ``quote`` in ``text``, or None.

    Case, white space, Unicode form, accents, quotes and dashes may differ; nothing else, and words stay whole.
    """
    wanted = _folded(quote)[0].strip(" \"'").strip()
    inside, origin = _folded(text)
    if not wanted:
        return None
    whole = wanted == inside.strip(" \"'").strip()
    if not whole and len(wanted) < MIN_CHARS and len(wanted.split()) < MIN_WORDS:
        return None
    at = inside.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_joined(inside, at) or _joined(inside, end)):
            last = origin[end - 1] + 1
            return origin[at], last
        at = inside.find(wanted, at + 1)
    return None


def _joined(text: str, at: int) -> bool:
    """Whether position ``at`` lies inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def verify(call: Transcript, turn: int, quote: str) -> Where | None:
    """Where the quote stands in that rep turn, with its words as typed; None when it does not, or no rep said it."""
    if not 1 <= turn <= len(call.turns) or call.turns[turn - 1].speaker != "rep":
        return None
    text = call.turns[turn - 1].text
    found = locate(text, quote)
    if found is None:
        return None
    return Where(turn, found[0], found[1], text[found[0] : found[1]])


def sentence_spans(text: str) -> list[str]:
    """Stretches of a turn fit to be quoted: sentences, each joined to a short neighbour, cut at MAX_QUOTE."""
    whole = _joined_up(_joined_up(_places(text), lambda a, b: _goes_on(text, a, b)), lambda a, b: _brief(text, a, b))
    return [cut(text[start:end]) for start, end in whole]


Stretch = tuple[int, int]
"""Start and end of some words of a turn."""


def _places(text: str) -> list[Stretch]:
    """Where the sentences stand, one after the other."""
    found: list[Stretch] = []
    for one in sentences(text):
        start = text.index(one, found[-1][1] if found else 0)
        found.append((start, start + len(one)))
    return found


def _joined_up(stretches: Sequence[Stretch], together: Callable[[Stretch, Stretch], bool]) -> list[Stretch]:
    """Neighbours made one where they belong ``together``."""
    out: list[Stretch] = []
    for one in stretches:
        if out and together(out[-1], one):
            out[-1] = (out[-1][0], one[1])
        else:
            out.append(one)
    return out


def _goes_on(text: str, one: Stretch, other: Stretch) -> bool:
    """Whether the full stop between the two ends no sentence: it stands in a number or after a title."""
    return one[1] == other[0] or (
        _TITLE.search(text, one[0], one[1]) is not None and "\n" not in text[one[1] : other[0]]
    )


def _brief(text: str, one: Stretch, other: Stretch) -> bool:
    """Whether one of the two is too short to stand alone, and both fit into a quote."""
    short = min(len(text[a:b].split()) for a, b in (one, other)) < MIN_WORDS
    return short and other[1] - one[0] <= MAX_QUOTE


def cut(text: str) -> str:
    """At most MAX_QUOTE characters, whole words."""
    if len(text) <= MAX_QUOTE:
        return text
    head = text[:MAX_QUOTE].rsplit(None, 1)[0]
    return head or text[:MAX_QUOTE]
