"""A level from 0 to 4 as a small picture: five steps, like the bars of a telephone's signal."""

from __future__ import annotations

from collections.abc import Mapping

from holdtheline.rubric import Rubric
from holdtheline.ui.plain import plain

_LOWEST, _RISE = 6, 4
"""Height of the lowest step, and how much higher each next one is, in pixels."""


def stair(level: int | None, machine: int | None = None, overruled: bool = False) -> str:
    """Markup. With ``overruled``, ``level`` is a coach's and a tick under a step shows the machine's."""
    steps = []
    for step in range(5):
        kind = "unknown" if level is None else "on" if step <= level else "off"
        if overruled and step == machine:
            kind += " machine"
        steps.append(f'<i class="{kind}" style="height:{_LOWEST + step * _RISE}px"></i>')
    return f'<span class="stair" aria-hidden="true">{"".join(steps)}</span>'


def level_in_words(level: int | None) -> str:
    """ "3 of 4", or "can't tell"."""
    return "can't tell" if level is None else f"{level} of 4"


def six(rubric: Rubric, levels: Mapping[str, int | None]) -> str:
    """Markup: every criterion's level in one small row, for lists. Empty for a call without levels."""
    shown = [(c.title, levels[c.id]) for c in rubric.criteria if c.id in levels]
    if not shown:
        return ""
    bars = "".join(
        f'<i class="{"unknown" if level is None else ""}" style="height:{4 + 4 * (level or 0)}px"></i>'
        for _, level in shown
    )
    said = "; ".join(f"{title} {level_in_words(level)}" for title, level in shown)
    return f'<span class="six" role="img" title="{plain(said)}" aria-label="{plain(said)}">{bars}</span>'
