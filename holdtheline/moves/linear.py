"""A linear model over named sparse features, kept in one npz file without pickles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import chain, compress, count, pairwise, repeat
from operator import contains, itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from holdtheline.errors import HoldTheLineError
from holdtheline.moves.features import BLOCKS, SPOKEN, damped, grams_of

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
Row = tuple[Places, Floats]
"""Positions of features in the vocabulary, and their values."""
_NOTHING: Mapping[str, float] = MappingProxyType({})


class WeightsError(HoldTheLineError):
    """A weights file is missing or does not fit this version."""


class Said(NamedTuple):
    """What stands in a row of features: the words by the letter of their family, as they follow each other (pairs are
    taken too); words whose letter groups count; further names; and features with a value of their own."""

    words: Sequence[tuple[str, Sequence[str]]]
    spelled: Sequence[str] = ()
    names: Sequence[str] = ()
    measured: Mapping[str, float] = _NOTHING


@dataclass(frozen=True)
class _Spoken:
    """Words by number, from 1 (0: any other); ``single``: by family and number, the place of a word's feature, or -1.

    Pairs of words stand in buckets: ``keys`` (family and both numbers in one) and ``places`` bucket by bucket,
    ``starts`` with one entry more than there are buckets. A third of the time of a search in a sorted list.
    """

    ids: Mapping[str, int]
    family: Mapping[str, int]
    single: Places
    keys: Places
    places: Places
    starts: Places

    @classmethod
    def of(cls, index: Mapping[str, int], letters: str) -> _Spoken:
        """From features by name."""
        family = _families(index, letters) - 1
        there = family >= 0
        family = family[there]
        place = np.fromiter(index.values(), np.int64, len(index))[there]
        said = [name[1:] for name in compress(index, there.tolist())]
        paired = np.fromiter(map(contains, said, repeat(" ")), np.bool_, len(said))
        words = " ".join(said).split(" ")
        ids = dict(zip(dict.fromkeys(words), count(1), strict=False))
        numbers = np.fromiter(map(ids.__getitem__, words), np.int64, len(words))
        many = len(ids) + 1
        first = np.cumsum(paired + 1) - (paired + 1)
        single = np.full((len(letters), many), -1, dtype=np.int64)
        single[family[~paired], numbers[first[~paired]]] = place[~paired]
        family, place, first = family[paired], place[paired], first[paired]
        keys = (family * many + numbers[first]) * many + numbers[first + 1]
        bucket = _bucket(keys)
        order = np.argsort(bucket, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(bucket, minlength=1 << BUCKETS))])
        number = {letter: i for i, letter in enumerate(letters)}
        return cls(ids, number, single, keys[order], place[order], starts)

    @property
    def many(self) -> int:
        """Numbers of words, 0 included."""
        return int(self.single.shape[1])

    def pairs_at(self, keys: Places) -> Places:
        """Places of the pairs' features; -1 where there is none."""
        bucket = _bucket(keys)
        at, end = self.starts.take(bucket), self.starts.take(bucket + 1)
        found = np.full(keys.size, -1, dtype=np.int64)
        left = np.flatnonzero(at < end)
        while left.size:
            here = at.take(left)
            found[left] = np.where(self.keys.take(here) == keys.take(left), self.places.take(here), found.take(left))
            at[left] += 1
            left = left[at.take(left) < end.take(left)]
        return found


BUCKETS = 16
"""Binary digits of the number of buckets: the largest vocabulary has some 35,000 pairs, and fewer buckets stay in the
processor's cache."""


def _bucket(keys: Places) -> Places:
    """The bucket of each key: the first digits of its product with a large odd number (multiplicative hashing)."""
    mixed = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(64 - BUCKETS)).astype(np.int64)


def _families(names: Iterable[str], letters: str) -> Places:
    """For each name the number of its first letter among ``letters``, from 1; 0 for any other."""
    number = np.zeros(128, dtype=np.int64)
    number[list(letters.encode("ascii"))] = np.arange(1, len(letters) + 1)
    return number.take(np.frombuffer("".join(map(itemgetter(0), names)).encode("ascii"), dtype=np.uint8))


def _flat(every: Sequence[Said], known: _Spoken) -> tuple[Places, Places, Places]:
    """All words of all rows one after the other: the number of each word, of its family and of its row."""
    parts = [(i, known.family[letter], words) for i, one in enumerate(every) for letter, words in one.words]
    sizes = [len(words) for _, _, words in parts]
    spoken = chain.from_iterable(words for _, _, words in parts)
    ids = np.fromiter(map(known.ids.get, spoken, repeat(0)), np.int64, sum(sizes))
    row, family = (np.repeat(np.array([part[k] for part in parts], dtype=np.int64), sizes) for k in (0, 1))
    return ids, family, row


