"""A persona's versions as a list, and two of them line by line."""

from __future__ import annotations

import difflib

from holdtheline.errors import InputError, NotFoundError
from holdtheline.services.house import House
from holdtheline.services.studio_views import DiffLine, Version
from holdtheline.store import versions

AROUND = 2
"""Lines shown before and after a change."""

SHIPPED = 0
"""Number of the file that ships."""


def of(house: House, persona: str) -> list[Version]:
    """Newest first; the file that ships last."""
    with house.database.read() as connection:
        saves = versions.saves_of(connection, persona)
    try:
        drawn: str | None = house.library.persona(persona).hash
    except InputError:
        drawn = None
    follows = not saves or saves[0].shipped
    out = [
        Version(s.id, s.hash, s.author, s.at, s.note, i == 0 and not s.shipped and s.hash == drawn, s.shipped)
        for i, s in enumerate(saves)
    ]
    try:
        ships: str = house.library.shipped(persona).hash
    except InputError:
        ships = ""
    current = bool(ships) and ships == drawn and (follows or not out[0].current)
    return [*out, Version(SHIPPED, ships, "", None, "As it ships with the program", current)]


def went_back(to: Version) -> str:
    """The note on a restore that nobody wrote a note for."""
    return "Back to the version that ships" if to.number == SHIPPED else f"Back to: {to.note}"


def text(house: House, persona: str, number: int) -> str:
    """The text of a version. Raises NotFoundError."""
    if number == SHIPPED:
        try:
            return house.library.shipped(persona).source
        except InputError:
            return house.library.shipped_text(persona)
    with house.database.read() as connection:
        found = next((s for s in versions.saves_of(connection, persona) if s.id == number), None)
        source = versions.source_of(connection, persona, found.hash) if found else None
    if source is None:
        raise NotFoundError("There is no such version of this prospect.")
    return source


def compare(before: str, after: str) -> list[DiffLine]:
    """The changes with a few lines around them; empty if there are none."""
    old, new = before.splitlines(), after.splitlines()
    out: list[DiffLine] = []
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if out or group[0][1] > 0:
            out.append(DiffLine("gap", ""))
        for kind, i1, i2, j1, j2 in group:
            if kind == "equal":
                out += [DiffLine("same", old[i], i + 1, j1 + i - i1 + 1) for i in range(i1, i2)]
                continue
            out += [DiffLine("out", old[i], i + 1) for i in range(i1, i2)]
            out += [DiffLine("in", new[j], None, j + 1) for j in range(j1, j2)]
    return out
