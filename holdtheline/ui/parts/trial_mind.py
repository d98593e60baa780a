"""The prospect's mind during a sandbox call: where it stands, what is hidden, and what moved it. Trusted markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from holdtheline.services.debrief_views import TruthShown
from holdtheline.services.studio_views import Trial
from holdtheline.ui.parts.mind import gauge, mind
from holdtheline.ui.parts.moves import said
from holdtheline.ui.plain import plain

GAUGES = ("patience", "respect", "interest")


def trial_mind(found: Trial) -> str:
    """All of it, the latest turn first."""
    state = found.steps[-1]["state"] if found.steps else {}
    gauges = "".join(gauge(name, state) for name in GAUGES)
    truths = "".join(_truth(one, state) for one in found.truths)
    hidden = f'<ul class="closed-truths">{truths}</ul>' if truths else '<p class="muted">Nothing is hidden.</p>'
    turns = mind(list(reversed(found.steps)), heard=_heard)
    empty = '<p class="muted">Say something, and you will read here how it was taken.</p>'
    return (
        f'<section class="standing"><h2>Their mind</h2><p class="gauges">{gauges}</p></section>'
        f"<section><h3>What is hidden</h3>{hidden}</section><section><h3>Turn by turn</h3>{turns or empty}</section>"
    )


def _truth(one: TruthShown, state: Mapping[str, Any]) -> str:
    asked = int(state.get("probes", {}).get(one.id, 0))
    if one.opened_at is not None:
        how, kind = f"out since turn {one.opened_at}", "open"
    elif state.get("hinted") == one.id:
        how, kind = "half said, waits to be taken up", "near"
    elif asked:
        how, kind = "rightly asked after once" if asked == 1 else f"rightly asked after {asked} times", "near"
    else:
        how, kind = "not asked after", "shut"
    return (
        f'<li class="{kind}"><code>{plain(one.id)}</code> <span class="label">{how}</span><p>{plain(one.text)}</p></li>'
    )


def _heard(step: Mapping[str, Any]) -> str:
    made = said((step.get("heard") or {}).get("made", ()))
    return (
        f'<p class="label">heard: {plain(", ".join(made))}</p>'
        if made
        else '<p class="label">heard: nothing of weight</p>'
    )
