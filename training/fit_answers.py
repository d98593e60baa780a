"""``python -m training.fit_answers``: how a prospect finds the answer to a question. Same data, same bytes.

Two linear models: which topic a question is about, learned from the example questions of the shipped personas; and
which prepared answer fits it, learned from ``answers.jsonl``, questions whose fitting answers were marked. What
is printed comes of questions to personas that neither model was trained on.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.moves.question import Question, question
from holdtheline.moves.reader import Reader
from holdtheline.moves.topic_guess import ORDER, TopicGuess
from holdtheline.moves.weightfile import pack_names
from holdtheline.persona import Answer, Persona, Prospect
from holdtheline.prospect import fitting
from holdtheline.prospect.answer_book import Row
from holdtheline.prospect.fitting import Ranker
from holdtheline.settings import shipped
from training.data import DATA
from training.write import save

PACKAGE = Path(__file__).parent.parent / "holdtheline"
TOPICS = PACKAGE / "moves" / "weights" / "topics.npz"
ANSWERS = PACKAGE / "prospect" / "weights" / "answers.npz"
PARTS = 6
"""Parts of whole personas, each of which is held out in turn."""
FAIR = 0.6
"""What an answer counts that is a little beside the question, where a fitting one counts 1."""
LEAST_SEEN = 2
"""Examples that a word must be in for the topic model to know it."""


@dataclass(frozen=True)
class Asked:
    """One marked question: what was said before, the rep's turn, truths out by then, fitting and fair answers."""

    persona: str
    variant: str
    text: str
    before: str
    opened: dict[str, int]
    asks: bool
    fits: frozenset[str]
    fair: frozenset[str]
    """Answers by their first wording, since places change when a file is edited."""

    def worth(self, answer: Answer) -> float:
        """1 for a fitting answer, FAIR for a fair one, else 0."""
        return 1.0 if answer.says[0] in self.fits else FAIR if answer.says[0] in self.fair else 0.0


def marked(path: Path = DATA / "answers.jsonl") -> list[Asked]:
    """The marked questions."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(
            r["persona"],
            r["variant"],
            r["text"],
            r["before"],
            dict.fromkeys(r["open"], 1),
            r["asks"],
            frozenset(r["fits"]),
            frozenset(r["fair"]),
        )
        for r in rows
    ]


def personas() -> list[Persona]:
    """The shipped personas."""
    return [persona.load(p) for p in sorted(shipped("personas").glob("*.yaml"))]


def fit_topics(people: Sequence[Persona]) -> TopicGuess:
    """The topic model, from all example questions of these personas."""
    found = [(question(q), a.topic) for p in people for v in p.variants for a in v.answers for q in a.asked]
    often = Counter(w for asked, _ in found for w in _words(asked))
    index = {w: i for i, w in enumerate(sorted(w for w, n in often.items() if n >= LEAST_SEEN))}
    rarity = np.array([np.log((len(found) + 1) / (often[w] + 1)) + 1 for w in index], dtype=np.float32)
    known = [[index[w] for w in _words(asked) if w in index] for asked, _ in found]
    ends = np.cumsum([0, *map(len, known)])
    at = np.array([i for row in known for i in row], dtype=np.int64)
    rows = normalize(sp.csr_matrix((rarity[at], at, ends), shape=(len(found), len(index))))
    model = LogisticRegression(C=3.0, max_iter=300, tol=1e-3).fit(rows, [topic for _, topic in found])
    weights = np.zeros((len(index), len(ORDER)), dtype=np.float32)
    bias = np.full(len(ORDER), -12.0, dtype=np.float32)  # a topic that nobody asks about
    for n, topic in enumerate(model.classes_):
        weights[:, ORDER.index(topic)] = model.coef_[n]
        bias[ORDER.index(topic)] = model.intercept_[n]
    return TopicGuess(index, rarity, weights.astype(np.float16).astype(np.float32), bias)


def _words(asked: Question) -> list[str]:
    return [*asked.words, *asked.pairs]


@dataclass(frozen=True)
class Weighed:
    """A marked question with what the model weighs: a row for each answer that may be given, and its worth."""

    asked: Asked
    rows: Row
    worth: Row
    names: tuple[str, ...]


def weigh(asked: Asked, prospect: Prospect, heard: Heard, topics: TopicGuess) -> Weighed:
    """One question's rows."""
    book = fitting.book_of(prospect.answers)
    open_to = np.array([float(fitting.may(a, asked.opened)) for a in prospect.answers])
    values = fitting.features(book, heard.text, heard.topics, topics.probabilities(question(heard.text)), open_to)
    places = [i for i in range(len(prospect.answers)) if open_to[i]]
    rows = np.stack([values[name] for name in values], axis=1)[places]
    return Weighed(asked, rows, np.array([asked.worth(prospect.answers[i]) for i in places]), tuple(values))


