"""What services hand out: frozen values, ready to show. No database objects, nothing the viewer may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from holdtheline.vocabulary import Outcome

Role = Literal["trainee", "coach", "admin"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting. Services look the role up in the database at every call; this only says who asks."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Brief:
    """What the rep may know before the call. Bears neither persona id nor variant key."""

    name: str
    first: str
    role: str
    company: str
    portrait: str
    about: str
    situation: str
    card: str
    before: str
    difficulty: int
    product: str
    price: str
    proof: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A prospect in the gallery. ``token`` is opaque: it names the persona to the services and tells nobody else."""

    token: str
    brief: Brief
    calls: int = 0
    best: float | None = None
    last: float | None = None
    last_outcome: Outcome | None = None
    open_call: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later call that could be made: with whom, what was promised in the one before, how that ended in a sentence,
    the how manieth call it would be, and the days that a page offers."""

    call: str
    brief: Brief
    promises: tuple[str, ...]
    past: str
    number: int
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A saved turn. ``at``: when it was saved, UTC."""

    number: int
    speaker: Literal["prospect", "rep"]
    text: str
    at: datetime
    interrupts: bool = False


@dataclass(frozen=True, slots=True)
class CallView:
    """A call as its trainee sees it while it goes on and afterwards.

    ``waiting``: the rep's last turn is saved and the prospect's reply is not there yet or still being spoken; then
    ``turns`` ends with the rep's turn, ``outcome`` is None, and ``Practise.tail`` brings the reply. ``elapsed``:
    seconds since it started (until it ended). ``offline``: the prospect speaks without a model. ``note``: a plain
    sentence after the first reply that the model left to the scripted voice, and only then. ``prospect_known``: not
    an imported call with a stranger, so that they can be called again.
    """

    id: str
    brief: Brief
    turns: tuple[Spoken, ...]
    started_at: datetime
    ended_at: datetime | None
    elapsed: float
    outcome: Outcome | None
    waiting: bool
    offline: bool
    trainee: str
    trainee_name: str
    note: str | None = None
    prospect_known: bool = True


@dataclass(frozen=True, slots=True)
class Tail:
    """The reply to one rep turn as far as it has been spoken. ``trouble``: a plain sentence if it could not be."""

    text: str
    done: bool
    speaking: bool = False
    interrupts: bool = False
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole reply to a rep turn, for a page that shows it at the pace of speech without asking again.

    ``due``: (seconds from now, characters said by then) for each word, below 0 for what is said already; empty when
    all of it is. ``ends``: the prospect leaves with it. ``trouble``: a plain sentence if there is no reply. ``more``:
    these are its first words, and others follow (ask with ``beyond``).
    """

    text: str
    due: tuple[tuple[float, int], ...] = ()
    interrupts: bool = False
    ends: bool = False
    trouble: str | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call in a list: the trainee's own calls, or the coach's queue."""

    id: str
    trainee: str
    trainee_name: str
    brief: Brief
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    status: Literal["live", "graded", "partial", "not_graded"]
    overall: float | None
    passed: bool | None
    flags: tuple[str, ...] = ()
    signed_off: bool = False
    comments: int = 0
    excerpt: str | None = None
    """Where the search words were found, if searched."""
    to_come: bool = False
    """Whether the call is over and its grade still to come: ``status`` is not_graded until then."""
