"""Work that may hang, done in a thread of its own, so that whoever waits for it waits no longer than they said."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class TooLate(Exception):
    """Nothing came in time."""


class Pump(Generic[T]):
    """Runs ``work`` and hands over what it yields. ``work`` gets an event that is set once nobody waits any more.

    A socket's own timeout is counted anew with each byte; only somebody outside can bound the whole.
    """

    def __init__(self, work: Callable[[threading.Event], Iterator[T]]) -> None:
        self._given_up = threading.Event()
        self._out: queue.SimpleQueue[tuple[str, T | BaseException | None]] = queue.SimpleQueue()
        threading.Thread(target=self._run, args=(work,), name="model", daemon=True).start()

    def _run(self, work: Callable[[threading.Event], Iterator[T]]) -> None:
        try:
            for item in work(self._given_up):
                self._out.put(("item", item))
                if self._given_up.is_set():
                    return
            self._out.put(("end", None))
        except BaseException as fault:  # it is raised where the result is waited for
            self._out.put(("fault", fault))

    def next(self, seconds: float) -> T | None:
        """The next thing yielded, None at the end. Raises TooLate after ``seconds``, and what the work raised."""
        try:
            kind, item = self._out.get(timeout=max(0.0, seconds))
        except queue.Empty:
            self.stop()
            raise TooLate from None
        if kind == "fault":
            assert isinstance(item, BaseException)
            raise item
        return item  # type: ignore[return-value]

    def stop(self) -> None:
        """Nobody waits any more: the work ends at its next step."""
        self._given_up.set()