Judged = tuple[Weighed, Row]
"""A question, and the chance of each of its answers."""


def fit_ranker(weighed: Sequence[Weighed]) -> Ranker:
    """Logistic regression over all pairs of a question and an answer; a fair answer counts in part."""
    rows = np.concatenate([w.rows for w in weighed])
    worth = np.concatenate([w.worth for w in weighed])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / spread
    fits, misses = worth > 0, worth < 1
    x = np.concatenate([scaled[fits], scaled[misses]])
    y = np.concatenate([np.ones(int(fits.sum())), np.zeros(int(misses.sum()))])
    model = LogisticRegression(C=0.3, max_iter=1_000, tol=1e-6)
    model.fit(x, y, sample_weight=np.concatenate([worth[fits], 1 - worth[misses]]))
    weights = model.coef_[0] / spread
    return Ranker(weighed[0].names, weights, float(model.intercept_[0] - weights @ mean))


def weigh_held_out(asked: Sequence[Asked], people: Sequence[Persona]) -> tuple[list[Weighed], list[Weighed]]:
    """Each question, its topic guessed by a model that saw nothing of its persona: with the answers as they are, and
    with answers that have no example questions, as in a file that somebody has only begun."""
    part = {p.id: i % PARTS for i, p in enumerate(people)}
    bare = [_without_examples(p) for p in people]
    whole: list[Weighed] = []
    begun: list[Weighed] = []
    for n in range(PARTS):
        topics = fit_topics([p for p in people if part[p.id] != n])
        mine = [a for a in asked if part[a.persona] == n]
        whole += weigh_all(mine, people, topics)
        begun += weigh_all(mine, bare, topics)
    return whole, begun


def _without_examples(one: Persona) -> Persona:
    variants = (
        v.model_copy(update={"answers": tuple(a.model_copy(update={"asked": ()}) for a in v.answers)})
        for v in one.variants
    )
    return one.model_copy(update={"variants": tuple(variants)})


def judged(weighed: Sequence[Weighed], people: Sequence[Persona]) -> list[Judged]:
    """Each question's chances by a ranker that saw nothing of its persona."""
    part = {p.id: i % PARTS for i, p in enumerate(people)}
    rankers = [fit_ranker([w for w in weighed if part[w.asked.persona] != n]) for n in range(PARTS)]
    return [(w, rankers[part[w.asked.persona]].chances(w.rows)) for w in weighed]


def weigh_all(asked: Sequence[Asked], people: Sequence[Persona], topics: TopicGuess) -> list[Weighed]:
    """Every question's rows."""
    reader, by_id = Reader.default(), {p.id: p for p in people}
    variants = {(p, v.key): v for p in by_id for v in by_id[p].variants}
    return [weigh(a, variants[a.persona, a.variant], reader.read(a.text, a.before, (), 3), topics) for a in asked]


def report(found: Sequence[Judged]) -> list[str]:
    """What comes of the questions at some bounds: answered, and how."""
    some = [(w, c) for w, c in found if w.asked.asks and c.size]
    with_answer = sum(bool(w.asked.fits) for w, _ in some)
    out = [
        f"{len(some)} questions, {with_answer} with a fitting answer",
        "bound  answered  fitting  fair  off  off share",
    ]
    for bound in sorted({0.2, 0.3, 0.35, 0.45, 0.5, 0.6, fitting.LIKELY}):
        given = [float(w.worth[int(c.argmax())]) for w, c in some if c.max() >= bound]
        fits, fair = sum(g == 1 for g in given), sum(0 < g < 1 for g in given)
        off = len(given) - fits - fair
        line = f"{bound:.2f}  {len(given) / len(some):.0%}  {fits}  {fair}  {off}  {off / max(1, len(given)):.1%}"
        out.append(line + f"  (of those with an answer, {fits / with_answer:.0%} get a fitting one)")
    return out


def main() -> None:
    """Fits, reports on held-out personas, and writes both files."""
    asked, people = marked(), personas()
    whole, begun = weigh_held_out(asked, people)
    print("\n".join(["with example questions", *report(judged(whole, people))]))
    print("\n".join(["without", *report(judged(begun, people))]))
    topics, ranker, without = fit_topics(people), fit_ranker(whole), fit_ranker(begun)
    save(
        TOPICS,
        {
            "words": pack_names(list(topics.index)),
            "topics": pack_names(list(ORDER)),
            "rarity": topics.rarity,
            "weights": topics.weights.astype(np.float16),
            "bias": topics.bias,
        },
    )
    save(
        ANSWERS,
        {
            "features": pack_names(ranker.names),
            "weights": ranker.weights.astype(np.float32),
            "bias": np.array([ranker.bias], dtype=np.float32),
            "weights_without": without.weights.astype(np.float32),
            "bias_without": np.array([without.bias], dtype=np.float32),
        },
    )
    for path in (TOPICS, ANSWERS):
        print(f"{path.name}: {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
