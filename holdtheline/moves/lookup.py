"""Words and pairs of words by number, so that those of a whole call are found among known ones at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, repeat
from operator import contains, itemgetter
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
_NOTHING: Mapping[str, float] = MappingProxyType({})


class Said(NamedTuple):
    """What stands in a row of features: the words by the letter of their family, as they follow each other (pairs are
    taken too); words whose letter groups count; further names; and features with a value of their own."""

    words: Sequence[tuple[str, Sequence[str]]]
    spelled: Sequence[str] = ()
    names: Sequence[str] = ()
    measured: Mapping[str, float] = _NOTHING


@dataclass(frozen=True)
class Spoken:
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
    def of(cls, index: Mapping[str, int], letters: str) -> Spoken:
        """From features by name."""
        family = families(index, letters) - 1
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


def families(names: Iterable[str], letters: str) -> Places:
    """For each name the number of its first letter among ``letters``, from 1; 0 for any other."""
    number = np.zeros(128, dtype=np.int64)
    number[list(letters.encode("ascii"))] = np.arange(1, len(letters) + 1)
    return number.take(np.frombuffer("".join(map(itemgetter(0), names)).encode("ascii"), dtype=np.uint8))


def flat(every: Sequence[Said], known: Spoken) -> tuple[Places, Places, Places]:
    """All words of all rows one after the other: the number of each word, of its family and of its row."""
    parts = [(i, known.family[letter], words) for i, one in enumerate(every) for letter, words in one.words]
    sizes = [len(words) for _, _, words in parts]
    spoken = chain.from_iterable(words for _, _, words in parts)
    ids = np.fromiter(map(known.ids.get, spoken, repeat(0)), np.int64, sum(sizes))
    row, family = (np.repeat(np.array([part[k] for part in parts], dtype=np.int64), sizes) for k in (0, 1))
    return ids, family, row
