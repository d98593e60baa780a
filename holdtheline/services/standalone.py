"""Grading a call file's line without a database: what is known of its prospect comes from the line itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from holdtheline import persona as persona_file
from holdtheline.errors import ServiceError
from holdtheline.grading import offline
from holdtheline.grading.scorecard import Scorecard
from holdtheline.persona import Persona, Prospect
from holdtheline.rubric import Rubric
from holdtheline.services.house import NO_MODEL
from holdtheline.services.terms import adjustment_of, brief_of
from holdtheline.settings import Settings, shipped
from holdtheline.transcript import Transcript
from holdtheline.vocabulary import OUTCOMES

PATIENT = 600.0
"""Seconds for one verdict where nobody sits and waits: a server that limits requests is waited for."""

if TYPE_CHECKING:
    from holdtheline.grading.llm_job import Graded


def grade_line(call: Transcript, rubric: Rubric) -> Scorecard:
    """The scorecard of one call. A line that names one of our variants is graded as the app would grade it."""
    return offline.grade(call, rubric, **_known(call, rubric))


@contextmanager
def grading_with_model(
    calls: Sequence[Transcript],
    rubric: Rubric,
    settings: Settings,
    *,
    runs: int = 1,
    concurrency: int = 1,
    afresh: bool = False,
) -> Iterator[Iterator[Graded]]:
    """As ``grade_line``, for each call in turn, by the connected model. Raises ServiceError if none is connected.

    Each answer is kept in the data folder until all is graded: work that was killed, or failed in part, asks only for
    what is missing when it is begun again with the same calls (``afresh``: asks for all).
    """
    if settings.grader_model is None:
        raise ServiceError(NO_MODEL)
    from holdtheline.grading.journal import FileJournal, key_of
    from holdtheline.grading.llm_grader import LlmGrader
    from holdtheline.grading.task import Task
    from holdtheline.llm.client import Client

    key = key_of([call.model_dump(mode="json") for call in calls], rubric.hash, settings.grader_model, runs)
    path = settings.data / "unfinished" / f"{key[:24]}.jsonl"
    if afresh:
        path.unlink(missing_ok=True)
    journal = FileJournal(path)
    grader = LlmGrader(
        Client(settings.parameters), settings.grader_model, rubric, runs=runs, within=PATIENT, journal=journal
    )
    failed = 0

    def all_of_them() -> Iterator[Graded]:
        nonlocal failed
        tasks = (Task(call, **_known(call, rubric)) for call in calls)
        for one in grader.grade(tasks, concurrency, len(calls)):
            failed += bool(one.failed)
            yield one

    try:
        yield all_of_them()
    except BaseException:
        journal.close()
        raise
    if failed:
        journal.close()
    else:
        journal.done()


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
