"""The grader that asks a model: one criterion a request, quotes checked by code, and no number that nobody gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from statistics import median_low
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from holdtheline.grading.applicable import adjusted
from holdtheline.grading.brief import Brief, unbacked
from holdtheline.grading.callread import CallRead, read_call
from holdtheline.grading.evidence import cut, verify
from holdtheline.grading.offline import MIN_REP_TURNS
from holdtheline.grading.priority import priority
from holdtheline.grading.scorecard import (
    CriterionScore,
    Evidence,
    Flag,
    Scorecard,
    not_graded,
    summarise,
    weights_of,
)
from holdtheline.llm import prompt
from holdtheline.llm.client import Client
from holdtheline.llm.errors import ModelError
from holdtheline.llm.structured import ask
from holdtheline.moves.heard import Heard
from holdtheline.moves.reader import Reader
from holdtheline.rubric import Adjustment, Criterion, Rubric
from holdtheline.transcript import Transcript

WITHIN = 90.0
"""Seconds for one verdict, with all retries and the pauses that a server asks for."""

SPREAD = 2
"""Runs that lie so many levels apart are for a coach to judge."""

FILES = ("grade", "grade_call")


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


@dataclass(frozen=True)
class Task:
    """One call to grade, with what is known of its prospect (as for the offline grader)."""

    call: Transcript
    adjustment: Adjustment | None = None
    brief: Brief | None = None
    right_end: bool | None = None
    better_lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Graded:
    """A scorecard, and the reasons for which criteria (by id) got nothing from the model."""

    card: Scorecard
    failed: Mapping[str, str]


class LlmGrader:
    """``runs``: verdicts asked for each criterion; the level is their median."""

    def __init__(self, client: Client, model: str, rubric: Rubric, *, runs: int = 1, within: float = WITHIN) -> None:
        self.model, self.rubric, self.runs = model, rubric, runs
        self._client, self._within = client, within

    def grade(self, tasks: Iterable[Task], concurrency: int = 1) -> Iterator[Graded]:
        """The scorecards in the calls' order, with ``concurrency`` requests at a time."""
        waiting: list[tuple[Task, dict[str, list[Future[CriterionScore]]]]] = []
        tasks = iter(tasks)
        pool = ThreadPoolExecutor(concurrency, thread_name_prefix="grade")
        try:
            # As many calls ahead as can use the threads, so that a long file is not held in memory twice.
            waiting.extend((task, self._ask(pool, task)) for task in islice(tasks, concurrency + 1))
            while waiting:
                task, asked = waiting.pop(0)
                yield self._graded(task, asked)
                waiting.extend((more, self._ask(pool, more)) for more in islice(tasks, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, pool: ThreadPoolExecutor, task: Task) -> dict[str, list[Future[CriterionScore]]]:
        if len(task.call.rep_turns()) < MIN_REP_TURNS:
            return {}
        off = _change(self.rubric, task).off
        return {
            c.id: [pool.submit(self.judge, task, c) for _ in range(self.runs)]
            for c in self.rubric.criteria
            if c.id not in off
        }

    def judge(self, task: Task, criterion: Criterion) -> CriterionScore:
        """One verdict on one criterion, its quotes checked. Raises ModelError."""
        verdict = ask(self._client, self.model, messages(task, criterion), Verdict, within=self._within)
        return checked(task.call, criterion, verdict)

    def _graded(self, task: Task, asked: Mapping[str, Sequence[Future[CriterionScore]]]) -> Graded:
        if len(task.call.rep_turns()) < MIN_REP_TURNS:
            short = "Fewer than two turns of yours: too little to grade."
            return Graded(self._none(task, short), {})
        scores: dict[str, CriterionScore] = {}
        failed: dict[str, str] = {}
        for criterion in self.rubric.criteria:
            if criterion.id not in asked:
                why = f"{criterion.title} does not apply to this prospect: no level, no weight."
                scores[criterion.id] = CriterionScore(applicable=False, why=why)
                continue
            scores[criterion.id], fault = _together(asked[criterion.id])
            if fault:
                failed[criterion.id] = fault
        if all(s.level is None for s in scores.values()):
            reasons = list(dict.fromkeys(failed.values())) or ["The model could not tell any level from this call."]
            return Graded(self._none(task, " ".join(reasons)), failed)
        return Graded(self._card(task, scores), failed)

    def _none(self, task: Task, reason: str) -> Scorecard:
        card = not_graded(task.call.id, self.rubric, "llm", reason)
        return card.model_copy(update={"model": self.model, "prompts": prompt.combined_hash(*FILES)})

    def _card(self, task: Task, scores: Mapping[str, CriterionScore]) -> Scorecard:
        change = _change(self.rubric, task)
        given = {c: s.level for c, s in scores.items()}
        weights = weights_of(self.rubric, change)
        total = summarise(self.rubric, given, change, right_end=task.right_end)
        partial = any(given[c] is None for c in weights)
        heard = Reader.default().read_call(task.call)
        read = read_call(task.call, heard)
        return Scorecard(
            id=task.call.id,
            rubric=self.rubric.id,
            rubric_hash=self.rubric.hash,
            grader="llm",
            model=self.model,
            prompts=prompt.combined_hash(*FILES),
            status="partial" if partial else "graded",
            overall=total.overall,
            passed=total.passed,
            caps=total.caps,
            flags=_flags(task, scores, read, heard, partial),
            criteria=dict(scores),
            priority=priority(task.call, read, self.rubric, given, weights, task.better_lines),
        )


def messages(task: Task, criterion: Criterion) -> list[dict[str, str]]:
    """The request for one verdict: what to judge first (the same for every call), the call last."""
    marker = prompt.marker()
    turns = [
        f"[{number}] {turn.speaker.upper()}: {prompt.on_one_line(turn.text)}" for number, turn in task.call.numbered()
    ]
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
    user = prompt.load("grade_call").fill(
        brief=task.brief.text() if task.brief else "Not known.",
        marker=marker,
        turns="\n".join(turns),
        title=criterion.title,
    )
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def checked(call: Transcript, criterion: Criterion, verdict: Verdict) -> CriterionScore:
    """The verdict as a score: quotes that do not stand in that rep turn are dropped, and a level without one is null.

    Only the level that a criterion starts at may stand without a quote; not even that where all quotes given are
    false.
    """
    why = " ".join(verdict.why.split())[:400]
    if verdict.level is None:
        return CriterionScore(why=why or "The model could not tell.")
    shown: dict[tuple[int, str], Evidence] = {}
    for one in verdict.quotes:
        where = verify(call, one.turn, one.quote)
        if where:
            shown.setdefault((where.turn, where.words), Evidence(turn=where.turn, quote=cut(where.words)))
    if not shown and (verdict.quotes or verdict.level != criterion.start):
        gone = "what the model quoted is not what you said" if verdict.quotes else "the model quoted no line of yours"
        return CriterionScore(why=f"Cannot tell: {gone}.")
    return CriterionScore(level=verdict.level, evidence=tuple(shown.values())[:3], why=why)


def _together(runs: Sequence[Future[CriterionScore]]) -> tuple[CriterionScore, str | None]:
    """The score of several runs, and why there is none if the model failed. More than half must have a level."""
    found: list[CriterionScore] = []
    fault: str | None = None
    for run in runs:
        try:
            found.append(run.result())
        except ModelError as failure:
            fault = fault or str(failure)
    told = [s for s in found if s.level is not None]
    if len(told) * 2 <= len(runs):
        if fault is not None and not told:
            return CriterionScore(why=f"Not graded: {fault}"), fault
        null = next((s for s in found if s.level is None), None)
        why = null.why if null else f"Not graded: {fault}"
        return CriterionScore(why=why), fault
    levels = [s.level for s in told if s.level is not None]
    level = median_low(levels)
    best = next(s for s in told if s.level == level)
    return best.model_copy(update={"spread": max(levels) - min(levels)}), None


def _change(rubric: Rubric, task: Task) -> Adjustment:
    """What changes in the rubric for this prospect; what a twin switches off is known from the call's own line."""
    if task.adjustment is not None:
        return task.adjustment
    nothing = CallRead(task.call.persona, task.call.twin, (), (), {})
    return adjusted(rubric, nothing, None)


def _flags(
    task: Task,
    scores: Mapping[str, CriterionScore],
    read: CallRead,
    heard: Mapping[int, Heard],
    partial: bool,
) -> tuple[Flag, ...]:
    out: list[Flag] = []
    spoke_to_grader = any(one.addressed_the_grader for one in heard.values())
    if partial or spoke_to_grader or any(s.spread >= SPREAD for s in scores.values()):
        out.append("needs_coach")
    if spoke_to_grader:
        out.append("addressed_the_grader")
    prospect = "\n".join(text for _, text, _ in read.prospect)
    if task.brief is not None and any(unbacked(one.claims, task.brief, prospect) for one in heard.values()):
        out.append("unbacked_claim")
    return tuple(out)
