"""Writes weights as npz files whose bytes depend on their content only."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdtheline.grading.kernel import PARTS as KERNEL
from holdtheline.grading.levels import Levels
from holdtheline.moves.hindsight import PARTS
from holdtheline.moves.reader import Reader
from holdtheline.moves.weightfile import pack_names


def save(path: Path, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
    """Like numpy's savez_compressed, with a fixed date, so that equal weights are equal files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(arrays):
            buffer = BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, buffer.getvalue())


def save_reader(path: Path, reader: Reader) -> None:
    """The reader's arrays; weights as 16-bit floats, which moves no probability by more than 0.002."""
    linear = reader.linear
    names = sorted(linear.vocabulary.index, key=linear.vocabulary.index.__getitem__)
    save(
        path,
        {
            "features": pack_names(names),
            "moves": pack_names(reader.moves),
            "rarity": linear.vocabulary.rarity.astype(np.float16),
            "weights": linear.weights.astype(np.float16),
            "bias": linear.bias,
            "slope": reader.slope,
            "offset": reader.offset,
            "threshold": reader.threshold,
            **{f"hindsight_{part}": getattr(reader.hindsight, part) for part in PARTS},
        },
    )


def save_levels(path: Path, levels: Levels) -> None:
    """The grader's arrays."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "names": pack_names(levels.names),
        "criteria": pack_names(levels.criteria),
        **{part: getattr(levels.kernel, part) for part in KERNEL},
        "known": levels.kernel.known.astype(np.float16),
        "cuts": np.array([s.cuts for s in levels.scales], dtype=np.float32),
        "slope": np.array([s.slope for s in levels.scales], dtype=np.float32),
        "steps": np.array([s.steps for s in levels.scales], dtype=np.float32),
    }
    known = levels.text.vocabulary
    arrays["text_names"] = pack_names(sorted(known.index, key=known.index.__getitem__))
    arrays["text_rarity"] = known.rarity.astype(np.float16)
    arrays["text_weights"] = levels.text.weights.astype(np.float16)
    arrays["text_bias"] = levels.text.bias
    for part in ("mean", "spread", "weights", "bias"):
        arrays[f"cited_{part}"] = getattr(levels.cited, part)
    nets = levels.cited.nets
    arrays |= {f"nets_{part}": getattr(nets, part) for part in ("inner", "outside", "outer")}
    arrays["nets_inside"] = nets.inside.astype(np.float16)
    around = levels.cited.words
    arrays["turn_names"] = pack_names(sorted(around.vocabulary.index, key=around.vocabulary.index.__getitem__))
    arrays["turn_rarity"] = around.vocabulary.rarity.astype(np.float16)
    arrays["turn_weights"] = around.weights.astype(np.float16)
    arrays["turn_bias"] = around.bias
    for k, forest in enumerate(levels.forests):
        arrays[f"feature_{k}"] = forest.feature.astype(np.int16)
        arrays[f"threshold_{k}"] = forest.threshold
        arrays[f"left_{k}"] = forest.left.astype(np.int32)
        arrays[f"right_{k}"] = forest.right.astype(np.int32)
        arrays[f"value_{k}"] = forest.value.astype(np.float16)
        arrays[f"roots_{k}"] = forest.roots.astype(np.int32)
    save(path, arrays)
