"""What a database says when it fails, as a sentence that tells what happened, what is safe and what to do."""

from __future__ import annotations

from holdtheline.errors import ServiceError

_SENTENCES = (
    (
        ("disk is full", "no space left"),
        "The disk that holds {place} is full. Everything saved so far is safe; make room and try again.",
    ),
    (
        ("database is locked", "database table is locked"),
        "{place} is being written to by another program and did not come free. Nothing was changed; try again.",
    ),
    (
        ("readonly database", "read-only", "permission denied"),
        "{place} cannot be written to. Nothing was changed; give this user write access to the file and its "
        "folder, or choose another folder with --data or HOLDTHELINE_DATA.",
    ),
    (
        ("unable to open database",),
        "{place} cannot be opened. Check that its folder exists and that this user may write there, or choose "
        "another folder with --data or HOLDTHELINE_DATA.",
    ),
    (
        ("not a database", "malformed", "file is encrypted"),
        "{place} is damaged or is no database of this program. Nothing was changed; put a copy in its place "
        "(copies made before an upgrade lie beside it), or move it away to start afresh.",
    ),
    (("disk i/o error",), "Reading or writing {place} failed (disk error). Check the disk, then try again."),
)


def plain(fault: BaseException, place: str) -> ServiceError:
    """The fault as a ServiceError that a person can act on. ``place``: the database file."""
    cause = getattr(fault, "orig", None) or fault
    text = str(cause)
    for marks, sentence in _SENTENCES:
        if any(mark in text.lower() for mark in marks):
            return ServiceError(sentence.format(place=place))
    return ServiceError(f"The database {place} failed: {text}. Everything saved before this is safe.")
