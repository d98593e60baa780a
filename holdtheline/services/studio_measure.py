"""How a text behaves: the simulated trainees against its people, in the background, for a handful of seeds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from holdtheline.errors import HoldTheLineError
from holdtheline.jobs import Pool
from holdtheline.persona import Persona
from holdtheline.rubric import Rubric
from holdtheline.services.studio_views import Measured, MeasuredRow

if TYPE_CHECKING:
    from holdtheline.simulate import Result

SEEDS = 4
"""Calls of each trainee with each person: enough to see a prospect that everybody or nobody opens."""

_KEPT = 30
_BREATH = 0.002
"""Seconds left to the calls that are going on, after each simulated one."""


class Measurements:
    """Thread-safe; kept in memory by the text's hash, so a restart forgets them. One is made at a time."""

    def __init__(self) -> None:
        self._pool = Pool(1, "measure")
        self._lock = threading.Lock()
        self._by_hash: dict[str, Measured] = {}
        self._stop = threading.Event()

    def start(self, persona: Persona, rubric: Rubric, seeds: int | None = None) -> Measured:
        """Begins to measure a text, unless that is done or under way."""
        found = self.of(persona.hash)
        if found is not None and found.trouble is None:
            return found
        from holdtheline.simulate import trainees

        seeds = seeds or SEEDS

        who = trainees()
        begun = Measured(0, len(who) * len(persona.variants) * seeds)
        self._put(persona.hash, begun)
        try:
            self._pool.once(persona.hash, lambda: self._measure(persona, rubric, who, seeds))
        except Exception as fault:  # what it failed with a moment ago
            self._put(persona.hash, Measured(0, begun.total, trouble=_said(fault)))
        return self.of(persona.hash) or begun

    def of(self, hash: str) -> Measured | None:
        """The measurement of that text as far as it has come."""
        with self._lock:
            return self._by_hash.get(hash)

    def close(self) -> None:
        """Stops after the simulated call that is going on."""
        self._stop.set()
        self._pool.close()

    def _measure(self, persona: Persona, rubric: Rubric, who: Sequence[str], seeds: int) -> None:
        from holdtheline.simulate import run  # brings numpy and the weights

        results: list[Result] = []
        total = len(who) * len(persona.variants) * seeds
        try:
            for one in run([persona], rubric, who=who, seeds=seeds):
                results.append(one)
                if len(results) < total:
                    self._put(persona.hash, Measured(len(results), total))
                if self._stop.is_set():
                    return
                time.sleep(_BREATH)
        except Exception as fault:
            self._put(persona.hash, Measured(len(results), total, trouble=_said(fault)))
            raise
        self._put(persona.hash, Measured(len(results), len(results), table(results)))

    def _put(self, hash: str, found: Measured) -> None:
        with self._lock:
            self._by_hash.pop(hash, None)
            self._by_hash[hash] = found
            for old in list(self._by_hash)[:-_KEPT]:
                del self._by_hash[old]


def table(results: Iterable[Result]) -> tuple[MeasuredRow, ...]:
    """One row a trainee, those who open most first."""
    from holdtheline.simulate.trainee import load_cast

    known = load_cast().scripts
    groups: dict[str, list[Result]] = {}
    for one in results:
        groups.setdefault(one.trainee, []).append(one)
    rows = []
    for name, group in groups.items():
        masked, twins = [r for r in group if not r.twin], [r for r in group if r.twin]
        rows.append(
            MeasuredRow(
                trainee=name,
                about=known[name].about,
                opened=fmean(bool(r.opened) for r in masked) if masked else None,
                right=fmean(r.right for r in masked) if masked else None,
                twin_right=fmean(r.right for r in twins) if twins else None,
                turns=fmean(r.turns for r in group),
            )
        )
    return tuple(sorted(rows, key=lambda r: (-(r.opened or 0), -(r.right or 0), r.trainee)))


def _said(fault: BaseException) -> str:
    reason = str(fault) if isinstance(fault, HoldTheLineError) else f"{type(fault).__name__}: {fault}"
    return f"The simulation failed ({reason}). Nothing was changed."
