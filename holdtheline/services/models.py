"""Connecting a model: whether one is connected, what it can do, what it used. Never a key, never a prompt."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from holdtheline.errors import InputError, ServiceError
from holdtheline.services import access, spending
from holdtheline.services.house import NO_MODEL, House
from holdtheline.services.spending import Budget, Price
from holdtheline.services.views import Actor
from holdtheline.store import use
from holdtheline.store.use import Used

if TYPE_CHECKING:
    from holdtheline.llm.client import Client

WITHIN = 30.0
"""Seconds for each question of a test."""

RUNGS = {
    "json_schema": "It keeps to a strict JSON schema.",
    "object_schema": "It keeps to a JSON schema, asked for in the way of llama.cpp.",
    "json_object": "It knows no schemas, but keeps to JSON.",
    "plain": "It is asked for JSON in words, and what it answers is read with care.",
}


@dataclass(frozen=True, slots=True)
class Connected:
    """What is connected, in words fit for a page. ``address``: host and port only. ``key``: where it comes from."""

    model: str | None
    grader_model: str | None
    address: str
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was tested. ``note``: what was found, or why it failed."""

    what: Literal["reached", "streaming", "first word", "usage", "verdicts", "left out"]
    ok: bool
    note: str


class Models:
    """For coaches and the admin: in local mode whoever coaches also runs the program."""

    def __init__(self, house: House) -> None:
        self._house = house

    def connected(self, actor: Actor) -> Connected:
        """What is connected. Raises NotAllowedError."""
        self._staff(actor)
        settings = self._house.settings
        return Connected(
            settings.model, settings.grader_model, _address(), "set" if os.environ.get("OPENAI_API_KEY") else "none"
        )

    def test(self, actor: Actor) -> list[Found]:
        """Asks the model a few things and says what works. Raises ServiceError without a model, NotAllowedError."""
        self._staff(actor)
        settings = self._house.settings
        if settings.model is None or settings.grader_model is None:
            raise ServiceError(NO_MODEL)
        stopped = spending.spent(self._house)
        if stopped is not None:
            raise ServiceError(stopped)
        from holdtheline.llm.client import Client
        from holdtheline.services.model_test import talk, verdicts

        client = Client(settings.parameters)
        out = list(self._counted(client, settings.model, lambda: talk(client, str(settings.model), WITHIN)))
        if out[0].ok:
            model = settings.grader_model
            out += self._counted(client, model, lambda: verdicts(client, model, WITHIN))
            gone = sorted({*client.left_out(settings.model), *client.left_out(model)})
            if gone:
                out.append(Found("left out", True, f"The server refuses, and is not sent: {', '.join(gone)}."))
        return out

    def _counted(self, client: Client, model: str, work: Callable[[], Iterator[Found]]) -> list[Found]:
        before = client.used(model)
        try:
            return list(work())
        finally:
            spending.spend(self._house, "test", model, client.used(model) - before)

    def used(self, actor: Actor, days: int = 7) -> list[Used]:
        """Tokens by day, trainee, call and purpose. Raises NotAllowedError."""
        self._staff(actor)
        return spending.of_days(self._house, days)

    def of_call(self, actor: Actor, call_id: str) -> list[Used]:
        """Tokens of one call, for coaches. Raises NotAllowedError, NotFoundError."""
        self._staff(actor)
        with self._house.database.read() as connection:
            call = access.readable(connection, actor, call_id)
            return use.since(connection, call.started_at, call.id)

    def prices(self, actor: Actor) -> dict[str, Price]:
        """By model; empty as shipped. Raises NotAllowedError."""
        self._staff(actor)
        with self._house.database.read() as connection:
            return spending.prices_of(use.setting(connection, spending.PRICES))

    def set_prices(self, actor: Actor, prices: Mapping[str, Price]) -> None:
        """In place of those before. Raises InputError, NotAllowedError."""
        self._staff(actor)
        kept = {}
        for model, price in prices.items():
            if not model.strip() or len(model) > 200:
                raise InputError("the model", "needs a name of at most 200 characters")
            both = (price.prompt, price.completion)
            kept[model.strip()] = [spending.checked(one, f"the price of {model}") for one in both]
        with self._house.database.write() as connection:
            use.set_setting(connection, spending.PRICES, kept)

    def budget(self, actor: Actor) -> Budget:
        """What a day may take. Raises NotAllowedError."""
        self._staff(actor)
        with self._house.database.read() as connection:
            return spending.budget_of(use.setting(connection, spending.BUDGET))

    def set_budget(self, actor: Actor, budget: Budget) -> None:
        """Takes effect with the next request. Raises InputError, NotAllowedError."""
        self._staff(actor)
        kept = {
            "tokens": spending.checked(budget.tokens, "tokens a day"),
            "money": spending.checked(budget.money, "money a day"),
        }
        with self._house.database.write() as connection:
            use.set_setting(connection, spending.BUDGET, kept)

    def _staff(self, actor: Actor) -> None:
        with self._house.database.read() as connection:
            access.staff(connection, actor)


def _address() -> str:
    """The server's host, without user, password, path or query."""
    given = os.environ.get("OPENAI_BASE_URL", "")
    if not given:
        return "OpenAI's own"
    try:
        parts = urlsplit(given)
        return f"{parts.hostname or 'an address that cannot be read'}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        return "an address that cannot be read"


def seconds_since(began: float) -> str:
    """Time passed, for people."""
    return f"{time.monotonic() - began:.1f} s"
