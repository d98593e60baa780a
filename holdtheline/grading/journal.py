"""What a model has answered so far, kept in a file, so that work that was killed goes on where it stood."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from holdtheline.errors import ServiceError


class Journal(Protocol):
    """Answers by what was asked."""

    def get(self, key: str) -> Mapping[str, Any] | None:
        """The answer kept under that key."""

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Keeps an answer."""


class NoJournal:
    """Keeps nothing."""

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Nothing."""
        return None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Nothing."""


class FileJournal:
    """Lines of JSON in a file; each is written whole before the next, and a torn last one is passed over.

    Thread-safe. Raises ServiceError if the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._kept: dict[str, Mapping[str, Any]] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
            self._file = path.open("a", encoding="utf-8")
        except OSError as fault:
            raise self._trouble(fault) from None
        for line in text.split("\n"):
            try:
                found = json.loads(line)
                self._kept[str(found["key"])] = dict(found["answer"])
            except (ValueError, KeyError, TypeError):
                continue
        if text and not text.endswith("\n"):
            self._write("\n")

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> Mapping[str, Any] | None:
        """The answer kept under that key."""
        return self._kept.get(key)

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Keeps an answer; it is in the file when this returns."""
        with self._lock:
            self._kept[key] = answer
            self._write(json.dumps({"key": key, "answer": answer}, ensure_ascii=False) + "\n")

    def done(self) -> None:
        """All is printed: nothing has to be kept any more."""
        self.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Keeps the file for another time."""
        self._file.close()

    def _write(self, text: str) -> None:
        try:
            self._file.write(text)
            self._file.flush()
        except OSError as fault:
            raise self._trouble(fault) from None

    def _trouble(self, fault: OSError) -> ServiceError:
        return ServiceError(f"What has been graded cannot be kept in {self.path}: {fault.strerror}.")


def key_of(*parts: Any) -> str:
    """One key for what was asked: the SHA-256 of its parts' content."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
