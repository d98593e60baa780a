"""What a rep may say in one turn."""

from __future__ import annotations

from holdtheline.errors import InputError
from holdtheline.transcript import MAX_REP_MESSAGE


def checked(text: str) -> str:
    """The message without space around it. Raises InputError for an empty, too long or unreadable one."""
    clean = text.strip()
    if not clean:
        raise InputError("your message", "is empty; say something")
    if len(clean) > MAX_REP_MESSAGE:
        raise InputError("your message", f"is {len(clean):,} characters long; at most {MAX_REP_MESSAGE:,} are heard")
    if "\x00" in clean or any("\ud800" <= c <= "\udfff" for c in clean):
        raise InputError("your message", "holds bytes that are no text; type it again")
    return clean
