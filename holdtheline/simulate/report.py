"""A simulation as a table and a picture: who opened what, how the calls ended."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import fmean

from holdtheline.simulate.run import Result
from holdtheline.vocabulary import OUTCOMES


@dataclass(frozen=True, slots=True)
class Row:
    """All calls of one trainee with one person. Shares are 0 to 1; ``overall`` is the mean over graded calls."""

    persona: str
    variant: str
    twin: bool
    trainee: str
    calls: int
    opened: float
    right: float
    turns: float
    resisted: float
    repeated: int
    lingered: int
    overall: float | None
    outcomes: dict[str, int]


COLUMNS = (
    *("persona", "variant", "twin", "trainee", "calls", "opened", "right_end", "turns", "resisted", "repeated"),
    *("lingered", "overall"),
)
"""Of ``table.csv``; after them one for each outcome."""


def summarise(results: Iterable[Result]) -> list[Row]:
    """One row a prospect and trainee, in the order of the results."""
    groups: dict[tuple[str, str, str], list[Result]] = {}
    for one in results:
        groups.setdefault((one.persona, one.variant, one.trainee), []).append(one)
    return [_row(group) for group in groups.values()]


def _row(group: Sequence[Result]) -> Row:
    first = group[0]
    graded = [r.overall for r in group if r.overall is not None]
    return Row(
        persona=first.persona,
        variant=first.variant,
        twin=first.twin,
        trainee=first.trainee,
        calls=len(group),
        opened=fmean(bool(r.opened) for r in group),
        right=fmean(r.right for r in group),
        turns=fmean(r.turns for r in group),
        resisted=fmean(r.resisted for r in group),
        repeated=sum(r.repeated for r in group),
        lingered=max(r.lingered for r in group),
        overall=round(fmean(graded), 3) if graded else None,
        outcomes=dict(Counter(r.outcome for r in group)),
    )


def write(results: Sequence[Result], folder: Path) -> list[Path]:
    """Writes ``table.csv`` and ``picture.svg`` into ``folder`` (made if absent) and returns their paths."""
    rows = summarise(results)
    folder.mkdir(parents=True, exist_ok=True)
    table, picture = folder / "table.csv", folder / "picture.svg"
    with table.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.writer(out)
        sheet.writerow([*COLUMNS, *OUTCOMES])
        for r in rows:
            counts = [r.outcomes.get(o, 0) for o in OUTCOMES]
            shares = [round(r.opened, 3), round(r.right, 3), round(r.turns, 1), round(r.resisted, 3)]
            head = [r.persona, r.variant, int(r.twin), r.trainee, r.calls]
            sheet.writerow([*head, *shares, r.repeated, r.lingered, r.overall, *counts])
    picture.write_text(svg(rows), encoding="utf-8")
    return [table, picture]


CELL, LEFT, TOP = 64, 190, 110


def svg(rows: Sequence[Row]) -> str:
    """Heat map: a line a person, a column a trainee; above the share of calls that opened a truth, below of right ends.

    The numbers stand in the cells, so that colour carries nothing alone. A twin hides nothing: its upper half is blank.
    """
    people = list(dict.fromkeys((r.persona, r.variant, r.twin) for r in rows))
    trainees = list(dict.fromkeys(r.trainee for r in rows))
    by = {(r.persona, r.variant, r.trainee): r for r in rows}
    width, height = LEFT + CELL * len(trainees) + 60, TOP + CELL * len(people) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12" fill="#17110B"><rect width="{width}" height="{height}" fill="#F7F2E8"/>',
        '<text x="20" y="28" font-size="16">Simulated calls: truth opened (upper half), right end (lower half)</text>',
    ]
    for j, name in enumerate(trainees):
        x = LEFT + CELL * j + CELL // 2
        parts.append(f'<text x="{x}" y="{TOP - 8}" transform="rotate(-35 {x} {TOP - 8})">{escape(name)}</text>')
    for i, (persona, variant, twin) in enumerate(people):
        y = TOP + CELL * i
        label = escape(f"{persona} / {variant}{' (twin)' if twin else ''}")
        parts.append(f'<text x="{LEFT - 8}" y="{y + CELL // 2 + 4}" text-anchor="end">{label}</text>')
        for j, name in enumerate(trainees):
            row = by.get((persona, variant, name))
            if row is not None:
                parts += _cell(LEFT + CELL * j, y, row)
    parts.append(
        f'<text x="20" y="{height - 18}">Share of calls, in per cent. Source: table.csv beside this picture.</text>'
    )
    return "\n".join([*parts, "</svg>\n"])


def _cell(x: int, y: int, row: Row) -> list[str]:
    half = CELL // 2
    out = []
    for top, share, hue in ((y, None if row.twin else row.opened, "#2E5A78"), (y + half, row.right, "#3F7856")):
        opacity = 0.0 if share is None else 0.08 + 0.72 * share
        ink = "#FFFFFF" if share is not None and share > 0.55 else "#17110B"
        word = "–" if share is None else f"{round(100 * share)}"
        out.append(
            f'<rect x="{x}" y="{top}" width="{CELL - 2}" height="{half - 1}" fill="{hue}" '
            f'fill-opacity="{opacity:.2f}"/>'
            f'<text x="{x + half - 1}" y="{top + half // 2 + 4}" text-anchor="middle" fill="{ink}">{word}</text>'
        )
    return out
