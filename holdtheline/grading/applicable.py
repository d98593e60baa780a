"""Where nothing should be challenged: an emergency, a ready buyer, somebody who is simply right."""

from __future__ import annotations

from holdtheline.grading.callread import CallRead
from holdtheline.rubric import Adjustment, Rubric

NOTHING_TO_CHALLENGE = ("angry", "fence-sitter", "ghosted", "hidden-authority", "unqualified")
"""Prospects whose twin means it and wants to go ahead (or has a real grievance), so that there is nothing to
question: the labels switch `challenge` off in 13 of these 15 labelled twins, and in none of the other seven's."""

EMERGENCY = "personal-emergency"


def adjusted(rubric: Rubric, read: CallRead, adjustment: Adjustment | None) -> Adjustment:
    """The prospect's adjustment: the given one, else the rubric's for this prospect; with what a twin switches off."""
    found = adjustment if adjustment is not None else rubric.prospects.get(read.persona or "", Adjustment())
    if adjustment is not None or rubric.method != "learned":
        return found
    if read.twin and read.persona in NOTHING_TO_CHALLENGE and "challenge" not in found.off:
        return Adjustment(weights=found.weights, off=(*found.off, "challenge"))
    return found
