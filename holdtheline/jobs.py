"""Background work: a pool in which each piece runs once, and replies shown at the pace of speech.

A reply is computed and saved at once; only its *showing* is paced, from memory. So nothing is lost whenever the
process dies, and a page that comes back in mid-speech finds the rest being spoken, or the whole.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

SPEAKING_PACE = 5.5
"""Words a second: about twice talking speed, the pace at which people read along without waiting."""

SENTENCE_PAUSE = 0.35
CLAUSE_PAUSE = 0.12
"""Seconds of silence after a sentence and after a comma."""

THINKING_BASE = 0.35
THINKING_A_WORD = 0.015
THINKING_MOST = 1.4
"""Seconds before the first word: a base, more for each word that was said to them, and never longer than the last."""

INTERRUPTING = 0.1
"""Seconds before the first word of someone who cuts in."""

RETRY_SECONDS = 10.0
"""A piece of work that failed is tried again when asked for this much later."""

_WORD = re.compile(r"\S+\s*")
_KEPT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Speech:
    """A reply being spoken. ``marks``: seconds after ``begun`` and how many characters are out by then. ``open``: more
    words may come."""

    text: str
    interrupts: bool
    begun: float
    marks: tuple[tuple[float, int], ...]
    open: bool = False
    readers: set[str] = field(default_factory=set, compare=False)
    """Who has been found entitled to listen; asked of the database once a reply, not 15 times a second."""

    def out(self, now: float) -> str:
        """What has been said by ``now`` (seconds of the monotonic clock)."""
        if self._said(now):
            return self.text
        since, end = now - self.begun, 0
        for at, chars in self.marks:
            if at > since:
                break
            end = chars
        return self.text[:end].rstrip()

    def done(self, now: float) -> bool:
        """Whether all of it has been said."""
        return not self.open and self._said(now)

    def _said(self, now: float) -> bool:
        return not self.marks or now - self.begun >= self.marks[-1][0]


def paced(text: str, heard_words: int, pace: float, now: float, interrupts: bool = False) -> Speech:
    """``text`` laid out in time, from ``now`` on.

    ``pace``: words a second, 0 for all at once. ``heard_words``: length of the rep's turn.
    """
    if pace <= 0:
        return Speech(text, interrupts, now, ())
    at = INTERRUPTING if interrupts else min(THINKING_MOST, THINKING_BASE + THINKING_A_WORD * heard_words)
    return Speech(text, interrupts, now, tuple(_marks(text, 0, at, pace)))


def longer(speech: Speech, text: str, heard_words: int, pace: float, now: float, *, open: bool) -> Speech:
    """``speech`` with ``text`` as its words so far: what is new follows as soon as it is there and the rest is said."""
    if pace <= 0 or len(text) <= len(speech.text):
        return replace(speech, text=text, open=open)
    since, start = now - speech.begun, len(speech.text)
    if speech.marks:
        last = speech.text.rstrip()[-1:]
        at = max(since, speech.marks[-1][0] + 1 / pace + (SENTENCE_PAUSE if last in ".?!…" else 0.0))
    else:
        at = max(since, paced("x", heard_words, pace, 0.0, speech.interrupts).marks[0][0])
    return replace(speech, text=text, marks=(*speech.marks, *_marks(text, start, at, pace)), open=open)


def _marks(text: str, start: int, at: float, pace: float) -> Iterator[tuple[float, int]]:
    for match in _WORD.finditer(text, start):
        yield at, match.end()
        word = match.group().rstrip().rstrip("\"'”’)")
        pause = SENTENCE_PAUSE if word.endswith((".", "?", "!", "…")) else 0.0
        at += 1 / pace + (pause or (CLAUSE_PAUSE if word.endswith((",", ";", ":")) else 0.0))


class Speeches:
    """Replies being spoken, by (call, rep turn). Thread-safe; finished ones are forgotten after a while."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._lock = threading.Condition()
        self._by_key: dict[tuple[str, int], Speech] = {}

    def add(self, call: str, turn: int, words: str, heard_words: int, pace: float, begun: float, cuts_in: bool) -> None:
        """Further words of a reply that is not whole yet; the first begin it."""
        with self._lock:
            there = self._by_key.get((call, turn)) or Speech("", cuts_in, begun, (), open=True)
        text = f"{there.text} {words}" if there.text else words
        self.put(call, turn, longer(there, text, heard_words, pace, self.clock(), open=True))

    def wait(self, call: str, turn: int, beyond: int, until: Callable[[], bool], seconds: float) -> Speech | None:
        """A reply that is not whole yet, once it has more than ``beyond`` characters; None if ``until`` holds before,
        or after ``seconds``."""

        def so_far() -> Speech | None:
            there = self._by_key.get((call, turn))
            return there if there is not None and there.open and len(there.text) > beyond else None

        with self._lock:
            self._lock.wait_for(lambda: until() or so_far() is not None, seconds)
            return None if until() else so_far()

    def stir(self) -> None:
        """Whoever waits looks again."""
        with self._lock:
            self._lock.notify_all()

    def put(self, call: str, turn: int, speech: Speech) -> None:
        """Starts speaking; what was said before in this call is said out at once."""
        now = self.clock()
        with self._lock:
            self._lock.notify_all()
            stale = [k for k, s in self._by_key.items() if k[0] == call or _over_for(s, now) > _KEPT_SECONDS]
            for key in stale:
                del self._by_key[key]
            self._by_key[(call, turn)] = speech

    def get(self, call: str, turn: int) -> Speech | None:
        """The reply to that turn, while it is remembered."""
        return self._by_key.get((call, turn))

    def speaking(self, call: str) -> int | None:
        """The rep turn whose reply is still being spoken in this call."""
        now = self.clock()
        with self._lock:
            for (of, turn), speech in self._by_key.items():
                if of == call and not speech.done(now):
                    return turn
        return None

    def drop(self, call: str) -> None:
        """Stops speaking in this call: the rest is there at once."""
        with self._lock:
            for key in [k for k in self._by_key if k[0] == call]:
                del self._by_key[key]
            self._lock.notify_all()


def _over_for(speech: Speech, now: float) -> float:
    return now - speech.begun - (speech.marks[-1][0] if speech.marks else 0.0)


class Pool:
    """Threads in which each keyed piece of work runs once at a time. Failures are remembered for a while."""

    def __init__(self, workers: int, name: str) -> None:
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._running: dict[Hashable, Future[None]] = {}
        self._failed: dict[Hashable, tuple[float, BaseException]] = {}

    def once(self, key: Hashable, work: Callable[[], None]) -> Future[None]:
        """Starts ``work`` unless work of that key is under way; its future either way.

        Raises what it raised the last time if that is less than RETRY_SECONDS ago.
        """
        with self._lock:
            if key in self._running:
                return self._running[key]
            failed = self._failed.get(key)
            if failed and time.monotonic() - failed[0] < RETRY_SECONDS:
                raise failed[1]
            self._failed.pop(key, None)
            self._running[key] = self._executor.submit(self._run, key, work)
            return self._running[key]

    def _run(self, key: Hashable, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:
            with self._lock:
                self._failed[key] = (time.monotonic(), fault)
            raise
        finally:
            with self._lock:
                self._running.pop(key, None)

    def close(self) -> None:
        """Lets running work finish; drops what has not begun (it is found again at the next start)."""
        self._executor.shutdown(wait=True, cancel_futures=True)
