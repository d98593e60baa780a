"""Who may do what. The role comes from the database at every call, never from what the page remembers."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Connection

from holdtheline.errors import NotAllowedError, NotFoundError
from holdtheline.services.views import Actor, Role
from holdtheline.store import calls, people

_NO_CALL = "There is no such call, or it is not yours to see."


def known(connection: Connection, actor: Actor | None) -> Actor:
    """The actor as the database knows them now. Raises NotAllowedError for nobody and for strangers."""
    found = people.by_id(connection, actor.id) if actor is not None else None
    if found is None:
        raise NotAllowedError("Sign in first.")
    return Actor(found.id, found.name, cast(Role, found.role))


def staff(connection: Connection, actor: Actor | None) -> Actor:
    """The actor, if a coach or the admin. Raises NotAllowedError."""
    me = known(connection, actor)
    if me.role not in ("coach", "admin"):
        raise NotAllowedError("Only a coach may do this.")
    return me


def admin(connection: Connection, actor: Actor | None) -> Actor:
    """The actor, if the admin. Raises NotAllowedError."""
    me = known(connection, actor)
    if me.role != "admin":
        raise NotAllowedError("Only the administrator may do this.")
    return me


def readable(connection: Connection, actor: Actor | None, call_id: str) -> calls.Call:
    """A call that the actor may read: their own, or any for a coach. Raises NotFoundError, NotAllowedError."""
    me = known(connection, actor)
    call = calls.get(connection, call_id)
    if call is None or (call.trainee != me.id and me.role not in ("coach", "admin")):
        raise NotFoundError(_NO_CALL)
    return call


def own(connection: Connection, actor: Actor | None, call_id: str) -> calls.Call:
    """A call that the actor may speak in: their own. Raises NotFoundError, NotAllowedError."""
    me = known(connection, actor)
    call = readable(connection, me, call_id)
    if call.trainee != me.id:
        raise NotAllowedError(f"This is {call.trainee_name}'s call; you may read it, but not speak in it.")
    return call