@dataclass(frozen=True)
class Vocabulary:
    """Known features: ``index`` by name, each one's rarity weight, and each family's weight (first letter).

    ``spoken``: the families that hold words and pairs of words.
    """

    index: Mapping[str, int]
    rarity: Floats
    blocks: Mapping[str, float] = field(default_factory=lambda: BLOCKS)
    spoken: str = SPOKEN

    @classmethod
    def of(cls, names: Sequence[str], rarity: Floats, blocks: Mapping[str, float]) -> Vocabulary:
        """Of families that all hold words and pairs of words."""
        return cls({name: i for i, name in enumerate(names)}, rarity, blocks, "".join(blocks))

    def encode(self, features: Mapping[str, float]) -> tuple[Places, Floats]:
        """Positions and values of the known features; each family is scaled to its weight."""
        return self.weighed([self.known(features)])

    def known(self, features: Mapping[str, float]) -> Row:
        """Positions and values of the known features, as they are."""
        places = np.fromiter(map(self.index.get, features, repeat(-1)), np.int64, len(features))
        there = places >= 0
        return places[there], np.fromiter(features.values(), np.float32, len(features))[there]

    def rows(self, every: Sequence[Said]) -> list[Row]:
        """Positions and values of what is known of each row, as they are; many at once take far less time than one by
        one. Where a feature stands several times, its value is that of a damped count."""
        known = self._spoken
        ids, family, row = _flat(every, known)
        size = max(1, len(self.index))
        single = known.single[family, ids]
        # A pair is two known words that stand beside each other in one family of one row.
        next_to = (family[1:] == family[:-1]) & (row[1:] == row[:-1]) & (ids[1:] > 0) & (ids[:-1] > 0)
        first = np.flatnonzero(next_to)
        pairs = known.pairs_at((family[first] * known.many + ids[first]) * known.many + ids[first + 1])
        other = [[place for n in one.names if (place := self.index.get(n)) is not None] for one in every]
        groups = [list(chain.from_iterable(map(self._groups, one.spelled))) for one in every]
        sizes = [len(a) + len(b) for a, b in zip(other, groups, strict=True)]
        listed = np.fromiter(chain.from_iterable(chain(*zip(other, groups, strict=True))), np.int64, sum(sizes))
        # One number for row and place: all rows are counted at once.
        keys, counts = np.unique(
            np.concatenate(
                [
                    (single + row * size)[single >= 0],
                    (pairs + row[first] * size)[pairs >= 0],
                    listed + np.repeat(np.arange(len(every)) * size, sizes),
                ]
            ),
            return_counts=True,
        )
        cuts = np.searchsorted(keys, size * np.arange(1, len(every)))
        found = zip(np.split(keys % size, cuts), np.split(_damped(counts), cuts), every, strict=True)
        return [self._with(places, values, one.measured) for places, values, one in found]

    def _with(self, places: Places, values: Floats, measured: Mapping[str, float]) -> Row:
        """A row with features behind it that have values of their own."""
        if not measured:
            return places, values
        more, rest = self.known(measured)
        return np.concatenate([places, more]), np.concatenate([values, rest])

    @cached_property
    def _spoken(self) -> _Spoken:
        return _Spoken.of(self.index, self.spoken)

    @cached_property
    def _groups(self) -> Callable[[str], tuple[int, ...]]:
        find = self.index.get
        return lru_cache(8192)(lambda word: tuple(place for place in map(find, grams_of(word)) if place is not None))

    def weighed(self, rows: Sequence[Row]) -> tuple[Places, Floats]:
        """Some rows one after the other, each family of a row scaled to its weight."""
        at = np.concatenate([places for places, _ in rows])
        values = np.concatenate([values for _, values in rows]) * self._rare.take(at)
        row = np.repeat(np.arange(len(rows)) * len(self._weight), [places.size for places, _ in rows])
        family = self._family.take(at) + row
        size = np.bincount(family, values * values, len(self._weight) * len(rows)).reshape(len(rows), -1)
        factor = np.where(size > 0, self._weight / np.sqrt(np.maximum(size, 1e-30)), 0.0).astype(np.float32)
        factor[:, 0] = 1.0
        scaled: Floats = values * factor.ravel().take(family)
        return at, scaled

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
        return _families(self.index, "".join(self.blocks))


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
        return self.parts([self.vocabulary.known(features)])[0]

    def parts(self, rows: Sequence[Row]) -> list[Floats]:
        """What each row adds to the raw scores; many rows at once take a good deal less time than one by one."""
        at, values = self.vocabulary.weighed(rows)
        weights = self.weights.take(at, axis=0)
        ends = np.cumsum([places.size for places, _ in rows]).tolist()
        return [values[a:b] @ weights[a:b] for a, b in pairwise([0, *ends])]


_DAMPED = np.array([0.0, *damped(range(1, 256))], dtype=np.float32)


def _damped(counts: npt.NDArray[np.int64]) -> Floats:
    try:
        return _DAMPED.take(counts)
    except IndexError:
        return np.array(damped(counts.tolist()), dtype=np.float32)


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
