"""What would make a prospect dull or give them away: findings beyond a valid file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from holdtheline.persona import Persona, Prospect, Truth
from holdtheline.vocabulary import NEEDED_ACTS

FEWEST_LINES = 3
"""Lines an act must have, so that a call does not wear it out."""

COMMON = (
    *("who_decides", "process", "reason", "current", "problem", "cost", "change", "need", "use"),
    *("budget", "price", "product", "proof", "timing", "company", "role"),
)
"""Topics that any ordinary rep asks about."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``fault``: must be mended; ``advice``: worth a look."""

    kind: Literal["fault", "advice"]
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def check(persona: Persona, source: str) -> list[Finding]:
    """All findings for a valid persona, faults first."""
    found: list[Finding] = []
    for prospect in persona.variants:
        place = f"{source}, variant {prospect.key}"
        found += _lines(prospect, place)
        found += _answers(prospect, place)
        found += _leaks(prospect, persona.source, source)
    if not any(v.twin for v in persona.variants):
        found.append(Finding("fault", source, "has no twin; add a variant with `twin: true` whose mask is true"))
    unique = {str(f): f for f in found}
    return sorted(unique.values(), key=lambda f: f.kind != "fault")


def _lines(prospect: Prospect, place: str) -> list[Finding]:
    out = []
    for act in NEEDED_ACTS:
        count = len(set(prospect.spoken(act)))
        fewest = 1 if act == "pick_up" else FEWEST_LINES
        if count < fewest:
            kind: Literal["fault", "advice"] = "fault" if count == 0 else "advice"
            out.append(Finding(kind, place, f"`lines.{act}` has {count} lines; write at least {fewest}"))
    return out


def _answers(prospect: Prospect, place: str) -> list[Finding]:
    topics = {a.topic for a in prospect.answers if a.needs is None}
    return [
        Finding("advice", place, f"`answers` has none for `{t}`, which ordinary reps ask about")
        for t in COMMON
        if t not in topics
    ]


def _leaks(prospect: Prospect, text: str, source: str) -> list[Finding]:
    out = []
    for truth in prospect.truths:
        if not truth.words:
            out.append(Finding("advice", source, f"truth `{truth.id}` of {prospect.key} lists no give-away `words`"))
            continue
        pattern = re.compile("|".join(rf"\b{re.escape(w)}" for w in truth.words), re.IGNORECASE)
        for line in before_opening(prospect, truth):
            hit = pattern.search(line)
            if hit:
                number = text[: text.find(line)].count("\n") + 1 if line in text else None
                place = f"{source}, line {number}" if number else f"{source}, variant {prospect.key}"
                out.append(Finding("fault", place, f"{hit[0]!r} gives away truth `{truth.id}` before it opens"))
    return out


def before_opening(prospect: Prospect, truth: Truth) -> list[str]:
    """Lines that may be said while ``truth`` is closed."""
    out = [line for act in prospect.lines for line in prospect.spoken(act) if act not in _AFTER]
    out += [line for a in prospect.answers if a.needs != truth.id for line in a.says]
    out += [line for a in prospect.asks if a.needs != truth.id for line in a.says]
    for other in prospect.truths:
        out += other.deflect
        if other.id == truth.id:
            out += other.hint
    return out


_AFTER = frozenset({"step_accept", "step_confirm", "step_when", "step_who", "bye_step", "bye_no", "accept_no", "order"})
"""Acts that the shipped ends only allow once the truth is out."""
