"""A linear model over named sparse features, kept in one npz file without pickles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import chain, repeat
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from holdtheline.errors import HoldTheLineError
from holdtheline.moves.features import BLOCKS, damped, grams_of

Floats = npt.NDArray[np.float32]
_NOTHING: Mapping[str, float] = MappingProxyType({})


class WeightsError(HoldTheLineError):
    """A weights file is missing or does not fit this version."""


@dataclass(frozen=True)
class Vocabulary:
    """Known features: ``index`` by name, each one's rarity weight, and each family's weight (first letter)."""

    index: Mapping[str, int]
    rarity: Floats
    blocks: Mapping[str, float] = field(default_factory=lambda: BLOCKS)

    def encode(self, features: Mapping[str, float]) -> tuple[npt.NDArray[np.int64], Floats]:
        """Positions and values of the known features; each family is scaled to its weight."""
        at, values = self._known(features)
        return at, self._weighed(at, values)

    def encode_counted(
        self, names: Iterable[str], words: Iterable[str] = (), behind: Mapping[str, float] = _NOTHING
    ) -> tuple[npt.NDArray[np.int64], Floats]:
        """As ``encode`` of damped counts of the names, then of the words' letter groups, then of the last features.

        Letter groups are two thirds of a turn's features, so they are looked up by the word and not one by one.
        """
        places = [place for name in names if (place := self.index.get(name)) is not None]
        counts = Counter(chain(places, chain.from_iterable(map(self._groups, words))))
        known = {place: value for name, value in behind.items() if (place := self.index.get(name)) is not None}
        at = np.array([*counts, *known], dtype=np.int64)
        return at, self._weighed(at, np.array([*damped(counts.values()), *known.values()], dtype=np.float32))

    @cached_property
    def _groups(self) -> Callable[[str], tuple[int, ...]]:
        find = self.index.get
        return lru_cache(8192)(
            lambda word: tuple(place for gram in grams_of(word) if (place := find(gram)) is not None)
        )

    def _known(self, features: Mapping[str, float]) -> tuple[npt.NDArray[np.int64], Floats]:
        places = np.fromiter(map(self.index.get, features, repeat(-1)), np.int64, len(features))
        known = places >= 0
        return places[known], np.fromiter(features.values(), np.float32, len(features))[known]

    def _weighed(self, at: npt.NDArray[np.int64], values: Floats) -> Floats:
        family = self._family[at]
        weighed = values * self._rare[at]
        size = np.bincount(family, weighed * weighed, len(self._weight))
        factor = np.where(size > 0, self._weight / np.sqrt(np.maximum(size, 1e-30)), 0.0).astype(np.float32)
        factor[0] = 1.0
        found: Floats = weighed * factor[family]
        return found

    @cached_property
    def _rare(self) -> Floats:
        """Rarity of each feature; 1 for those that belong to no family."""
        return np.where(self._family > 0, self.rarity, 1.0).astype(np.float32)

    @cached_property
    def _weight(self) -> Floats:
        """Weight of each family, by its number; 0 stands for features that belong to none."""
        return np.array([0.0, *self.blocks.values()], dtype=np.float32)

    @cached_property
    def _family(self) -> npt.NDArray[np.int64]:
        """Number of each feature's family."""
        number = {letter: i for i, letter in enumerate(self.blocks, 1)}
        return np.array([number.get(name[0], 0) for name in self.index], dtype=np.int64)


@dataclass(frozen=True)
class Linear:
    """One row of weights for each feature, one column for each output."""

    vocabulary: Vocabulary
    weights: Floats
    bias: Floats

    def scores(self, features: Sequence[Mapping[str, float]]) -> Floats:
        """Raw scores, one row for each feature mapping."""
        out = np.empty((len(features), self.bias.size), dtype=np.float32)
        for row, one in enumerate(features):
            out[row] = self.part(one) + self.bias
        return out

    def part(self, features: Mapping[str, float]) -> Floats:
        """What whole families of features add to the raw scores."""
        at, values = self.vocabulary.encode(features)
        return values @ self.weights[at]

    def counted_part(
        self, names: Iterable[str], words: Iterable[str] = (), behind: Mapping[str, float] = _NOTHING
    ) -> Floats:
        """``part`` of what ``Vocabulary.encode_counted`` takes."""
        at, values = self.vocabulary.encode_counted(names, words, behind)
        return values @ self.weights[at]


def pack_names(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Names as bytes, one a line: npz without pickles holds no lists of text."""
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def unpack_names(packed: npt.NDArray[np.uint8]) -> list[str]:
    """The names that ``pack_names`` packed."""
    return packed.tobytes().decode().split("\n") if packed.size else []


@dataclass(frozen=True)
class Weights:
    """The arrays of a weights file and the first 12 hex digits of its SHA-256."""

    arrays: Mapping[str, npt.NDArray[np.generic]]
    hash: str

    def floats(self, name: str) -> Floats:
        """An array as 32-bit floats. Raises WeightsError where the file lacks it."""
        if name not in self.arrays:
            raise WeightsError(f"the weights file has no {name!r}; train it again: python -m training.train")
        return self.arrays[name].astype(np.float32)

    def names(self, name: str) -> list[str]:
        """A list of names. Raises WeightsError where the file lacks it."""
        if name not in self.arrays:
            raise WeightsError(f"the weights file has no {name!r}; train it again: python -m training.train")
        return unpack_names(self.arrays[name].astype(np.uint8))


def load(path: Path | Traversable) -> Weights:
    """Reads a weights file. Raises WeightsError when it is missing or broken."""
    try:
        raw = path.read_bytes()
        with np.load(BytesIO(raw), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError) as fault:
        raise WeightsError(f"{path.name}: cannot read the trained weights ({fault})") from None
    return Weights(arrays, hashlib.sha256(raw).hexdigest()[:12])
