"""Work that may hang, done in a thread of its own, so that whoever waits for it waits no longer than they said."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_IDLE = 64
"""Threads kept for more work: to start one for each request costs a quarter of the request."""

_idle: list[queue.SimpleQueue[Callable[[], None]]] = []
_lock = threading.Lock()


def _start(work: Callable[[], None]) -> None:
    """Does the work in an idle thread, or in a new one where none is: no work ever waits for another's end."""
    with _lock:
        mailbox = _idle.pop() if _idle else None
    if mailbox is None:
        mailbox = queue.SimpleQueue()
        threading.Thread(target=_serve, args=(mailbox,), name="model", daemon=True).start()
    mailbox.put(work)


def _serve(mailbox: queue.SimpleQueue[Callable[[], None]]) -> None:
    while True:
        mailbox.get()()
        with _lock:
            if len(_idle) >= MOST_IDLE:
                return
            _idle.append(mailbox)


class TooLate(Exception):
    """Nothing came in time."""


class Pump(Generic[T]):
    """Runs ``work`` and hands over what it yields. ``work`` gets an event that is set once nobody waits any more.

    A socket's own timeout is counted anew with each byte; only somebody outside can bound the whole.
    """

    def __init__(self, work: Callable[[threading.Event], Iterator[T]]) -> None:
        self._given_up = threading.Event()
        self._out: queue.SimpleQueue[tuple[str, T | BaseException | None]] = queue.SimpleQueue()
        _start(lambda: self._run(work))

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
