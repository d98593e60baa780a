"""Signing in, in local mode: choose or type a name."""

from __future__ import annotations

import unicodedata
from typing import cast

from sqlalchemy.exc import IntegrityError

from holdtheline.errors import InputError, ServiceError
from holdtheline.services.house import House
from holdtheline.services.views import Actor, Role
from holdtheline.store import people
from holdtheline.store.migrate import ADMIN

LONGEST_NAME = 60


class People:
    """Who there is."""

    def __init__(self, house: House) -> None:
        self._house = house

    def sign_in(self, name: str) -> Actor:
        """The person of that name (case does not matter), or a new trainee. Raises InputError."""
        clean = _clean(name)
        with self._house.database.read() as connection:
            found = people.by_name(connection, clean)
        if found is None:
            try:
                with self._house.database.write() as connection:
                    found = people.by_name(connection, clean) or people.add(
                        connection, clean, "trainee", self._house.clock()
                    )
            except IntegrityError:  # somebody of the same name was quicker
                with self._house.database.read() as connection:
                    found = people.by_name(connection, clean)
        if found is None or found.hidden:
            raise InputError("your name", f"cannot be {clean!r}, which the program itself goes by; choose another")
        return _actor(found)

    def actor(self, id: str) -> Actor | None:
        """The person of that id, to go on after a reload; None if there is none."""
        with self._house.database.read() as connection:
            found = people.by_id(connection, id)
        return _actor(found) if found and not found.hidden else None

    def local_admin(self) -> Actor:
        """Whom the command line acts as: whoever can run it can read the database's file anyway."""
        with self._house.database.read() as connection:
            found = people.by_id(connection, ADMIN)
        if found is None:
            raise ServiceError("The database has no local admin; it is not one of this program's, or was edited.")
        return _actor(found)

    def everyone(self) -> list[Actor]:
        """All who may sign in, by name."""
        with self._house.database.read() as connection:
            return [_actor(one) for one in people.everyone(connection)]


def _clean(name: str) -> str:
    clean = " ".join(unicodedata.normalize("NFC", name).split())
    if not clean:
        raise InputError("your name", "is empty; type what the coach should call you")
    if len(clean) > LONGEST_NAME:
        raise InputError("your name", f"is {len(clean)} characters long; at most {LONGEST_NAME} fit")
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") for c in clean):
        raise InputError("your name", "has characters that cannot be shown; type letters only")
    return clean


def _actor(found: people.Person) -> Actor:
    return Actor(found.id, found.name, cast(Role, found.role))
