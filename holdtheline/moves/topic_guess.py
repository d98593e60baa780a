"""Which topic a question is about, by a trained linear model: a second opinion beside the cues of ``topics.py``.

Cues know what is said outright; the model has seen some thousand ways to ask. Trained by ``training/fit_answers.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np

from holdtheline.moves.question import Question
from holdtheline.moves.taxonomy import TOPICS
from holdtheline.moves.weightfile import Floats, WeightsError, load

ORDER = tuple(TOPICS)


@dataclass(frozen=True)
class TopicGuess:
    """``index``: known words and pairs; ``rarity`` of each; ``weights``: one row each, a column a topic."""

    index: Mapping[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats

    def probabilities(self, asked: Question) -> Floats:
        """A probability for each topic of ORDER; they sum to 1."""
        at = [place for w in (*asked.words, *asked.pairs) if (place := self.index.get(w)) is not None]
        values = self.rarity[at]
        scores = self.bias + (values @ self.weights[at]) / max(1e-9, float(np.sqrt(values @ values)))
        odds = np.exp(scores - scores.max())
        out: Floats = (odds / odds.sum()).astype(np.float32)
        return out


@cache
def shipped() -> TopicGuess:
    """The model that comes with this version. Raises WeightsError if it is missing or of another version."""
    found = load(resources.files("holdtheline.moves").joinpath("weights", "topics.npz"))
    if tuple(found.names("topics")) != ORDER:
        raise WeightsError("topics.npz knows other topics; train it again: python -m training.fit_answers")
    names: Iterable[str] = found.names("words")
    return TopicGuess(
        {name: place for place, name in enumerate(names)},
        found.floats("rarity"),
        found.floats("weights"),
        found.floats("bias"),
    )


@lru_cache(maxsize=1_024)
def guess(asked: Question) -> Floats:
    """``TopicGuess.probabilities`` of the shipped model."""
    return shipped().probabilities(asked)
