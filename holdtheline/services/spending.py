"""What a connected model costs: tokens written down, prices that an admin filled in, a budget that stops."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from holdtheline.errors import InputError
from holdtheline.services.house import House
from holdtheline.store import use
from holdtheline.store.use import Used

if TYPE_CHECKING:
    from holdtheline.llm.faults import Usage

PRICES, BUDGET = "model_prices", "model_budget"
MILLION = 1_000_000

_STOPPED = (
    "The day's budget for the model is used up ({used} of {limit}). What needs no model works on; the model is back "
    "after midnight UTC, or when the budget is raised."
)


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens. The currency is whatever the admin thinks in."""

    prompt: float
    completion: float


@dataclass(frozen=True, slots=True)
class Budget:
    """What a day (UTC) may take; None: no limit. ``money`` counts only models that have a price."""

    tokens: int | None = None
    money: float | None = None


def spend(
    house: House, purpose: str, model: str, usage: Usage, *, call: str | None = None, trainee: str | None = None
) -> None:
    """Writes down what was used; nothing for nothing."""
    if not (usage.prompt or usage.completion):
        return
    row: dict[str, Any] = {"purpose": purpose, "model": model[:200], "call": call, "trainee": trainee}
    row |= {"prompt": usage.prompt, "completion": usage.completion, "at": house.clock()}
    with house.database.write() as connection:
        use.add(connection, row)


def spent(house: House) -> str | None:
    """Why no model may be asked any more today, in a sentence; None while it may."""
    with house.database.read() as connection:
        limit = budget_of(use.setting(connection, BUDGET))
        if limit == Budget():
            return None
        used = use.tokens_since(connection, _midnight(house.clock()))
        prices = prices_of(use.setting(connection, PRICES))
    total = sum(prompt + completion for prompt, completion in used.values())
    if limit.tokens is not None and total >= limit.tokens:
        return _STOPPED.format(used=f"{total:,}", limit=f"{limit.tokens:,} tokens")
    money = sum(cost(prices.get(model), *tokens) or 0.0 for model, tokens in used.items())
    if limit.money is not None and money >= limit.money:
        return _STOPPED.format(used=f"{money:.2f}", limit=f"{limit.money:.2f}")
    return None


def cost(price: Price | None, prompt: int, completion: int) -> float | None:
    """Money for so many tokens; None without a price."""
    return None if price is None else (prompt * price.prompt + completion * price.completion) / MILLION


def of_days(house: House, days: int) -> list[Used]:
    """All use of today and the days before it, newest first."""
    with house.database.read() as connection:
        return use.since(connection, _midnight(house.clock()) - timedelta(days=days - 1))


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def prices_of(kept: Mapping[str, object]) -> dict[str, Price]:
    """Prices by model, as they were set."""
    return {m: Price(float(p[0]), float(p[1])) for m, p in kept.items() if isinstance(p, list) and len(p) == 2}


def budget_of(kept: Mapping[str, object]) -> Budget:
    """The budget, as it was set."""
    tokens, money = kept.get("tokens"), kept.get("money")
    return Budget(
        int(tokens) if isinstance(tokens, int) else None, float(money) if isinstance(money, (int, float)) else None
    )


def checked(number: float | None, what: str) -> float | None:
    """A price or a limit. Raises InputError for one that is no amount."""
    if number is None:
        return None
    if not math.isfinite(number) or number < 0:
        raise InputError(what, "must be 0 or more")
    return number
