"""A variant on top of its file: mappings are merged, lists replaced, answers replaced topic by topic.

Along with the data goes the line of each part, so that a fault in the whole is named where it stands in the file.
"""

from __future__ import annotations

from typing import Any

Lines = dict[tuple[Any, ...], int]
"""The line of each part, from 1, by its path."""


def merge(base: Any, over: Any, at: tuple[Any, ...], where: tuple[Any, ...], lines: Lines) -> tuple[Any, Lines]:
    """``over`` (found at ``where`` in the file) on top of ``base`` (found at ``at``), and where each part stands."""
    spots: Lines = {}
    out: dict[Any, Any] = {}
    for key in [*base, *(k for k in over if k not in base)]:
        inside = key in over
        if inside and isinstance(over[key], dict) and isinstance(base.get(key), dict):
            value, inner = merge(base[key], over[key], (*at, key), (*where, key), lines)
            spots.update({(key, *k): v for k, v in inner.items()})
        elif key == "answers" and not at and inside and isinstance(base.get(key), list):
            value, inner = _merge_answers(base[key], over[key], (*where, key), lines)
            spots.update({(key, *k): v for k, v in inner.items()})
        else:
            value = over[key] if inside else base[key]
            root = (*where, key) if inside else (*at, key)
            spots.update({(key, *p[len(root) :]): n for p, n in lines.items() if p[: len(root)] == root})
        out[key] = value
    spots[()] = lines.get(where, lines.get(at, 1))
    return out, spots


def _merge_answers(base: list[Any], over: Any, where: tuple[Any, ...], lines: Lines) -> tuple[Any, Lines]:
    if not isinstance(over, list):
        return over, {(): lines.get(where, 1)}
    named = {a.get("topic") for a in over if isinstance(a, dict)}
    kept = [i for i, a in enumerate(base) if not (isinstance(a, dict) and a.get("topic") in named)]
    roots = [("answers", i) for i in kept] + [(*where, i) for i in range(len(over))]
    spots: Lines = {(): lines.get(where, 1)}
    for new, root in enumerate(roots):
        spots.update({(new, *p[len(root) :]): n for p, n in lines.items() if p[: len(root)] == root})
    return [base[i] for i in kept] + over, spots
