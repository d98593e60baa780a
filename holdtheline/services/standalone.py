"""Grading a call file's line without a database: what is known of its prospect comes from the line itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from holdtheline import persona as persona_file
from holdtheline.errors import ServiceError
from holdtheline.grading import offline
from holdtheline.grading.scorecard import Scorecard
from holdtheline.persona import Persona, Prospect
from holdtheline.rubric import Rubric
from holdtheline.services.grade import adjustment_of, brief_of
from holdtheline.services.house import NO_MODEL
from holdtheline.settings import Settings, shipped
from holdtheline.transcript import Transcript
from holdtheline.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from holdtheline.grading.llm_grader import Graded


def grade_line(call: Transcript, rubric: Rubric) -> Scorecard:
    """The scorecard of one call. A line that names one of our variants is graded as the app would grade it."""
    return offline.grade(call, rubric, **_known(call, rubric))


def grade_with_model(
    calls: Sequence[Transcript], rubric: Rubric, settings: Settings, *, runs: int = 1, concurrency: int = 1
) -> Iterator[Graded]:
    """As ``grade_line``, for each call in turn, by the connected model. Raises ServiceError if none is connected."""
    if settings.grader_model is None:
        raise ServiceError(NO_MODEL)
    from holdtheline.grading.llm_grader import LlmGrader, Task
    from holdtheline.llm.client import Client

    grader = LlmGrader(Client(settings.parameters), settings.grader_model, rubric, runs=runs)
    return grader.grade((Task(call, **_known(call, rubric)) for call in calls), concurrency)


def _known(call: Transcript, rubric: Rubric) -> dict[str, Any]:
    prospect = _prospect(call)
    outcome = call.extras.get("outcome")
    return {
        "adjustment": adjustment_of(rubric, call.persona, prospect) if prospect else None,
        "brief": brief_of(prospect) if prospect else None,
        "right_end": outcome in prospect.right_end if prospect and outcome in OUTCOMES else None,
    }


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
