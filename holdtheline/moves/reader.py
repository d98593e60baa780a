"""Reads what a rep's turn does: words and context in, moves with probabilities out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from holdtheline.moves.features import both_features, opened, shaped, spelled, their_cues, their_words, tokens
from holdtheline.moves.heard import Heard
from holdtheline.moves.hindsight import Hindsight
from holdtheline.moves.later import HeardLater
from holdtheline.moves.lean import lean
from holdtheline.moves.linear import Linear, Row, Vocabulary
from holdtheline.moves.lookup import Said
from holdtheline.moves.normalise import plain
from holdtheline.moves.parting import parting
from holdtheline.moves.signs import signs
from holdtheline.moves.stuffing import craft_talk, stuffed
from holdtheline.moves.understand import understand
from holdtheline.moves.weightfile import Floats, Weights, load
from holdtheline.transcript import Transcript

KEPT = 2048
"""Texts on either side whose features are kept: practice calls say many lines again."""


@dataclass(frozen=True)
class Reader:
    """Trained reader. ``slope`` and ``offset`` calibrate each move's score; ``threshold`` is what counts as made.

    ``hindsight`` reads a whole call again, with its own calibration and thresholds.
    """

    moves: tuple[str, ...]
    linear: Linear
    slope: Floats
    offset: Floats
    threshold: Floats
    hindsight: Hindsight
    hash: str

    @staticmethod
    @cache
    def default() -> Reader:
        """The reader that ships with the package; loaded once. Raises WeightsError when its weights are missing."""
        return Reader.from_weights(load(files("holdtheline.moves") / "weights" / "reader.npz"))

    @classmethod
    def from_weights(cls, kept: Weights) -> Reader:
        """A reader from the arrays that training wrote."""
        names = kept.names("features")
        vocabulary = Vocabulary({name: i for i, name in enumerate(names)}, kept.floats("rarity"))
        linear = Linear(vocabulary, kept.floats("weights"), kept.floats("bias"))
        moves = tuple(kept.names("moves"))
        own = [kept.floats(name) for name in ("slope", "offset", "threshold")]
        return cls(moves, linear, own[0], own[1], own[2], Hindsight.from_weights(kept), kept.hash)

    def read(
        self, text: str, prospect_before: str | None = None, rep_before: Sequence[str] = (), position: int = 1
    ) -> Heard:
        """One rep turn. ``position``: it is the rep's n-th turn, from 1; ``rep_before``: the rep's earlier turns."""
        row = self.probabilities(self._score(text, prospect_before, position))
        known = understand(text, prospect_before)
        leaving = parting(text)
        return Heard(
            text=text,
            moves=self._moves(row),
            made=self.made(row, self.threshold),
            topics=known.topics,
            about=known.about,
            claims=known.claims,
            clarity=known.clarity,
            asks=known.asks,
            words=known.words,
            when=known.when,
            brings=known.brings,
            closes=leaving.closes,
            sends=leaving.sends,
            frees=leaving.frees,
            orders=leaving.orders,
            addressed_the_grader=known.addressed_the_grader,
            stuffed=stuffed(text),
            craft=craft_talk(text),
            signs=signs(text),
        )

    def read_call(self, call: Transcript) -> dict[int, Heard]:
        """All rep turns of a call, by turn number, in hindsight: what stood before and after a turn counts."""
        texts: list[tuple[int, str, str | None]] = []
        before: str | None = None
        for number, turn in call.numbered():
            if turn.speaker == "rep":
                texts.append((number, turn.text, before))
            before = turn.text if turn.speaker == "prospect" else None
        if not texts:
            return {}
        scores = self._scores([(text, prior, i) for i, (_, text, prior) in enumerate(texts, 1)])
        found = self.hindsight.probabilities(scores)
        least = self.hindsight.threshold
        made = self._made(found, least)
        return {
            n: HeardLater.of(text, prior, self._moves(row), of_turn)
            for (n, text, prior), row, of_turn in zip(texts, found, made, strict=True)
        }

    def by_words(self, texts: Sequence[str]) -> list[Floats]:
        """What the words of each text, alone, add to the raw score of every move: no calibration, no context."""
        if not texts:
            return []
        return self.linear.parts(self.linear.vocabulary.rows([Said((("w", tokens(plain(t))),)) for t in texts]))

    def probabilities(self, scores: Floats) -> Floats:
        """Calibrated probability of each move from a turn's raw scores."""
        out: Floats = (1.0 / (1.0 + np.exp(-(scores * self.slope + self.offset)))).astype(np.float32)
        return out

    def _score(self, text: str, prospect_before: str | None, position: int) -> Floats:
        """Raw scores of one turn, at its place after the prospect's turn before it.

        Families of features are scaled each by itself, so what own words, the prospect's, and both say adds up.
        """
        known = self.linear.vocabulary.known
        both = known(both_features(text, prospect_before, position))
        parts = self.linear.parts([self._own(text), self._theirs(prospect_before), both])
        out: Floats = parts[0] + parts[1] + parts[2] + self.linear.bias
        return out

    def _scores(self, turns: Sequence[tuple[str, str | None, int]]) -> Floats:
        """As ``_score``, for the turns of a call: nothing is kept, and all are looked up at once."""
        rows = self.linear.vocabulary.rows([_said(*turn) for turn in turns])
        out: Floats = np.array(self.linear.parts(rows), dtype=np.float32) + self.linear.bias
        return out

    @cached_property
    def _other(self) -> npt.NDArray[np.bool_]:
        return np.array([m == "other" for m in self.moves])

    @cached_property
    def _own(self) -> Callable[[str], Row]:
        rows = self.linear.vocabulary.rows
        return lru_cache(KEPT)(lambda text: rows([_own(text)])[0])

    @cached_property
    def _theirs(self) -> Callable[[str | None], Row]:
        rows = self.linear.vocabulary.rows
        return lru_cache(KEPT)(lambda text: rows([_theirs(text)])[0])

    def _moves(self, row: Floats) -> dict[str, float]:
        return {move: round(p, 4) for move, p in zip(self.moves, row.tolist(), strict=True)}

    def made(self, row: Floats, threshold: Floats) -> tuple[str, ...]:
        """Moves at or above their ``threshold``, the clearest first; the clearest one where none is.

        `other` stands alone or not at all, and only where it is the likeliest.
        """
        return self._made(row[None, :], threshold)[0]

    def _made(self, rows: Floats, threshold: Floats) -> list[tuple[str, ...]]:
        margins = np.where(self._other, 0.0, rows / threshold)
        out: list[tuple[str, ...]] = []
        for top, order, margin in zip(
            rows.argmax(axis=1).tolist(),
            np.argsort(-margins, axis=1, kind="stable").tolist(),
            margins.tolist(),
            strict=True,
        ):
            if self.moves[top] == "other":
                out.append(("other",))
            else:
                out.append(tuple(self.moves[i] for i in order if margin[i] >= 1) or (self.moves[order[0]],))
        return out


def _own(text: str) -> Said:
    """What depends on the rep's words only."""
    return Said((("w", tokens(lean(text))),), spelled(text), opened(text), shaped(text))


def _theirs(prospect_before: str | None) -> Said:
    """What depends on the prospect's words only."""
    return Said((("p", their_words(prospect_before)),), names=their_cues(prospect_before))


def _said(text: str, prospect_before: str | None, position: int) -> Said:
    """A turn at its place."""
    own, theirs = _own(text), _theirs(prospect_before)
    measured = {**own.measured, **both_features(text, prospect_before, position)}
    return Said((*own.words, *theirs.words), own.spelled, [*own.names, *theirs.names], measured)
