"""A prospect's prepared answers, laid out for finding the one that a question asks for."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holdtheline.moves.question import Kind, phrase_words, weight
from holdtheline.moves.spelling import Speller
from holdtheline.moves.topic_guess import ORDER
from holdtheline.persona import Answer

Row = npt.NDArray[np.float64]

PHRASE, EXAMPLE = 0, 1
"""What an answer is heard as: a phrase that a question must hold, or an example of a whole question."""

HOLDS: dict[str, re.Pattern[str]] = {
    "number": re.compile(
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
        r"seventy|eighty|ninety|hundred|thousand|dozen|half)\b",
        re.IGNORECASE,
    ),
    "money": re.compile(
        r"[£$€]|\b(?:pounds?|dollars?|quid|bucks|euros?|thousand|grand|cents|pence|rupees)\b", re.IGNORECASE
    ),
    "time": re.compile(
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
        r"october|november|december|weeks?|months?|years?|days?|today|tomorrow|yesterday|spring|summer|autumn|winter|"
        r"morning|night|since|ago|christmas|easter|quarter|minutes?|hours?)\b",
        re.IGNORECASE,
    ),
    "person": re.compile(
        r"(?<=[a-z,;] )[A-Z][a-z]+|\b(?:I do|me|my|he|she|him|her|they|nobody|somebody|boss|owner|board)\b"
    ),
    "reason": re.compile(r"\b(?:because|since|so that|to |reason|why)\b", re.IGNORECASE),
    "verdict": re.compile(
        r"^(?:yes|no|yeah|nope|nah|never|not|sure|of course|some|only|once|twice|maybe|perhaps|aye|oh)\b", re.IGNORECASE
    ),
}
"""What an answer may hold, by what shows it."""

WANTED: dict[str, tuple[Kind, ...]] = {
    "number": ("count", "span"),
    "money": ("sum",),
    "time": ("when", "span"),
    "person": ("who",),
    "reason": ("why",),
    "verdict": ("whether",),
}
"""Kinds of question that want an answer which holds it."""


@dataclass(frozen=True)
class Likeness:
    """How near a bag of words is to each answer, 0 to 1, one value an answer.

    ``example``, ``second``: cosine to the nearest and the next of its example questions and phrases; ``phrase``,
    ``covered``: share of the best phrase, of the best example, that is said; ``heard``: cosine to all of them together;
    ``said``: to what it says; ``known``: share of the question's words that any of these hold.
    """

    example: Row
    second: Row
    phrase: Row
    covered: Row
    heard: Row
    said: Row
    known: Row


class Book:
    """Answers by the words they are heard as and say. Rare words weigh more, those of every answer little."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.source = answers
        self.answers = tuple(answers)
        says = [phrase_words(" ".join(a.says)) for a in answers]
        heard = [[phrase_words(p) for p in (*a.heard_as, *a.asked)] for a in answers]
        bags = [frozenset[str]().union(*h) for h in heard]
        often = Counter(w for bag, said in zip(bags, says, strict=True) for w in bag | said)
        self._unknown = math.log((len(answers) + 2) / 0.5)
        self._weight = {w: weight(w) * math.log((len(answers) + 2) / (n + 0.5)) for w, n in often.items()}
        self._speller = Speller(w for w in often if w.isalpha())
        flat = [(i, words, k < len(a.heard_as)) for i, a in enumerate(answers) for k, words in enumerate(heard[i])]
        self._of = np.array([i for i, _, _ in flat], dtype=np.int64)
        self._phrase = np.array([is_phrase for _, _, is_phrase in flat], dtype=bool)
        self._examples = _Index([words for _, words, _ in flat], self._weight)
        self._bags, self._says = _Index(bags, self._weight), _Index(says, self._weight)
        self._either = _Index([b | s for b, s in zip(bags, says, strict=True)], self._weight)
        self.has_examples = 2 * sum(bool(a.asked) for a in answers) >= len(answers)
        self.topic = np.array([ORDER.index(a.topic) for a in answers], dtype=np.int64)
        self.phrased = np.array([float(bool(a.heard_as)) for a in answers])
        self.after = np.array([float(a.needs is not None) for a in answers])
        self.holds = {
            name: np.array([np.mean([bool(p.search(s)) for s in a.says]) for a in answers]) for name, p in HOLDS.items()
        }

    def weigh(self, words: Iterable[str]) -> dict[str, float]:
        """The words of a question as this book knows them, slips of the pen put right, with their weights."""
        out: dict[str, float] = {}
        for word in words:
            known = word if word in self._weight or not word.isalpha() else self._speller.correct(word)
            out[known] = self._weight.get(known, weight(known) * self._unknown)
        return out

    def strange(self, weighed: dict[str, float]) -> float:
        """Share of a question's weight in words that stand nowhere in this book."""
        total = sum(weighed.values())
        return sum(w for word, w in weighed.items() if word not in self._weight) / total if total else 0.0

    def likeness(self, weighed: dict[str, float]) -> Likeness:
        """How near these words are to each answer."""
        n = len(self.answers)
        cosine, share = self._examples.near(weighed)
        first, second, phrase, covered = (np.zeros(n) for _ in range(4))
        np.maximum.at(first, self._of, cosine)
        rest = np.where(cosine < first[self._of], cosine, 0.0)
        np.maximum.at(second, self._of, rest)
        np.maximum.at(phrase, self._of, np.where(self._phrase, share, 0.0))
        np.maximum.at(covered, self._of, np.where(self._phrase, 0.0, share))
        total = sum(weighed.values()) or 1.0
        known = self._either.sums(weighed) / total
        return Likeness(first, second, phrase, covered, self._bags.near(weighed)[0], self._says.near(weighed)[0], known)


class _Index:
    """Bags of words, found by their words."""

    def __init__(self, bags: Sequence[frozenset[str]], weights: dict[str, float]) -> None:
        self._size = len(bags)
        at: dict[str, list[int]] = defaultdict(list)
        for place, bag in enumerate(bags):
            for word in bag:
                at[word].append(place)
        self._at = {word: np.array(places, dtype=np.int64) for word, places in at.items()}
        self._norm = np.array([math.sqrt(sum(weights[w] ** 2 for w in bag)) or 1.0 for bag in bags])
        self._total = np.array([sum(weights[w] for w in bag) or 1.0 for bag in bags])

    def near(self, weighed: dict[str, float]) -> tuple[Row, Row]:
        """Cosine to each bag, and the share of each bag's weight that is said."""
        dot, shared = np.zeros(self._size), np.zeros(self._size)
        for word, w in weighed.items():
            places = self._at.get(word)
            if places is not None:
                dot[places] += w * w
                shared[places] += w
        norm = math.sqrt(sum(w * w for w in weighed.values())) or 1.0
        return dot / (self._norm * norm), shared / self._total

    def sums(self, weighed: dict[str, float]) -> Row:
        """Weight of these words in each bag."""
        out = np.zeros(self._size)
        for word, w in weighed.items():
            places = self._at.get(word)
            if places is not None:
                out[places] += w
        return out
