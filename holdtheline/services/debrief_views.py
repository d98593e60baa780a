"""What services hand out on a call looked back at: what was hidden, the levels, and the coach's word. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from holdtheline.grading.scorecard import Scorecard
from holdtheline.rubric import Rubric
from holdtheline.services.views import CallView
from holdtheline.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class TruthShown:
    """A truth in the reveal. ``opened_at``: number of the turn (over both speakers), 0 for one that came out in an
    earlier call, or None.

    ``near``: the rep's turns that rightly asked after it and did not get it.
    """

    id: str
    text: str
    opened_at: int | None
    question: str
    near: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn of the rep's that mattered to what was hidden: ``said`` by the rep, ``what`` it did."""

    turn: int
    said: str
    what: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """What was really going on. ``nothing_hidden``: the prospect meant what they said."""

    story: str
    nothing_hidden: bool
    truths: tuple[TruthShown, ...]
    moments: tuple[Moment, ...]
    right_end: tuple[Outcome, ...]
    right_end_says: str
    reached_right_end: bool
    turned: int | None = None
    """Number of the rep's turn that mattered most to what was hidden, if any did."""


@dataclass(frozen=True, slots=True)
class Override:
    """A coach's level for a criterion, with the reason. The newest per criterion counts; all are kept."""

    criterion: str
    level: int | None
    reason: str
    coach: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A coach's word on a turn (None: on the whole call)."""

    id: str
    turn: int | None
    text: str
    coach: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignOff:
    """A coach has reviewed the call."""

    coach: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Levels after the coach's word: what counts and is exported. The machine's stay in ``Debrief.scorecard``."""

    levels: Mapping[str, int | None]
    overall: float | None
    passed: bool | None
    caps: tuple[str, ...]
    by_coach: bool


@dataclass(frozen=True, slots=True)
class Debrief:
    """A graded call. ``scorecard`` is the machine's, untouched; ``overrides`` newest last.

    ``flags``: why a coach should look ("levels say the truth came out, the prospect says not", ...), plain sentences.
    ``guess``: number of the turn at which the trainee thinks the call turned; None: not asked yet; 0: skipped.
    """

    call: CallView
    rubric: Rubric
    scorecard: Scorecard
    result: Result
    reveal: Reveal
    guess: int | None
    overrides: tuple[Override, ...] = ()
    comments: tuple[Comment, ...] = ()
    sign_off: SignOff | None = None
    flags: tuple[str, ...] = ()
    moves: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Moves read in each of the rep's turns, by turn number."""
