"""A rep turn as named features: its words, letters, sentence openings and cues, and the prospect's words before it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from holdtheline.moves.cues import INDEX, REP
from holdtheline.moves.lean import lean
from holdtheline.moves.normalise import plain, sentences, shouted
from holdtheline.moves.prospect_cues import BRUSH_OFF, prospect_cues

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,:]*|[£$€%?!]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")

MAX_CHARS = 1500
"""Letters of a turn looked at for letter groups: what goes on longer is read by its words and cues."""

BLOCKS = {"w": 1.0, "s": 0.7, "c": 0.8, "p": 0.6, "x": 1.4, "v": 0.7, "k": 0.5}
"""Feature families with their weight: words, openings, characters, prospect's words, cues, prospect's cues, both."""
SPOKEN = "wp"
"""Those that hold words and pairs of words."""

_CONTEXT = ("send_me", "price_push", "anger", "asks", "asks_price", "crisis", "warm", "leaves", "others_decide",
            "i_decide", "asks_why_call", "keen", "not_interested", "let_you_know", "demo", "busy",
            "thanks")  # fmt: skip
_CONDENSED = ("send_it", "send_over", "of_course", "great_start", "fair_start", "discount", "no_first", "wont_send",
              "ask_open", "ask_why", "sorry", "cant_do", "plain_yes_no", "fact", "feel_for", "ask_who_else",
              "endearment", "meet", "thanks", "honest", "before_i", "laugh", "our_thing", "rather")  # fmt: skip


_PLACE = {name: place for place, name in enumerate(REP)}
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=2048)
def tokens(text: str) -> Sequence[str]:
    """Words, sums of money and marks of a plain text; every number reads `#`."""
    found: list[str] = _TOKEN.findall(text)
    return ["#" if t[0].isdigit() else t for t in found] if _DIGIT.search(text) else found


_DAMPED = (0.0, *(1.0 + math.log(count) for count in range(1, 65)))


def damped(counts: Collection[int]) -> list[float]:
    """Each count: 1 for one, growing with the logarithm."""
    if max(counts, default=0) < len(_DAMPED):
        return list(map(_DAMPED.__getitem__, counts))
    return [1.0 + math.log(count) for count in counts]


@dataclass(frozen=True, slots=True)
class Surface:
    """Countable things about a turn that no vocabulary holds."""

    words: int
    questions: int
    echo: float
    """Share of the turn's longer words that the prospect has just said, 0 to 1."""


@lru_cache(maxsize=8192)
def grams_of(word: str) -> tuple[str, ...]:
    """Feature names of a word's groups of three to five letters."""
    padded = f" {word} "
    return tuple(f"c{padded[i : i + size]}" for size in (3, 4, 5) for i in range(max(1, len(padded) - size + 1)))


@lru_cache(maxsize=2048)
def _words(said: str) -> Sequence[str]:
    found: list[str] = _WORD.findall(said)
    return found


def spelled(text: str) -> Sequence[str]:
    """The words of a turn whose letters count."""
    return _words(lean(text)[:MAX_CHARS])


@lru_cache(maxsize=2048)
def surface(said: str, before: str) -> Surface:
    """Surface of a plain turn ``said`` after the plain prospect turn ``before``."""
    words = _words(said)
    long_words = {w for w in words if len(w) > 4}
    echo = len(long_words.intersection(_words(before))) / len(long_words) if long_words else 0.0
    return Surface(len(words), said.count("?"), echo)


@lru_cache(maxsize=8192)
def _cues_of_sentence(sentence: str) -> tuple[str, ...]:
    return tuple(INDEX.found_in(sentence))


@lru_cache(maxsize=2048)
def cues_of(said: str) -> Mapping[str, int]:
    """How many of a plain turn's sentences carry each cue."""
    found: dict[str, int] = {}
    for part in sentences(said)[:60]:
        for name in _cues_of_sentence(part):
            found[name] = found.get(name, 0) + 1
    return {name: found[name] for name in sorted(found, key=_PLACE.__getitem__)}


def turn_features(
    text: str, prospect_before: str | None, rep_before: Sequence[str] = (), position: int = 1
) -> dict[str, float]:
    """Feature values by name; a name's first letter is its family (see BLOCKS).

    It is the rep's ``position``-th turn, from 1.
    """
    return {**own_features(text), **their_features(prospect_before), **both_features(text, prospect_before, position)}


def own_features(text: str) -> dict[str, float]:
    """What depends on the rep's words only."""
    names = [*and_pairs("w", tokens(lean(text))), *opened(text)]
    names += [gram for word in spelled(text) for gram in grams_of(word)]
    return {**counted(names), **shaped(text)}


def and_pairs(family: str, words: Sequence[str]) -> list[str]:
    """Names of words, and of pairs of them, in a family."""
    return [*(f"{family}{word}" for word in words), *(f"{family}{a} {b}" for a, b in pairwise(words))]


def opened(text: str) -> list[str]:
    """How the sentences of a turn open, in one word, two and three, each as often as it is there."""
    names: list[str] = []
    for sentence in sentences(lean(text))[:40]:
        first = tokens(sentence)[:3]
        kind = "sq" if sentence.endswith("?") else "ss"
        names += [f"{kind} {' '.join(first[:n])}" for n in range(1, len(first) + 1)]
    return names


def shaped(text: str) -> dict[str, float]:
    """The cues and the shape of a turn."""
    said = lean(text)
    cues = cues_of(said)
    out = dict(zip([f"x{name}" for name in cues], damped(cues.values()), strict=True))
    out.update(_shape(text, surface(said, "")))
    return out


def their_words(prospect_before: str | None) -> Sequence[str]:
    """The last words of the prospect's turn, as far as they are looked at."""
    return tokens(plain(prospect_before or ""))[-60:]


def their_cues(prospect_before: str | None) -> list[str]:
    """The cues of the prospect's turn."""
    return [f"v{name}" for name in sorted(_context(prospect_before))]


def their_features(prospect_before: str | None) -> dict[str, float]:
    """What depends on the prospect's words only."""
    return counted([*and_pairs("p", their_words(prospect_before)), *their_cues(prospect_before)])


def counted(names: Iterable[str]) -> dict[str, float]:
    """Damped counts; the model file multiplies by rarity and scales each family to BLOCKS."""
    counts = Counter(names)
    return dict(zip(counts, damped(counts.values()), strict=True))


def both_features(text: str, prospect_before: str | None, position: int) -> dict[str, float]:
    """What depends on both sides' words, and on the turn's place."""
    said, before = lean(text), plain(prospect_before or "")
    cues, context = cues_of(said), _context(prospect_before)
    found = {*context, "brush_off"} if context & set(BRUSH_OFF) else context
    there = [b for b in _CONDENSED if b in cues]
    out = {f"k{a}|{b}": 1.0 for a in (*_CONTEXT, "brush_off") if a in found for b in there}
    out["necho"] = surface(said, before).echo
    out["nfirst"] = float(position == 1)
    out["nsecond"] = float(position == 2)
    out["nlate"] = min(position, 12) / 12
    return out


def _context(prospect_before: str | None) -> frozenset[str]:
    return prospect_cues(prospect_before) if prospect_before else frozenset({"first"})


def _shape(text: str, shape: Surface) -> dict[str, float]:
    return {
        "nsize": math.log1p(shape.words) / 5,
        "nquestions": min(shape.questions, 4) / 4,
        "nnone": float(shape.questions == 0),
        "nshort": float(shape.words <= 4),
        "nlong": float(shape.words >= 45),
        "nloud": float(shouted(text)),
    }
