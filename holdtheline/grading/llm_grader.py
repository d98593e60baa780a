"""The grader that asks a model: one criterion a request, quotes checked by code, and no number that nobody gave."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from holdtheline.grading import feedback, offline, verdict
from holdtheline.grading.applicable import adjusted
from holdtheline.grading.bare import READABLE
from holdtheline.grading.callread import CallRead
from holdtheline.grading.journal import Journal, NoJournal, key_of
from holdtheline.grading.llm_card import Ask, Failed, Runs, card, scored
from holdtheline.grading.llm_job import Graded, Job
from holdtheline.grading.scorecard import CriterionScore, Priority, not_graded
from holdtheline.grading.second import Second, Seconds
from holdtheline.grading.task import Task
from holdtheline.grading.verdict import FILES, Verdict
from holdtheline.llm import prompt
from holdtheline.llm.client import Client
from holdtheline.llm.errors import ModelError
from holdtheline.llm.structured import ask
from holdtheline.moves.clarity import clarity
from holdtheline.rubric import Adjustment, Criterion, Rubric

T = TypeVar("T", Verdict, feedback.Better)

WITHIN = 90.0
"""Seconds for one verdict, with all retries and the pauses that a server asks for."""

PRACTICE_RUNS, OFFICIAL_RUNS = 1, 5
"""Verdicts asked for each criterion of a call that is practised, and of one that counts."""

HOPELESS = ("connection", "timeout", "server")
"""Failures after so many of which, one upon the other, the server is left alone."""


class LlmGrader:
    """``runs``: verdicts asked for each criterion; the level is their median. ``journal`` keeps what was answered."""

    def __init__(
        self,
        client: Client,
        model: str,
        rubric: Rubric,
        *,
        runs: int = PRACTICE_RUNS,
        within: float = WITHIN,
        journal: Journal | None = None,
    ) -> None:
        self.model, self.rubric, self.runs = model, rubric, runs
        self._client, self._within, self._journal = client, within, NoJournal() if journal is None else journal
        self._rubric_hash = rubric.hash
        self._lock = threading.Lock()
        self._failures, self._most_failures = 0, 12
        self._hopeless: ModelError | None = None

    def grade(self, tasks: Iterable[Task], concurrency: int = 1, calls: int | None = None) -> Iterator[Graded]:
        """The scorecards in the calls' order, ``concurrency`` requests at a time. ``calls``: how many, if known."""
        self._client.connect()
        self._most_failures = max(12, 2 * concurrency)
        tasks, waiting = iter(tasks), deque[Job]()
        pool = ThreadPoolExecutor(concurrency, thread_name_prefix="grade")
        seconds = Seconds(self.rubric, calls, concurrency)
        try:
            # As many calls ahead as can use the threads while the first are still being read, and no more, so that a
            # long file is not held in memory twice.
            waiting.extend(self._begin(pool, seconds, task) for task in islice(tasks, 2 * concurrency + 1))
            while waiting:
                yield waiting.popleft().done.result()
                waiting.extend(self._begin(pool, seconds, task) for task in islice(tasks, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            seconds.close()

    def _begin(self, pool: ThreadPoolExecutor, seconds: Seconds, task: Task) -> Job:
        job = Job(task)
        said = [text for _, text in task.call.rep_turns()]
        if len(said) < offline.MIN_REP_TURNS:
            job.done.set_result(self._none(job, "Fewer than two turns of yours: too little to grade."))
            return job
        if all(clarity(text) < READABLE for text in said):
            job.done.set_result(self._none(job, "Your lines cannot be read as English: nothing to go by."))
            return job
        job.second = seconds.begin(task)
        off = _off(self.rubric, task)
        criteria = [c for c in self.rubric.criteria if c.id not in off]
        for criterion in criteria:
            job.asked[criterion.id] = [pool.submit(self._judge, job, criterion, run) for run in range(self.runs)]
        waited: list[Future[Any]] = [job.second, *(future for asked in job.asked.values() for future in asked)]
        job.open = len(waited)
        for one in waited:
            one.add_done_callback(lambda _: self._step(pool, seconds, job))
        return job

    def _step(self, pool: ThreadPoolExecutor, seconds: Seconds, job: Job) -> None:
        """Something waited for is in. The last has the scorecard made, which may take another request."""
        if not job.one_less():
            return
        try:
            pool.submit(self._finish, job, seconds)
        except RuntimeError:  # nobody waits any more
            job.done.cancel()

    def _finish(self, job: Job, seconds: Seconds) -> None:
        try:
            job.done.set_result(self._graded(job, seconds.result(job.second, job.task)))
        except BaseException as fault:  # it is raised where the result is waited for
            job.done.set_exception(fault)

    def _graded(self, job: Job, found: Second) -> Graded:
        runs = {c: Runs.of(asked) for c, asked in job.asked.items()}
        scores, failed = scored(self.rubric, job.task, runs, found)
        if all(s.level is None for s in scores.values()):
            reasons = list(dict.fromkeys(failed.values())) or ["The model could not tell any level from this call."]
            return self._none(job, " ".join(reasons), failed)
        said: Ask = lambda criterion, score: self._feedback(job, criterion, score, found.read)  # noqa: E731
        made = card(self.rubric, job.task, scores, runs, found, said, self._rubric_hash)
        return Graded(made.model_copy(update=self._by()), failed, job.usage)

    def _none(self, job: Job, reason: str, failed: Failed | None = None) -> Graded:
        made = not_graded(job.task.call.id, self.rubric, "llm", reason)
        return Graded(made.model_copy(update=self._by()), failed or {}, job.usage)

    def _by(self) -> dict[str, str]:
        return {"model": self.model, "prompts": prompt.combined_hash(*FILES)}

    def _judge(self, job: Job, criterion: Criterion, run: int) -> Verdict:
        """One verdict on one criterion, as it was given before or anew. Raises ModelError."""
        key = self._key("verdict", job, criterion, run)
        kept = self._journal.get(key)
        if kept is not None:
            return Verdict.model_validate(kept)
        found = self._asked(job, verdict.messages(job.recording, criterion), Verdict)
        self._journal.put(key, found.model_dump())
        return found

    def _feedback(self, job: Job, criterion: Criterion, score: CriterionScore, read: CallRead) -> Priority | None:
        """What the model says about the one thing to work on; None for nothing of use."""
        key = self._key("feedback", job, criterion, score.level)
        kept = self._journal.get(key)
        try:
            if kept is None:
                said = self._asked(job, feedback.messages(job.recording, criterion, score), feedback.Better)
                self._journal.put(key, said.model_dump())
            else:
                said = feedback.Better.model_validate(kept)
        except ModelError:
            return None
        return feedback.checked(job.task, criterion, said)

    def _asked(self, job: Job, messages: list[dict[str, str]], shape: type[T]) -> T:
        if self._hopeless is not None:
            raise self._hopeless
        try:
            found = ask(self._client, self.model, messages, shape, within=self._within, count=job.count)
        except ModelError as fault:
            self._failed(fault)
            raise
        with self._lock:
            self._failures = 0
        return found

    def _failed(self, fault: ModelError) -> None:
        """Nobody waits for hours for a server that refuses the key or is not there."""
        with self._lock:
            self._failures += self._most_failures // 3 if fault.kind == "auth" else fault.kind in HOPELESS
            if self._failures >= self._most_failures:
                self._hopeless = fault

    @cached_property
    def _asked_of(self) -> dict[str, str]:
        """By criterion: names all that is asked but the call."""
        said = (prompt.combined_hash(*FILES), self.model, self._client.parameters)
        return {c.id: key_of(c.model_dump(mode="json"), *said) for c in self.rubric.criteria}

    def _key(self, what: str, job: Job, criterion: Criterion, which: int | None) -> str:
        return key_of(what, job.key, self._asked_of[criterion.id], which)


def _off(rubric: Rubric, task: Task) -> tuple[str, ...]:
    """What is not asked: what a twin switches off is known from the call's own line."""
    nothing = CallRead(task.call.persona, task.call.twin, (), (), {})
    change: Adjustment = adjusted(rubric, nothing, task.adjustment)
    return change.off
