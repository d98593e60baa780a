"""What would make a prospect dull, break them, or give them away: findings beyond a valid file."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import Any, Literal

from holdtheline import persona as persona_file
from holdtheline.errors import InputError
from holdtheline.persona import Persona, Prospect, Truth
from holdtheline.prospect import likeness, reach
from holdtheline.vocabulary import NEEDED_ACTS

FEWEST_LINES = 3
"""Lines an act must have, so that a call does not wear it out."""

REMARK_WORDS = 5
"""Words from which a line is one that people remember; an "If you say so." may stand twice."""

COMMON = (
    *("who_decides", "process", "reason", "current", "problem", "cost", "change", "need", "use"),
    *("budget", "price", "product", "proof", "timing", "company", "role"),
)
"""Topics that any ordinary rep asks about."""

Kind = Literal["fault", "advice"]
Path = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """``fault``: must be mended; ``advice``: worth a look. ``line``: of the file, from 1, where it is known."""

    kind: Kind
    place: str
    text: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(frozen=True)
class _Place:
    """One variant in its file. ``spots``: the line of each of its parts."""

    source: str
    prospect: Prospect
    spots: persona_file.Lines

    def finding(self, kind: Kind, path: Path, text: str, *, shared: bool = False) -> Finding:
        """``shared``: the finding reads the same for all variants that have it from the top of the file."""
        line = next((self.spots[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.spots), None)
        if line is None:
            line = self.spots.get(())
        place = self.source if line is None else f"{self.source}, line {line}"
        return Finding(kind, place if shared else f"{place}, variant {self.prospect.key}", text, line)


def check(persona: Persona, source: str, *, lines: bool = True) -> list[Finding]:
    """All findings for a valid persona, faults first, then by line.

    Without ``lines`` a tenth of the time, since the text is not read again: for counting.
    """
    spots: tuple[persona_file.Lines, ...] = ({},) * len(persona.variants)
    if lines:
        with contextlib.suppress(InputError):  # a persona that was not made from a text
            spots = persona_file.places(persona.source, source)
    places = [_Place(source, v, s) for v, s in zip(persona.variants, spots, strict=True)]
    found: list[Finding] = []
    for place in places:
        found += _lines(place)
        found += _answers(place)
        found += _leaks(place)
        found += _twice(place)
        found += [place.finding(*one) for one in reach.problems(place.prospect)]
        if place.prospect.person.portrait not in likeness.portraits():
            found.append(place.finding("fault", ("person", "portrait"), _no_portrait(place.prospect)))
    found += [places[i].finding("advice", path, text) for i, path, text in likeness.openings(persona.variants)]
    if not any(v.twin for v in persona.variants):
        text = "has no twin; add a variant with `twin: true` whose mask is true"
        found.append(Finding("fault", source, text))
    unique = {str(f): f for f in found}
    return sorted(unique.values(), key=lambda f: (f.kind != "fault", f.line or 0))


def _no_portrait(prospect: Prospect) -> str:
    known = sorted(likeness.portraits())
    return f"portrait `{prospect.person.portrait}` does not exist; use one of {known[0]} to {known[-1]}"


def _lines(place: _Place) -> list[Finding]:
    out = []
    prospect = place.prospect
    for act in (*NEEDED_ACTS, *reach.acts_of_its_ends(prospect)):
        count = len(set(prospect.spoken(act)))
        fewest = 1 if act == "pick_up" else FEWEST_LINES
        if count < fewest:
            kind: Kind = "fault" if count == 0 else "advice"
            has = "no lines" if count == 0 else "1 line" if count == 1 else f"{count} lines"
            out.append(place.finding(kind, ("lines", act), f"`lines.{act}` has {has}; write at least {fewest}"))
    return out


def _answers(place: _Place) -> list[Finding]:
    topics = {a.topic for a in place.prospect.answers if a.needs is None}
    return [
        place.finding(
            "advice",
            ("answers",),
            f"`answers` has none for `{t}`, which ordinary reps ask about; add one that anybody may hear",
        )
        for t in COMMON
        if t not in topics
    ] + _unasked(place)


def _unasked(place: _Place) -> list[Finding]:
    """Answers without an example of a question are found by their topic and words alone, half as surely."""
    without = [i for i, a in enumerate(place.prospect.answers) if not a.asked]
    if not without:
        return []
    which = "one answer has" if len(without) == 1 else f"{len(without)} answers have"
    text = f"{which} no `asked`: write five questions that each answers, as different reps would put them"
    return [place.finding("advice", ("answers", without[0]), text)]


def _leaks(place: _Place) -> list[Finding]:
    out = []
    for i, truth in enumerate(place.prospect.truths):
        if not truth.words:
            text = f"truth `{truth.id}` lists no give-away `words`; add those that no line may hold before it opens"
            out.append(place.finding("advice", ("truths", i), text))
            continue
        pattern = re.compile("|".join(rf"\b{re.escape(w)}" for w in truth.words), re.IGNORECASE)
        for path, line in _before_opening(place.prospect, truth):
            hit = pattern.search(line)
            if hit:
                text = (
                    f"{hit[0]!r} gives away truth `{truth.id}` before it opens, in {_short(line)!r}; "
                    "say it without, or keep it for `tell`"
                )
                out.append(place.finding("fault", path, text, shared=True))
    return out


def _twice(place: _Place) -> list[Finding]:
    """Lines that stand twice: nobody says a line twice in a call, so one of the two is wasted."""
    out, first = [], dict[str, Path]()
    for path, line in every_line(place.prospect):
        flat = re.sub(r"\W+", " ", line.lower()).strip()
        if flat.count(" ") < REMARK_WORDS - 1:
            continue
        if flat in first and path != first[flat]:
            other = place.finding("advice", first[flat], "").line
            where = f" (first on line {other})" if other else ""
            text = f"{_short(line)!r} stands twice{where}; a call hears it once at most, write another"
            out.append(place.finding("advice", path, text, shared=True))
        first.setdefault(flat, path)
    return out


def _short(line: str, most: int = 60) -> str:
    flat = " ".join(line.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def every_line(prospect: Prospect) -> list[tuple[Path, str]]:
    """Everything a prospect can say, with its place inside the prospect."""
    out: list[tuple[Path, str]] = []
    for act in prospect.lines:
        out += _act_lines(prospect, act)
    for i, truth in enumerate(prospect.truths):
        for part, lines in (("deflect", truth.deflect), ("hint", truth.hint), ("tell", truth.tell)):
            out += [(("truths", i, part, j), line) for j, line in enumerate(lines)]
    for i, answer in enumerate(prospect.answers):
        out += [(("answers", i, "says", j), line) for j, line in enumerate(answer.says)]
    for i, ask in enumerate(prospect.asks):
        out += [(("asks", i, "says", j), line) for j, line in enumerate(ask.says)]
    return out


def before_opening(prospect: Prospect, truth: Truth) -> list[str]:
    """Lines that may be said while ``truth`` is closed."""
    return [line for _, line in _before_opening(prospect, truth)]


def _act_lines(prospect: Prospect, act: str) -> list[tuple[Path, str]]:
    said = prospect.lines[act]
    if isinstance(said, tuple):
        return [(("lines", act, j), line) for j, line in enumerate(said)]
    return [(("lines", act, tone, j), line) for tone, lines in said.items() for j, line in enumerate(lines)]


def _before_opening(prospect: Prospect, truth: Truth) -> list[tuple[Path, str]]:
    return [(path, line) for path, line in every_line(prospect) if _may_come_before(prospect, truth, path)]


def _may_come_before(prospect: Prospect, truth: Truth, path: Path) -> bool:
    part, at = path[0], path[1]
    if part == "lines":
        return at not in _AFTER
    if part == "truths":
        other = prospect.truths[at]
        return path[2] == "deflect" or (path[2] == "hint" and other.id == truth.id)
    return (prospect.answers[at].needs if part == "answers" else prospect.asks[at].needs) != truth.id


_AFTER = frozenset({"step_accept", "step_confirm", "step_when", "step_who", "bye_step", "bye_no", "accept_no", "order"})
"""Acts that the shipped ends only allow once the truth is out."""
