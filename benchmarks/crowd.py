"""A crowd of trainees on one server: each opens their page, thinks, speaks, listens to the end, thinks again."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks.stage import Part
from benchmarks.wire import Page, PageError

_BEAT = 0.02


@dataclass
class Heard:
    """What the crowd went through. Seconds.

    ``own``: Enter until the own line is there; ``first``: Enter until the reply's first word is visible; ``net``: the
    same without the pause for thought that is meant to be; ``whole``: until its last word; ``opened``: connecting
    until the page had run; ``ended``: End call until the page says so. ``lag``: how late this program itself came to
    what it had to do, which is in all of the others.
    """

    own: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    net: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    off_script: int = 0
    """Replies that were not the rehearsed ones; their pause for thought may have been another."""
    bytes_in: int = 0
    messages_in: int = 0
    wall: float = 0.0


@dataclass(frozen=True)
class Pace:
    """``think``: mean seconds between the end of a reply and the next Enter; half to one and a half of it at random."""

    think: float
    seed: int = 1

    def pauses(self, trainee: int) -> Callable[[], float]:
        """The pauses of one trainee, the same ones at every run."""
        dice = random.Random(self.seed * 100_003 + trainee)
        return lambda: self.think * dice.uniform(0.5, 1.5)


async def crowd(parts: tuple[Part, ...], page: Callable[[int], Page], pace: Pace, end_call: bool) -> Heard:
    """All of them at once, each starting within the first pause. ``page``: a new tab for trainee number n."""
    heard = Heard()
    began = perf_counter()
    watching = asyncio.create_task(_watch_lag(heard))
    try:
        await asyncio.gather(
            *(_trainee(i, part, page(i), pace, heard, len(parts), end_call) for i, part in enumerate(parts))
        )
    finally:
        watching.cancel()
    heard.wall = perf_counter() - began
    return heard


async def _trainee(i: int, part: Part, page: Page, pace: Pace, heard: Heard, people: int, end_call: bool) -> None:
    pause = pace.pauses(i)
    await asyncio.sleep(pace.think * i / people)
    try:
        heard.opened.append(await page.open())
        for exchange in part.script["exchanges"]:
            await asyncio.sleep(pause())
            await _exchange(page, exchange, heard)
        if end_call:
            await asyncio.sleep(pause())
            heard.ended.append(await page.press("End call"))
    except (PageError, OSError) as fault:
        if str(fault) not in page.troubles:
            heard.errors[str(fault)] += 1
    finally:
        heard.errors.update(page.troubles)
        heard.bytes_in += page.bytes_in
        heard.messages_in += page.messages_in
        await page.close()


async def _exchange(page: Page, exchange: dict[str, object], heard: Heard) -> None:
    said = await page.say(str(exchange["say"]))
    if said.seen is None or said.first is None or said.until is None:
        raise PageError("the page has run without showing the line and its answer")
    marks: list[tuple[float, int]] = exchange["marks"]  # type: ignore[assignment]
    heard.own.append(said.seen - said.sent)
    heard.first.append(said.first - said.sent)
    heard.net.append(said.first - said.sent - marks[0][0])
    heard.whole.append(said.until - said.sent)
    heard.off_script += said.text != " ".join(str(exchange["reply"]).split())
    await asyncio.sleep(max(0.0, said.until - perf_counter()))  # listens to the end


async def _watch_lag(heard: Heard) -> None:
    while True:
        due = perf_counter() + _BEAT
        await asyncio.sleep(_BEAT)
        heard.lag.append(perf_counter() - due)
