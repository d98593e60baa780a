"""One call while a model grades it: what is asked of it, what is still waited for, what it took."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property

from holdtheline.grading.journal import key_of
from holdtheline.grading.scorecard import Scorecard
from holdtheline.grading.second import Second
from holdtheline.grading.task import Task
from holdtheline.grading.verdict import Recording, Verdict, recorded
from holdtheline.llm.faults import NONE, Usage


@dataclass(frozen=True, slots=True)
class Graded:
    """A scorecard, the reasons for which criteria (by id) got nothing from the model, and the tokens it took."""

    card: Scorecard
    failed: Mapping[str, str]
    usage: Usage = NONE


@dataclass
class Job:
    """A call under way. ``open``: verdicts and readings still waited for. What all its requests share is made once."""

    task: Task
    second: Future[Second] = field(default_factory=Future)
    asked: dict[str, list[Future[Verdict]]] = field(default_factory=dict)
    open: int = 0
    usage: Usage = NONE
    done: Future[Graded] = field(default_factory=Future)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def recording(self) -> Recording:
        """The call as the model is shown it."""
        return recorded(self.task)

    @cached_property
    def key(self) -> str:
        """Names the call's content and what is known of it, for the journal."""
        brief = self.task.brief.text() if self.task.brief else None
        return key_of(self.task.call.model_dump(mode="json"), brief)

    def count(self, used: Usage) -> None:
        """Adds tokens used."""
        with self._lock:
            self.usage += used

    def one_less(self) -> bool:
        """One thing that was waited for has come; whether it was the last."""
        with self._lock:
            self.open -= 1
            return not self.open
