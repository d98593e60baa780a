"""Weights files: arrays in one npz file without pickles."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdtheline.errors import HoldTheLineError

Floats = npt.NDArray[np.float32]


class WeightsError(HoldTheLineError):
    """A weights file is missing or does not fit this version."""


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
