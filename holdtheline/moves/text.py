"""Plain reading forms of what was typed: normalised text, sentences, words in full, and light stems."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from holdtheline.moves.normalise import visible
from holdtheline.moves.spoken import FULL, IRREGULAR

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_SENTENCE_END = re.compile(r"(?<=[.?!;])[\"')\]]*(?:\s+|$)|\n")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:mr|mrs|ms|dr|st|no|vs|e\.g|i\.e|approx|a\.m|p\.m)\.$", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[£$€₹]?\d+(?:[.,:]\d+)*(?:%|[a-z]{1,3}\b)?")

_TAIL = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}


def word_set(said: str) -> frozenset[str]:
    """The words of a string of words."""
    return frozenset(said.split())


@lru_cache(maxsize=1_024)
def normalise(text: str) -> str:
    """The same words in plain characters: NFKC, nothing invisible, look-alike letters and odd quotes folded.

    Case, accents and line breaks stay; other white space becomes single spaces.
    """
    seen = visible(text)
    if not seen.isprintable():
        seen = "".join(c if c.isprintable() or c.isspace() else " " for c in seen)
    return _LINES.sub("\n", _SPACES.sub(" ", seen)).strip()


@lru_cache(maxsize=1_024)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences with their closing mark, in order. Decimal points, clock times and titles do not end one."""
    out: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.end()].strip()
        if _ABBREVIATION.search(piece[-8:]) and end.end() < len(text):
            continue
        if piece:
            out.append(piece)
        start = end.end()
    if rest := text[start:].strip():
        out.append(rest)
    return tuple(out)


def words(text: str) -> list[str]:
    """Lower-case words of normalised text, contractions and hurried spellings in full, accents dropped."""
    low = text.lower()
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    out: list[str] = []
    for token in _TOKEN.findall(low):
        full = FULL.get(token)
        if full is None and "'" in token:
            full = _open(token)
        if full is None:
            out.append(token)
        else:
            out.extend(full.split())
    return out


_IS_AFTER = word_set("what who where when how why that there here it he she this which everything nothing")


def _open(token: str) -> str:
    """A contraction said in full; a possessive without its ending."""
    head, _, tail = token.partition("'")
    if tail == "t" and head.endswith("n"):
        return f"{head[:-1]} not"
    if tail == "s":
        return f"{head} is" if head in _IS_AFTER else head
    return f"{FULL.get(head, head)} {_TAIL[tail]}" if tail in _TAIL else head + tail


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A light stem: plural, -ed, -ing and a final e go; a few irregular verbs are folded ("bought" -> "buy")."""
    if word in IRREGULAR:
        word = IRREGULAR[word]
        return word[:-1] if len(word) > 4 and word.endswith("e") else word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and not root.endswith("e") and re.search("[aeiouy]", root):
            if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
                root = root[:-1]
            return root[:-1] + "y" if ending == "ed" and root.endswith("i") else root
    return word[:-1] if len(word) > 3 and word.endswith("e") and not word.endswith("ee") else word


def stems(text: str) -> tuple[str, ...]:
    """Stems of the words of a text, in order."""
    return tuple(stem(w) for w in words(normalise(text)))
