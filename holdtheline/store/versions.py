"""What coaches did to personas: versions saved and shipped ones restored, and drafts that are neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from holdtheline.store.schema import people, persona_drafts, persona_saves, persona_versions


@dataclass(frozen=True, slots=True)
class Save:
    """A row of ``persona_saves`` with its author's name. ``shipped``: a coach went back to the file that ships."""

    id: int
    persona: str
    hash: str
    shipped: bool
    note: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """What one coach has typed for one persona. ``based_on``: hash of the version they began with."""

    text: str
    based_on: str
    at: datetime


def chosen(connection: Connection) -> dict[str, str]:
    """Hash of the saved version that is drawn, for each persona that does not follow the file that ships."""
    newest = select(func.max(persona_saves.c.id)).group_by(persona_saves.c.persona)
    query = select(persona_saves.c.persona, persona_saves.c.hash).where(
        persona_saves.c.id.in_(newest), persona_saves.c.shipped.is_(False)
    )
    return {row.persona: row.hash for row in connection.execute(query)}


def saves_of(connection: Connection, persona: str) -> list[Save]:
    """All saves of a persona, newest first."""
    s = persona_saves.c
    query = (
        select(s.id, s.persona, s.hash, s.shipped, s.note, people.c.name, s.at)
        .join(people, people.c.id == s.author)
        .where(s.persona == persona)
        .order_by(s.id.desc())
    )
    return [Save(*row) for row in connection.execute(query)]


def add_save(
    connection: Connection, persona: str, hash: str, note: str, author: str, now: datetime, *, shipped: bool = False
) -> None:
    """From now on this version is drawn; with ``shipped`` the file that ships, whatever it will hold."""
    row = {"persona": persona, "hash": hash, "shipped": shipped, "note": note, "author": author, "at": now}
    connection.execute(persona_saves.insert(), [row])


def add_version(connection: Connection, row: Mapping[str, str], now: datetime) -> None:
    """Keeps a version by its content, unless it is there. ``row``: hash, persona, source, parsed."""
    there = select(persona_versions.c.hash).where(persona_versions.c.hash == row["hash"])
    if connection.execute(there).scalar() is None:
        connection.execute(persona_versions.insert(), [{**row, "added_at": now}])


def source_of(connection: Connection, persona: str, hash: str) -> str | None:
    """The text of a version of that persona."""
    v = persona_versions.c
    found: str | None = connection.execute(select(v.source).where(v.hash == hash, v.persona == persona)).scalar()
    return found


def draft_of(connection: Connection, persona: str, author: str) -> Draft | None:
    """What that coach has typed and not saved."""
    d = persona_drafts.c
    row = connection.execute(select(d.text, d.based_on, d.at).where(d.persona == persona, d.author == author)).first()
    return Draft(*row) if row else None


def drafts_by(connection: Connection, author: str) -> set[str]:
    """Personas for which that coach has a draft."""
    d = persona_drafts.c
    return set(connection.execute(select(d.persona).where(d.author == author)).scalars())


def put_draft(connection: Connection, persona: str, author: str, text: str, based_on: str, now: datetime) -> None:
    """Keeps the draft in place of an earlier one."""
    drop_draft(connection, persona, author)
    row = {"persona": persona, "author": author, "text": text, "based_on": based_on, "at": now}
    connection.execute(persona_drafts.insert(), [row])


def drop_draft(connection: Connection, persona: str, author: str) -> None:
    """Forgets the draft, if there is one."""
    d = persona_drafts.c
    connection.execute(delete(persona_drafts).where(d.persona == persona, d.author == author))
