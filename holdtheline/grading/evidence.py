"""Quotes: a quote counts only where its very words stand in that rep turn."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from holdtheline.moves.normalise import sentences
from holdtheline.transcript import Transcript

MIN_WORDS, MIN_CHARS = 3, 12
"""A shorter quote proves little; a whole turn may be as short as it is."""
MAX_QUOTE = 240
"""Longest quote that the offline grader shows, in characters."""

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
    out: list[str] = []
    for one in sentences(text):
        if out and (len(out[-1].split()) < MIN_WORDS or len(one.split()) < MIN_WORDS):
            start = text.find(out[-1])
            end = text.find(one, start + len(out[-1])) + len(one)
            if start >= 0 and end - start <= MAX_QUOTE:
                out[-1] = text[start:end]
                continue
        out.append(one)
    return [cut(s) for s in out]


def cut(text: str) -> str:
    """At most MAX_QUOTE characters, whole words."""
    if len(text) <= MAX_QUOTE:
        return text
    head = text[:MAX_QUOTE].rsplit(None, 1)[0]
    return head or text[:MAX_QUOTE]
