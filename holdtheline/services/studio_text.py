"""What a coach types, before it is kept: readable text, and a note that says something."""

from __future__ import annotations

from holdtheline.errors import InputError
from holdtheline.yamlfile import MAX_YAML_CHARS

LONGEST_NOTE = 300
"""Longest note on a version, in characters."""


def readable(text: str) -> str:
    """The text with plain line ends. Raises InputError for what is too long or no text."""
    if len(text) > MAX_YAML_CHARS:
        raise InputError("the text", f"is {len(text):,} characters long; at most {MAX_YAML_CHARS:,} are read")
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError("the text", "holds bytes that are no text; type that place again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def noted(note: str, mend: str) -> str:
    """The note on one line. Raises InputError for none, with ``mend``, and for one that is too long."""
    clean = " ".join(note.split())
    if not clean:
        raise InputError("the note", f"is empty; {mend}")
    if len(clean) > LONGEST_NOTE:
        raise InputError("the note", f"is {len(clean)} characters long; at most {LONGEST_NOTE} fit")
    return readable(clean)
