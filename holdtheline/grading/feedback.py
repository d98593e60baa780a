"""The one thing to work on, in a model's words: a line that was missed, a better one in the rep's own voice, and why.

Which criterion, and by what rule, is decided by code. What the model says is checked, or the rubric's own hint stands.
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from holdtheline.grading.evidence import cut, verify
from holdtheline.grading.scorecard import CriterionScore, Priority
from holdtheline.grading.task import Task
from holdtheline.grading.verdict import Recording
from holdtheline.llm import prompt
from holdtheline.moves.english import in_english
from holdtheline.moves.figures import invented
from holdtheline.rubric import Criterion

LONGEST_LINE, LONGEST_WHY = 300, 400
"""Letters of a better line, and of its reason."""

_MARKUP = re.compile(r"[*_#`|<>{}\[\]\\]|https?:|^\s*(?:rep|you|salesperson)\s*:", re.IGNORECASE)


class Better(BaseModel):
    """What a model answers."""

    model_config = ConfigDict(extra="forbid")
    turn: int
    quote: str
    better_line: str
    why: str


def messages(recording: Recording, criterion: Criterion, score: CriterionScore) -> list[dict[str, str]]:
    """The request: the criterion with its next better level, the call last."""
    level = min(3, score.level or 0)
    system = prompt.load("feedback").fill(
        title=criterion.title, asks=criterion.asks, better=criterion.anchors[level + 1]
    )
    user = prompt.load("feedback_call").fill(**recording.slots(), title=criterion.title)
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def checked(task: Task, criterion: Criterion, better: Better) -> Priority | None:
    """The answer as feedback; None if its quote is false or its line is none that this rep could say."""
    where = verify(task.call, better.turn, better.quote)
    line, why = (" ".join(text.split()).strip(' "“”') for text in (better.better_line, better.why))
    said = f"{task.brief.text() if task.brief else ''} " + " ".join(t.text for t in task.call.turns)
    if (
        where is None
        or not len(line.split()) >= 3
        or len(line) > LONGEST_LINE
        or _MARKUP.search(line)
        or not in_english(line)
        or not why
        or not in_english(why)
        or invented(line, (said,))
        or " ".join(where.words.casefold().split()) == line.casefold()
    ):
        return None
    return Priority(
        criterion=criterion.id, turn=where.turn, quote=cut(where.words), better_line=line, why=why[:LONGEST_WHY]
    )
