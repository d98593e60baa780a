"""The reveal: what was really going on, and which of the rep's turns came near it. Built from the saved steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from holdtheline.persona import Prospect
from holdtheline.services.debrief_views import Reveal, TruthShown
from holdtheline.services.moments import moments
from holdtheline.store.calls import Call, Step, Turn
from holdtheline.vocabulary import Outcome

STRANGER = Reveal(
    story="This call was imported. Who the prospect was, and what they hid, is not known here.",
    nothing_hidden=False,
    truths=(),
    moments=(),
    right_end=(),
    right_end_says="",
    reached_right_end=False,
)


def reveal(call: Call, prospect: Prospect, turns: Sequence[Turn], steps: Sequence[Step]) -> Reveal:
    """What was going on in a call with this prospect."""
    opened = opened_at(steps)
    best = moments(prospect, turns, steps)
    return Reveal(
        story=prospect.story,
        nothing_hidden=not prospect.truths,
        truths=tuple(
            TruthShown(t.id, t.text, opened.get(t.id), t.question, _near(t.id, steps)) for t in prospect.truths
        ),
        moments=tuple(sorted((f.moment for f in best), key=lambda m: m.turn)),
        right_end=cast("tuple[Outcome, ...]", prospect.right_end),
        right_end_says=prospect.right_end_says,
        reached_right_end=call.outcome in prospect.right_end,
        turned=best[0].moment.turn if best else None,
    )


def opened_at(steps: Sequence[Step]) -> dict[str, int]:
    """Each open truth with the number, over both speakers, of the rep's turn that opened it."""
    out: dict[str, int] = {}
    for step in steps:
        for truth in step.state.get("opened", {}):
            out.setdefault(truth, step.turn)
    return out


def _near(truth: str, steps: Sequence[Step]) -> tuple[int, ...]:
    """Numbers of the rep's turns that asked after it, and were waved off or told half of it."""
    heard = ((s.turn, s.directive or {}) for s in steps)
    return tuple(turn for turn, d in heard if d.get("truth") == truth and d.get("act") in ("deflect", "hint"))
