"""Two versions line by line. Trusted markup."""

from __future__ import annotations

from collections.abc import Sequence

from holdtheline.services.studio_views import DiffLine
from holdtheline.ui.plain import plain

MOST = 1500
"""Lines shown: more than that is another prospect, and a heavy page."""

_SIGN = {"out": "−", "in": "+", "same": ""}
_READ = {"out": "left out: ", "in": "new: ", "same": ""}


def diff(lines: Sequence[DiffLine]) -> str:
    """The changed lines with their surroundings, numbered as in the file they stand in."""
    if not lines:
        return '<p class="empty">No difference.</p>'
    rows = "".join(_line(one) for one in lines[:MOST])
    more = len(lines) - MOST
    rest = f'<p class="label">And {more} more lines.</p>' if more > 0 else ""
    return f'<ol class="diff">{rows}</ol>{rest}'


def counted(lines: Sequence[DiffLine]) -> str:
    """How much differs, in words."""
    new, gone = sum(d.kind == "in" for d in lines), sum(d.kind == "out" for d in lines)
    if not new and not gone:
        return "No difference."
    parts = [f"{new} {'line' if new == 1 else 'lines'} new"] if new else []
    parts += [f"{gone} left out"] if gone else []
    return f"{', '.join(parts)}."


def _line(one: DiffLine) -> str:
    if one.kind == "gap":
        return '<li class="gap" aria-hidden="true">⋯</li>'
    number = one.new if one.new is not None else one.old
    return (
        f'<li class="{one.kind}"><span class="no">{number}</span><span class="sign" aria-hidden="true">'
        f'{_SIGN[one.kind]}</span><code><span class="unseen">{_READ[one.kind]}</span>'
        f"{plain(one.text) or ' '}</code></li>"
    )
