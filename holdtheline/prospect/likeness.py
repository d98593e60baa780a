"""What meets the eye and ear first: pictures that exist, and twins who open like the masked ones."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Sequence
from importlib import resources
from itertools import pairwise
from typing import Any

from holdtheline.persona import Prospect

ALIKE = 0.55
"""Share of the words of an opening, in order, from which a twin's and a masked one's are nearly the same."""


@functools.cache
def portraits() -> frozenset[str]:
    """Keys of the portraits that ship."""
    file = resources.files("holdtheline").joinpath("ui/assets/portraits/manifest.json")
    return frozenset(one["key"] for one in json.loads(file.read_text(encoding="utf-8"))["portraits"])


def openings(variants: Sequence[Prospect]) -> list[tuple[int, tuple[Any, ...], str]]:
    """Twins whose opening is like no masked one's: index of the variant, place inside it, what is wrong."""
    masked = [v for v in variants if not v.twin]
    out: list[tuple[int, tuple[Any, ...], str]] = []
    for i, twin in enumerate(variants):
        if not twin.twin or not masked:
            continue
        others = ", ".join(m.key for m in masked)
        if max(_alike(twin.spoken("pick_up"), twin, m.spoken("pick_up"), m) for m in masked) < ALIKE:
            text = f"the first words of this twin are unlike those of {others}; word `lines.pick_up` almost the same"
            out.append((i, ("lines", "pick_up"), text))
        # Cards that differ from person to person anyway tell nobody who means it.
        cards_alike = all(_alike((a.card,), a, (b.card,), b) >= ALIKE for a, b in pairwise(masked))
        if cards_alike and max(_alike((twin.card,), twin, (m.card,), m) for m in masked) < ALIKE:
            text = f"the card of this twin is unlike that of {others}; word `card` almost the same"
            out.append((i, ("card",), text))
    return out


def _alike(lines: Sequence[str], one: Prospect, others: Sequence[str], other: Prospect) -> float:
    """The best likeness of any line of the one to any line of the other, 0 to 1, names aside; 1 if either has none."""
    ours, theirs = [_words(line, one) for line in lines], [_words(line, other) for line in others]
    pairs = ((a, b) for a in ours for b in theirs)
    return max((difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairs), default=1.0)


def _words(line: str, prospect: Prospect) -> list[str]:
    names = set(re.findall(r"\w+", f"{prospect.person.name} {prospect.person.company}".lower()))
    return [w for w in re.findall(r"[\w']+", line.lower()) if w not in names]
