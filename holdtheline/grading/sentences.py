"""Which sentence of a turn to show: the one whose words make the turn's moves plainest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.evidence import cut, sentence_spans, verify
from holdtheline.grading.scorecard import Evidence
from holdtheline.moves.reader import Reader
from holdtheline.moves.weightfile import Floats
from holdtheline.transcript import Transcript

LENGTH, LONG = 1.5, 120
"""What the logarithm of a sentence's length counts beside its words' score, and from how many characters on length
counts no more: a longer sentence shows more, until it is long enough."""
QUESTION = 5.0
"""What a question counts where asking is all that a criterion wants; less, the less of it asking is."""
ASKING = ("dig", "qualify", "discover")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentences of one turn; ``scores``: what the words of each say for every move; ``size``: what its length is
    worth; ``asks``: 1 where it is a question."""

    spans: Sequence[str]
    scores: Floats
    size: Floats
    asks: Floats

    @classmethod
    def of(cls, spans: Sequence[str], scores: Floats) -> Spoken:
        size = [LENGTH * math.log1p(min(len(span), LONG)) for span in spans]
        asks = [span.rstrip(" \"'’”)").endswith("?") for span in spans]
        return cls(spans, scores, np.array(size, dtype=np.float32), np.array(asks, dtype=np.float32))

    def ranked(self, wanted: Sequence[float], asking: float) -> list[str]:
        """The plainest first. ``wanted``: what each move counts; ``asking``: the share of it that asks, 0 to 1."""
        if len(self.spans) < 2:
            return [*self.spans]
        shows = self.scores @ np.array(wanted, dtype=np.float32) + self.size + QUESTION * asking * self.asks
        return [self.spans[i] for i in np.argsort(-shows, kind="stable").tolist()]


@dataclass(frozen=True)
class Sentences:
    """The sentences of the rep's turns of one call, and how strongly the words of each alone speak for every move.

    LENGTH, LONG and QUESTION were set on sentences that a reader had picked as evidence from 340 turns; how often the
    choice is another reader's on other calls is in docs/grading.md.
    """

    call: Transcript
    read: CallRead
    reader: Reader

    @cached_property
    def _by_turn(self) -> dict[int, Spoken]:
        spans = {turn.number: sentence_spans(turn.text) for turn in self.read.turns}
        several = {number: said for number, said in spans.items() if len(said) > 1}
        scores = np.array(self.reader.by_words([*chain.from_iterable(several.values())]))
        ends = np.cumsum([len(said) for said in several.values()])[:-1]
        parts = dict(zip(several, np.split(scores, ends), strict=True)) if several else {}
        nothing = np.zeros((1, len(self.reader.moves)), dtype=np.float32)
        return {number: Spoken.of(said, parts.get(number, nothing)) for number, said in spans.items()}

    def quote(self, turn: RepTurn, weights: Mapping[str, float]) -> Evidence | None:
        """The sentence of the turn that shows the weighted moves best, verified against the turn; None where no words
        of it verify. ``weights`` by move, as in ``quotes.RAISES``."""
        wanted = [weights.get(move, 0.0) * turn.moves.get(move, 0.0) for move in self.reader.moves]
        asking = sum(weights.get(m, 0.0) for m in ASKING) / (sum(weights.values()) or 1.0)
        # The last: a turn of which parts do not count, or one put together from pieces, as it was said.
        whole = cut(self.call.turns[turn.number - 1].text)
        for words in chain(self._by_turn[turn.number].ranked(wanted, asking), turn.text.splitlines(), [whole]):
            if where := verify(self.call, turn.number, words):
                return Evidence(turn=turn.number, quote=where.words)
        return None
