"""Precision and recall of the topics read, against the hand-labelled turns of tests/data/topics.jsonl."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from holdtheline.moves.taxonomy import TOPICS
from holdtheline.moves.understand import understand

DATA = Path(__file__).parents[1] / "data" / "topics.jsonl"


@dataclass
class Score:
    """Hits, wrong ones and missed ones by topic."""

    hit: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def precision(self, *topics: str) -> float:
        return _ratio(self._sum(self.hit, topics), self._sum(self.wrong, topics))

    def recall(self, *topics: str) -> float:
        return _ratio(self._sum(self.hit, topics), self._sum(self.missed, topics))

    def f1(self, *topics: str) -> float:
        p, r = self.precision(*topics), self.recall(*topics)
        return 2 * p * r / (p + r) if p + r else 0.0

    @staticmethod
    def _sum(counts: Counter[str], topics: tuple[str, ...]) -> int:
        return sum(n for t, n in counts.items() if not topics or t in topics)


def _ratio(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 0.0


def turns(part: str, source: str | None = None) -> list[dict[str, Any]]:
    """The labelled turns of one part (``tuning`` or ``held-out``)."""
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [r for r in rows if r["part"] == part and source in (None, r["source"])]


def score(part: str, source: str | None = None) -> Score:
    """Topics at 0.5 or more against the labels; topics that may be there count neither way."""
    out = Score()
    for row in turns(part, source):
        got = set(understand(row["text"], row["before"]).about)
        wanted = set(row["topics"])
        out.hit.update(wanted & got)
        out.missed.update(wanted - got)
        out.wrong.update(got - wanted - set(row["maybe"]))
    return out


def main() -> None:
    for part in ("tuning", "held-out"):
        for source in ("calls", "own", None):
            s = score(part, source)
            print(f"{part} {source or 'all'}: precision {s.precision():.2f} recall {s.recall():.2f} F1 {s.f1():.2f}")
    tuned, held = score("tuning"), score("held-out")
    print(f"{'topic':14}  tuning P    R    n   held-out P    R    n")
    for t in TOPICS:
        cells = [(s.precision(t), s.recall(t), s.hit[t] + s.missed[t]) for s in (tuned, held)]
        print(f"{t:14}" + "".join(f"      {p:.2f} {r:.2f} {n:4}" for p, r, n in cells))


if __name__ == "__main__":
    main()
