"""The terms on which a call with a prospect is judged: what weighs otherwise, the brief for claims, the right end."""

from __future__ import annotations

from holdtheline.grading.brief import Brief
from holdtheline.persona import Prospect
from holdtheline.rubric import Adjustment, Rubric
from holdtheline.store import calls


def brief_of(prospect: Prospect) -> Brief:
    """What the grader checks the rep's claims against."""
    offer = prospect.you_sell
    return Brief(offer.product, offer.price, offer.proof, offer.limits)


def adjustment_of(rubric: Rubric, persona: str | None, prospect: Prospect | None) -> Adjustment:
    """What changes in the rubric for this kind of prospect: the rubric's own word, and the persona's on top."""
    base = rubric.prospects.get(persona or "", Adjustment())
    own = prospect.grading if prospect else Adjustment()
    return Adjustment(weights={**base.weights, **own.weights}, off=tuple(dict.fromkeys((*base.off, *own.off))))


def right_end_of(call: calls.Call, prospect: Prospect | None) -> bool | None:
    """Whether the call ended as it should with this prospect; None where nobody knows."""
    return None if prospect is None else call.outcome in prospect.right_end
