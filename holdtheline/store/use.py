"""What a connected model was used for, in tokens; and what an admin set about it (prices, budget)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from holdtheline.store.schema import meta, model_use, people


@dataclass(frozen=True, slots=True)
class Used:
    """Tokens of one call, trainee, purpose and model on one day (UTC, as YYYY-MM-DD). ``requests`` made for them."""

    day: str
    purpose: str
    model: str
    call: str | None
    trainee: str | None
    trainee_name: str | None
    prompt: int
    completion: int
    requests: int


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """One use: at, purpose, model, call, trainee, prompt, completion."""
    connection.execute(model_use.insert(), [dict(row)])


def tokens_since(connection: Connection, since: datetime) -> dict[str, tuple[int, int]]:
    """Tokens (prompt, completion) by model since a moment."""
    query = select(model_use.c.model, func.sum(model_use.c.prompt), func.sum(model_use.c.completion))
    rows = connection.execute(query.where(model_use.c.at >= since).group_by(model_use.c.model))
    return {model: (int(prompt), int(completion)) for model, prompt, completion in rows}


def since(connection: Connection, begin: datetime, call: str | None = None) -> list[Used]:
    """All use since a moment, or that of one call, newest day first."""
    columns = (model_use.c.at, model_use.c.purpose, model_use.c.model, model_use.c.call, model_use.c.trainee)
    query = select(*columns, people.c.name, model_use.c.prompt, model_use.c.completion)
    query = query.join(people, people.c.id == model_use.c.trainee, isouter=True).where(model_use.c.at >= begin)
    if call is not None:
        query = query.where(model_use.c.call == call)
    # Days are cut here and not in the query: databases differ in how they name the day of a moment.
    found: dict[tuple[Any, ...], list[int]] = {}
    for at, purpose, model, of, trainee, name, prompt, completion in connection.execute(query):
        sums = found.setdefault((at.date().isoformat(), purpose, model, of, trainee, name), [0, 0, 0])
        sums[0] += prompt
        sums[1] += completion
        sums[2] += 1
    ordered = sorted(found.items(), key=lambda pair: tuple(str(part) for part in pair[0]), reverse=True)
    return [Used(*key, *sums) for key, sums in ordered]


def setting(connection: Connection, key: str) -> dict[str, Any]:
    """What was set under that key; {} for nothing."""
    found = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    value = json.loads(found) if found else {}
    return value if isinstance(value, dict) else {}


def set_setting(connection: Connection, key: str, value: Mapping[str, Any]) -> None:
    """Sets it, in place of what was set before."""
    connection.execute(meta.delete().where(meta.c.key == key))
    connection.execute(meta.insert(), [{"key": key, "value": json.dumps(value)}])
