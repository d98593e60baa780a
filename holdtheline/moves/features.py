"""A rep turn as named features: its words, letters, sentence openings and cues, and the prospect's words before it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from holdtheline.moves.cues import COMPILED
from holdtheline.moves.normalise import plain, sentences, shouted
from holdtheline.moves.prospect_cues import BRUSH_OFF, prospect_cues

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,:]*|[£$€%?!]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")

MAX_CHARS = 1500
"""Letters of a turn looked at for letter groups: what goes on longer is read by its words and cues."""

BLOCKS = {"w": 1.0, "s": 0.7, "c": 0.8, "p": 0.6, "x": 1.4, "v": 0.7, "k": 0.5}
"""Feature families with their weight: words, openings, characters, prospect's words, cues, prospect's cues, both."""

_CONTEXT = ("send_me", "price_push", "anger", "asks", "asks_price", "crisis", "warm", "leaves", "others_decide",
            "i_decide", "asks_why_call", "keen", "not_interested", "let_you_know", "demo", "busy",
            "thanks")  # fmt: skip
_CONDENSED = ("send_it", "send_over", "of_course", "great_start", "fair_start", "discount", "no_first", "wont_send",
              "ask_open", "ask_why", "sorry", "cant_do", "plain_yes_no", "fact", "feel_for", "ask_who_else",
              "endearment", "meet", "thanks", "honest", "before_i", "laugh", "our_thing", "rather")  # fmt: skip


_ANCHORED = frozenset(name for name, pattern in COMPILED.items() if "^" in pattern.pattern)


def tokens(text: str) -> list[str]:
    """Words, sums of money and marks of a plain text; every number reads `#`."""
    return ["#" if t[0].isdigit() else t for t in _TOKEN.findall(text)]


@dataclass(frozen=True, slots=True)
class Surface:
    """Countable things about a turn that no vocabulary holds."""

    words: int
    questions: int
    echo: float
    """Share of the turn's longer words that the prospect has just said, 0 to 1."""


def _grams(said: str) -> list[str]:
    out = []
    for word in _WORD.findall(said[:MAX_CHARS]):
        padded = f" {word} "
        for size in (3, 4, 5):
            out += [padded[i : i + size] for i in range(max(1, len(padded) - size + 1))]
    return out


def surface(said: str, before: str) -> Surface:
    """Surface of a plain turn ``said`` after the plain prospect turn ``before``."""
    words = _WORD.findall(said)
    long_words = {w for w in words if len(w) > 4}
    echo = len(long_words & set(_WORD.findall(before))) / len(long_words) if long_words else 0.0
    return Surface(len(words), said.count("?"), echo)


@lru_cache(maxsize=2048)
def cues_of(said: str) -> Mapping[str, int]:
    """How many of a plain turn's sentences carry each cue."""
    found: dict[str, int] = {}
    parts = sentences(said)[:60]
    for name, pattern in COMPILED.items():
        # What no sentence's start is needed for can only be in a sentence if it is in the turn: most cues are not.
        if name in _ANCHORED or pattern.search(said):
            hits = sum(1 for part in parts if pattern.search(part))
            if hits:
                found[name] = hits
    return found


def turn_features(
    text: str, prospect_before: str | None, rep_before: Sequence[str] = (), position: int = 1
) -> dict[str, float]:
    """Feature values by name; a name's first letter is its family (see BLOCKS).

    It is the rep's ``position``-th turn, from 1.
    """
    said, before = plain(text), plain(prospect_before or "")
    out: dict[str, float] = {}
    toks = tokens(said)
    words = Counter(f"w{t}" for t in toks)
    words.update(f"w{a} {b}" for a, b in pairwise(toks))
    _add(out, words)
    opening: Counter[str] = Counter()
    for sentence in sentences(said)[:40]:
        first = tokens(sentence)
        kind = "q" if sentence.endswith("?") else "s"
        opening.update(f"s{kind} {' '.join(first[:n])}" for n in (1, 2, 3) if len(first) >= n)
    _add(out, opening)
    _add(out, Counter(f"c{g}" for g in _grams(said)))
    theirs = tokens(before)[-60:]
    heard = Counter(f"p{t}" for t in theirs)
    heard.update(f"p{a} {b}" for a, b in pairwise(theirs))
    _add(out, heard)
    cues = cues_of(said)
    _add(out, Counter({f"x{name}": n for name, n in cues.items()}))
    context = prospect_cues(prospect_before) if prospect_before else frozenset({"first"})
    _add(out, Counter(f"v{name}" for name in sorted(context)))
    pushed = {"brush_off"} if context & set(BRUSH_OFF) else set()
    pairs = [
        f"k{a}|{b}" for a in (*_CONTEXT, "brush_off") if a in context or a in pushed for b in _CONDENSED if b in cues
    ]
    _add(out, Counter(pairs))
    out.update(_shape(text, surface(said, before), position))
    return out


def _shape(text: str, shape: Surface, position: int) -> dict[str, float]:
    size = math.log1p(shape.words)
    return {
        "nsize": size / 5,
        "nquestions": min(shape.questions, 4) / 4,
        "nnone": float(shape.questions == 0),
        "necho": shape.echo,
        "nfirst": float(position == 1),
        "nsecond": float(position == 2),
        "nlate": min(position, 12) / 12,
        "nshort": float(shape.words <= 4),
        "nlong": float(shape.words >= 45),
        "nloud": float(shouted(text)),
    }


def _add(out: dict[str, float], counts: Counter[str]) -> None:
    """Damped counts; the model file multiplies by rarity and scales each family to BLOCKS."""
    for name, count in counts.items():
        out[name] = 1.0 + math.log(count) if count > 1 else 1.0
