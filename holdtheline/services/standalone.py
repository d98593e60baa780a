"""Grading a call file's line without a database: what is known of its prospect comes from the line itself."""

from __future__ import annotations

from functools import cache

from holdtheline import persona as persona_file
from holdtheline.grading import offline
from holdtheline.grading.scorecard import Scorecard
from holdtheline.persona import Persona, Prospect
from holdtheline.rubric import Rubric
from holdtheline.services.grade import adjustment_of, brief_of
from holdtheline.settings import shipped
from holdtheline.transcript import Transcript
from holdtheline.vocabulary import OUTCOMES


def grade_line(call: Transcript, rubric: Rubric) -> Scorecard:
    """The scorecard of one call. A line that names one of our variants is graded as the app would grade it."""
    prospect = _prospect(call)
    outcome = call.extras.get("outcome")
    return offline.grade(
        call,
        rubric,
        adjustment=adjustment_of(rubric, call.persona, prospect) if prospect else None,
        brief=brief_of(prospect) if prospect else None,
        right_end=outcome in prospect.right_end if prospect and outcome in OUTCOMES else None,
    )


def _prospect(call: Transcript) -> Prospect | None:
    variant = call.extras.get("variant")
    if call.persona is None or not isinstance(variant, str):
        return None
    persona = _persona(call.persona)
    return next((v for v in persona.variants if v.key == variant), None) if persona else None


@cache
def _persona(id: str) -> Persona | None:
    path = shipped("personas") / f"{id}.yaml"
    known = {p.stem for p in shipped("personas").glob("*.yaml")}
    return persona_file.load(path) if id in known else None
