"""Who there is."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from holdtheline.store.schema import meta, people


@dataclass(frozen=True, slots=True)
class Person:
    """A row of ``people``."""

    id: str
    name: str
    role: str
    hidden: bool


_COLUMNS = (people.c.id, people.c.name, people.c.role, people.c.hidden)


def key(name: str) -> str:
    """What makes two names the same: case, width and repeated spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def by_id(connection: Connection, id: str) -> Person | None:
    """The person of that id."""
    row = connection.execute(select(*_COLUMNS).where(people.c.id == id)).first()
    return Person(*row) if row else None


def by_name(connection: Connection, name: str) -> Person | None:
    """The person of that name, whatever its case."""
    row = connection.execute(select(*_COLUMNS).where(people.c.name_key == key(name))).first()
    return Person(*row) if row else None


def add(connection: Connection, name: str, role: str, now: datetime) -> Person:
    """A new person. Raises IntegrityError if the name is taken."""
    person = Person(secrets.token_hex(8), name, role, False)
    row = {"id": person.id, "name": name, "name_key": key(name), "role": role, "hidden": False, "created_at": now}
    connection.execute(people.insert(), [row])
    return person


def everyone(connection: Connection) -> list[Person]:
    """All who may sign in, by name."""
    rows = connection.execute(select(*_COLUMNS).where(people.c.hidden.is_(False)).order_by(people.c.name_key))
    return [Person(*row) for row in rows]


def secret(connection: Connection) -> bytes:
    """What only this installation knows: tokens that must not be guessed are made with it."""
    return bytes.fromhex(connection.execute(select(meta.c.value).where(meta.c.key == "secret")).scalar_one())
