"""Prompts: files beside this one, with {slots}. The hash of a file names the version that an answer came from."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from functools import cache
from importlib import resources

_SLOT = re.compile(r"\{\{|\}\}|\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file's text. ``hash``: first 12 hex digits of its SHA-256."""

    name: str
    text: str
    hash: str

    def fill(self, **slots: str) -> str:
        """The text with every slot filled; what is filled in is not looked at again. ``{{`` stands for a brace.

        Raises KeyError.
        """
        return _SLOT.sub(lambda m: slots[m[1]] if m[1] else m[0][0], self.text).strip()


@cache
def load(name: str) -> Prompt:
    """The prompt ``name`` (a file of ``prompts/``, without its ending)."""
    text = resources.files("holdtheline.llm").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
    return Prompt(name, text, hashlib.sha256(text.encode()).hexdigest()[:12])


@cache
def table(name: str) -> dict[str, str]:
    """A prompt file of lines ``key: text`` (lines that begin with # are remarks)."""
    rows = [line for line in load(name).text.splitlines() if line.strip() and not line.startswith("#")]
    return {key.strip(): text.strip() for key, _, text in (row.partition(":") for row in rows)}


def combined_hash(*names: str) -> str:
    """One hash for several prompt files that make an answer together."""
    return hashlib.sha256("".join(load(name).hash for name in names).encode()).hexdigest()[:12]


def marker() -> str:
    """A random word, new for every request, for the edges of what others have said: nobody who writes can guess it."""
    return f"lines-{secrets.randbelow(10**9):09d}"


def on_one_line(text: str) -> str:
    """Said words as one line, so that none of them can look like a line of ours."""
    return " ".join(text.split())
