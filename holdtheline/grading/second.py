"""A second opinion: what the offline grader makes of a call that a model grades, and the hard facts of it.

Reading a call takes some 15 ms of a processor, so many are read in processes of their own while requests wait.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from holdtheline.grading import offline
from holdtheline.grading.applicable import adjusted
from holdtheline.grading.bare import Counted, count
from holdtheline.grading.brief import claimed_too_much
from holdtheline.grading.callread import CallRead
from holdtheline.grading.scorecard import Flag
from holdtheline.grading.task import Task
from holdtheline.rubric import Adjustment, Rubric
from holdtheline.transcript import Transcript

GAP = 2
"""Levels between two graders from which a coach should look."""

PROCESSES = 1
"""Processes that read; each holds the reader's weights. A second one takes more from the requests than it gives: with
two cores, 200 calls take 10.3 s with two and 9.7 s with one."""

NICE = 3
"""How much less of a busy processor it is given than what sends the requests, as ``nice`` counts."""

FEW = 24
"""So many calls are read in the same process: starting others takes a second."""

_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|(?:next|in a|in two|in three) (?:week|month)s?"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_STEP = re.compile(
    rf"\b(?:{_DAYS}|{_MONTHS}|o'?clock|(?:half )?past (?:\w+)|\d+(?:st|nd|rd|th)|"
    r"meet\w*|appointment|schedul\w+|calendar|diary|demo\w*|trial|pilot|visit\w*|"
    r"(?:come|drop) (?:by|over|round|out|in)|sit down|(?:call|ring|phone|email|write to) (?:you|me|us|him|her|them)|"
    r"(?:call|ring|get|come|be) back|send|sent|proposal|quote|contract|sign\w*|order\w*|next step|follow up|again)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:clos(?:e|ing)|leave (?:it|you)|let you go|good ?bye|bye|hang up|not (?:for|a fit|right)|no fit|a no|say no|"
    r"stop here|your family|take care|out of your|walk away|withdraw|file|reopen)\b",
    re.IGNORECASE,
)
"""Words of any step at all, by anybody; words with which a rep ends a matter."""


@dataclass(frozen=True, slots=True)
class Second:
    """``levels``: the offline grader's, by criterion. ``change``: what the prospect changes in the rubric.

    ``no_step``: no word in it is of any next step, or of an end that the rep made.
    """

    read: CallRead
    change: Adjustment
    levels: dict[str, int | None]
    flags: tuple[Flag, ...]
    no_step: bool

    def refuses(self, criterion: str, level: int) -> str | None:
        """Why a level contradicts what is plain in the call, if it does."""
        if criterion == "next_step" and level >= 2 and self.no_step:
            return "no next step was ever mentioned"
        return None

    def differs(self, criterion: str, level: int) -> bool:
        """Whether the two graders are so far apart that a coach should look."""
        found = self.levels.get(criterion)
        return found is not None and abs(found - level) >= GAP


def second(task: Task, rubric: Rubric) -> Second:
    """The second opinion on one call with at least one rep turn."""
    counted = count(task.call, task.brief)
    card = offline.grade(
        task.call,
        rubric,
        adjustment=task.adjustment,
        brief=task.brief,
        right_end=task.right_end,
        counted=counted,
    )
    return Second(
        read=counted.read,
        change=adjusted(rubric, counted.read, task.adjustment),
        levels={c: s.level for c, s in card.criteria.items()},
        flags=_flags(task, counted),
        no_step=_no_step(task.call, counted),
    )


def _no_step(call: Transcript, counted: Counted) -> bool:
    if any(_STEP.search(turn.text) for turn in call.turns) or any(_CLOSE.search(text) for _, text in call.rep_turns()):
        return False
    return not any(one.when for one in counted.heard.values())  # last: to read a time takes a third of all reading


def _flags(task: Task, counted: Counted) -> tuple[Flag, ...]:
    out: list[Flag] = []
    if counted.to_the_grader:
        out.append("addressed_the_grader")
    if task.brief is not None and claimed_too_much(task.call, task.brief):
        out.append("unbacked_claim")
    return tuple(out)


class Seconds:
    """Second opinions on many calls. ``calls``: how many to expect, None for unknown."""

    def __init__(self, rubric: Rubric, calls: int | None, concurrency: int) -> None:
        self._rubric = rubric
        self._many = concurrency > 1 and (calls is None or calls > FEW) and (os.cpu_count() or 1) > 1
        self._executor: Executor
        if self._many:
            self._executor = ProcessPoolExecutor(
                PROCESSES, mp_context=multiprocessing.get_context("spawn"), initializer=_behind_its_parent
            )
        else:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="second")

    def begin(self, task: Task) -> Future[Second]:
        """Begins to read the call."""
        try:
            return self._executor.submit(second, task, self._rubric)
        except (BrokenProcessPool, RuntimeError) as fault:
            failed: Future[Second] = Future()
            failed.set_exception(fault)
            return failed

    def result(self, begun: Future[Second], task: Task) -> Second:
        """What was read; read here and now where it could not be: a process may be killed for want of memory."""
        try:
            return begun.result()
        except (BrokenProcessPool, RuntimeError):
            return second(task, self._rubric)

    def close(self) -> None:
        """Drops what has not begun."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _behind_its_parent() -> None:
    """A process whose parent was killed would wait for work for ever; and what is read can wait, requests cannot."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICE)
