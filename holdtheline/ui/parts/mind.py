"""What went on in the prospect's mind, turn by turn, for the coach. Trusted markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from holdtheline.ui.plain import plain
from holdtheline.vocabulary import ACTS

_MORE: dict[str, str] = {
    "answer": "answers what was asked",
    "deflect": "was asked the right thing, and waves it away",
    "hint": "half says what is behind it",
    "tell": "says what is behind it",
    "interrupt": "stops listening and cuts in",
    "ask": "asks something of their own",
}
_MOST = 10.0


def mind(steps: Sequence[Mapping[str, Any]], heard: Callable[[Mapping[str, Any]], str] = lambda _step: "") -> str:
    """One row for each of the rep's turns: what the prospect did and why, patience and respect after it.

    ``steps`` as ``Data.show(..., reveal=True)`` gives them. ``heard``: more markup for a row.
    """
    rows = "".join(_row(step, heard(step)) for step in steps if step.get("directive"))
    return f'<ol class="mind">{rows}</ol>' if rows else ""


def _row(step: Mapping[str, Any], heard: str) -> str:
    directive, state = step["directive"], step["state"]
    act = str(directive["act"])
    why = "; ".join(str(one) for one in directive.get("why", ()))
    return (
        f'<li><button type="button" class="jump" data-jump="{int(step["turn"])}"><span>turn {int(step["turn"])}</span> '
        f"{plain(ACTS.get(act) or _MORE.get(act, act))}</button>{heard}"
        f'<p class="label">{gauge("patience", state)}{gauge("respect", state)}</p>'
        f"{f'<p class=label>{plain(why)}</p>' if why else ''}</li>"
    )


def gauge(name: str, state: Mapping[str, Any]) -> str:
    """A scale of the mind's (0 to 10) as a figure and a bar."""
    value = float(state.get(name, 0))
    share = round(100 * max(0.0, min(_MOST, value)) / _MOST)
    return f'<span class="gauge">{name} {value:.1f} <span class="meter"><i style="width:{share}%"></i></span></span>'
