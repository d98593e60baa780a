"""How well each prepared answer fits what was asked.

A linear model weighs how near the question is to each answer: to the phrases and questions it is heard as, to its
words, to its topic, to the kind of thing that it holds (a name for "who", a number for "how many"). Its figure is the
chance that a listener would take the answer for one to this question. Weights are made by ``training/fit_answers.py``
from questions whose fitting answers were marked; docs/simulation.md says how often it is right.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np

from holdtheline.moves.heard import Heard
from holdtheline.moves.question import question
from holdtheline.moves.topic_guess import ORDER, guess
from holdtheline.moves.weightfile import Floats, WeightsError, load
from holdtheline.persona import Answer
from holdtheline.prospect.answer_book import WANTED, Book, Row

LIKELY = 0.45
"""Chance of fitting from which an answer is given: a sure answer to another question breaks the illusion, waving the
question away does not."""

PLAIN = 0.75
"""Chance from which a question is plainly for this answer."""

LEANING = 0.8
"""Chance from which an answer is given to a question that hangs on what was just said ("Why is that?"): by its own
words it could be for any. Of 15 such answers below it, 9 were marked off; of 16 above, 2."""

_BOOKS = 256


def features(book: Book, text: str, cues: Mapping[str, float], topics: Floats, open_to: Row) -> dict[str, Row]:
    """What the model weighs, by name: one value for each answer.

    ``cues``: topics as ``Heard`` has them; ``topics``: the trained guess at each topic of ``topic_guess.ORDER``;
    ``open_to``: 1 where an answer may be given now.
    """
    asked = question(text)
    weighed = book.weigh(asked.words)
    near = book.likeness(weighed)
    ones = np.ones(len(book.answers))
    cue = np.array([cues.get(t, 0.0) for t in ORDER])[book.topic]
    guessed = topics.astype(np.float64)[book.topic]
    strange = book.strange(weighed)
    loose = 1.0 - near.known
    content = sum(w > 1.0 for w in weighed.values())
    out = {
        "cue": cue,
        "cue sure": (cue >= 0.5) * 1.0,
        "cue best": _lead(cue, open_to),
        "guess": guessed,
        "guess log": np.log(guessed + 0.01),
        "guess x cue": guessed * cue,
        "guess x example": guessed * near.example,
        "example": near.example,
        "example squared": near.example**2,
        "example best": _lead(near.example, open_to),
        "second": near.second,
        "phrase": near.phrase,
        "phrase whole": (near.phrase >= 0.85) * 1.0,
        "phrase best": _lead(near.phrase, open_to),
        "covered": near.covered,
        "heard": near.heard,
        "heard best": _lead(near.heard, open_to),
        "said": near.said,
        "known": near.known,
        "cue x loose": cue * loose,
        "phrased": book.phrased,
        "unphrased x loose": (1.0 - book.phrased) * loose,
        "after": book.after,
        # The same for all answers: whether any may fit at all.
        "strange": ones * strange,
        "content": ones * min(content, 6) / 6,
        "any cue": ones * max(cues.values(), default=0.0),
        "any guess": ones * float(guessed.max()),
        "any example": ones * float((near.example * open_to).max(initial=0.0)),
        "any phrase": ones * float((near.phrase * open_to).max(initial=0.0)),
    }
    for name, kinds in WANTED.items():
        wanted = float(asked.kind in kinds)
        out[f"wanted {name}"] = wanted * book.holds[name]
        out[f"no {name}"] = wanted * (1.0 - book.holds[name])
        out[f"unasked {name}"] = (1.0 - wanted) * book.holds[name]
    return out


def _lead(values: Row, open_to: Row) -> Row:
    """How far each is before the best of the others, or behind it."""
    there = np.where(open_to > 0, values, 0.0)
    if there.size < 2:
        return there
    second, best = np.partition(there, -2)[-2:]
    out: Row = np.where(there >= best, there - second, there - best)
    return out


@dataclass(frozen=True)
class Ranker:
    """The trained model: ``weights`` by feature name, and the bias."""

    names: tuple[str, ...]
    weights: Row
    bias: float

    def chances(self, rows: Row) -> Row:
        """The chance of fitting, for each row of features."""
        out: Row = 1.0 / (1.0 + np.exp(-(rows @ self.weights + self.bias)))
        return out


@cache
def shipped(examples: bool = True) -> Ranker:
    """The model that comes with this version: for answers with example questions, or for those without.

    Raises WeightsError if it is missing.
    """
    found = load(resources.files("holdtheline.prospect").joinpath("weights", "answers.npz"))
    kind = "" if examples else "_without"
    weights = found.floats(f"weights{kind}").astype(np.float64)
    return Ranker(tuple(found.names("features")), weights, float(found.floats(f"bias{kind}")[0]))


def chances(answers: Sequence[Answer], heard: Heard, opened: Collection[str]) -> Row:
    """For each answer the chance, 0 to 1, that it fits; 0 where it may not be given now.

    Raises WeightsError if the weights are missing or of another version.
    """
    return _chances(book_of(answers), heard.text, tuple(heard.topics.items()), frozenset(opened))


@lru_cache(maxsize=4_096)  # simulated reps and coaches who try a file say the same lines again and again
def _chances(book: Book, text: str, cues: tuple[tuple[str, float], ...], opened: frozenset[str]) -> Row:
    open_to = np.array([float(may(a, opened)) for a in book.answers])
    given = features(book, text, dict(cues), guess(question(text)), open_to)
    ranker = shipped(book.has_examples)
    if set(ranker.names) != set(given):
        raise WeightsError("answers.npz knows other features; train it again: python -m training.fit_answers")
    out: Row = open_to * ranker.chances(np.stack([given[name] for name in ranker.names], axis=1))
    out.setflags(write=False)
    return out


def may(answer: Answer, opened: Collection[str]) -> bool:
    """Whether an answer may be given with these truths out."""
    return (answer.needs is None or answer.needs in opened) and (answer.until is None or answer.until not in opened)


_books: OrderedDict[int, Book] = OrderedDict()


def book_of(answers: Sequence[Answer]) -> Book:
    """The book of these answers, laid out once: a book keeps its answers, so their place in memory names it."""
    found = _books.get(id(answers))
    if found is None or found.source is not answers:
        found = _books[id(answers)] = Book(answers)
        while len(_books) > _BOOKS:
            _books.popitem(last=False)
    return found
