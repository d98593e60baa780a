"""The one thing to work on: what the grader chose, unless the prospect meant what they said and was not believed."""

from __future__ import annotations

from dataclasses import dataclass

from holdtheline.services.debrief_views import Debrief


@dataclass(frozen=True, slots=True)
class OneThing:
    """The missed line and what it did; ``better``: words that might have done better; ``reason``: why, or what would.

    ``criterion``: the one it belongs to, None where it belongs to the call as a whole.
    """

    turn: int
    quote: str
    did: str
    better: str | None
    reason: str
    criterion: str | None


def one_thing(debrief: Debrief) -> OneThing | None:
    """What a debrief puts first; None where nothing was missed.

    The grader reads words only. With a prospect who meant it, it may ask for more challenge where challenge was what
    went wrong; then the turn that mattered to the prospect comes first.
    """
    reveal, found = debrief.reveal, debrief.scorecard.priority
    if reveal.nothing_hidden and not reveal.reached_right_end:
        moment = next((m for m in reveal.moments if m.turn == reveal.turned), None)
        if moment:
            return OneThing(moment.turn, moment.said, moment.what, None, reveal.right_end_says, None)
    if found is None:
        return None
    did, _, reason = found.why.partition(". ")
    return OneThing(found.turn, found.quote, f"{did.rstrip('.')}.", found.better_line, reason, found.criterion)
