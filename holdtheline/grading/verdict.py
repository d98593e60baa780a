"""One verdict of a model on one criterion: how it is asked for, and what of it is believed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from holdtheline.grading.evidence import cut, verify
from holdtheline.grading.scorecard import CriterionScore, Evidence
from holdtheline.grading.task import Task
from holdtheline.llm import prompt
from holdtheline.moves.english import in_english
from holdtheline.rubric import Criterion
from holdtheline.transcript import Transcript

FILES = ("grade", "grade_call", "feedback")


class Quoted(BaseModel):
    """A passage as the model gives it."""

    model_config = ConfigDict(extra="forbid")
    turn: int
    quote: str


class Verdict(BaseModel):
    """What a model answers about one criterion."""

    model_config = ConfigDict(extra="forbid")
    level: Literal[0, 1, 2, 3, 4] | None
    quotes: list[Quoted]
    why: str

    @field_validator("level", mode="before")
    @classmethod
    def _whole_number(cls, level: object) -> object:
        if level is not None and type(level) is not int:  # true and 3.0 would pass for 1 and 3
            raise ValueError("must be a number from 0 to 4, or null")
        return level

    @field_validator("why")
    @classmethod
    def _english(cls, why: str) -> str:
        if not in_english(why):
            raise ValueError("must be in English")
        return why


@dataclass(frozen=True, slots=True)
class Recording:
    """A call as every request about it shows it. ``turns``: numbered, one a line."""

    brief: str
    turns: str

    def slots(self) -> dict[str, str]:
        """The slots of a prompt that hold it, with a new mark around the turns that nobody can guess."""
        return {"brief": self.brief, "marker": prompt.marker(), "turns": self.turns}


def recorded(task: Task) -> Recording:
    """The call as a model is shown it."""
    turns = [f"[{n}] {turn.speaker.upper()}: {prompt.on_one_line(turn.text)}" for n, turn in task.call.numbered()]
    return Recording(task.brief.text() if task.brief else "Not known.", "\n".join(turns))


def messages(recording: Recording, criterion: Criterion) -> list[dict[str, str]]:
    """The request for one verdict: what to judge first (the same for every call), the call last."""
    start = (
        f"Without anything to quote, the level is {criterion.start}."
        if criterion.start is not None
        else "Weigh all of the REP's turns against each other; quote the best and the worst."
    )
    system = prompt.load("grade").fill(
        title=criterion.title,
        asks=criterion.asks,
        anchors="\n".join(f"{level}: {text}" for level, text in enumerate(criterion.anchors)),
        start=start,
        unquoted=f"level {criterion.start}" if criterion.start is not None else "none",
    )
    user = prompt.load("grade_call").fill(**recording.slots(), title=criterion.title)
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def checked(call: Transcript, criterion: Criterion, verdict: Verdict, hollow: Collection[int] = ()) -> CriterionScore:
    """The verdict as a score: quotes that do not stand in that rep turn are dropped, and a level without one is null.

    Only the level that a criterion starts at may stand without a quote; not even that where all quotes given are
    false. ``hollow``: turns that prove nothing (copied, stuffed, spoken to the grader); quotes from them do not count.
    """
    why = " ".join(verdict.why.split())[:400]
    if verdict.level is None:
        return CriterionScore(why=why or "The model could not tell.")
    shown: dict[tuple[int, str], Evidence] = {}
    for one in verdict.quotes:
        where = verify(call, one.turn, one.quote) if one.turn not in hollow else None
        if where:
            shown.setdefault((where.turn, where.words), Evidence(turn=where.turn, quote=cut(where.words)))
    if not shown and (verdict.quotes or verdict.level != criterion.start):
        gone = "what the model quoted is not what you said" if verdict.quotes else "the model quoted no line of yours"
        return CriterionScore(why=f"Cannot tell: {gone}.")
    return CriterionScore(level=verdict.level, evidence=tuple(shown.values())[:3], why=why)
