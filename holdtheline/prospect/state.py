"""What the prospect carries from turn to turn. Plain frozen values: saved as JSON, replayed, compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeVar

from holdtheline.vocabulary import Outcome

Step = Literal["none", "refused", "asked", "soft", "firm", "order"]


@dataclass(frozen=True)  # no slots: copying a dictionary is the quickest way to a changed copy
class State:
    """The prospect's mind between two turns.

    ``patience``, ``respect``, ``interest``: 0 to 10. ``respect_turns``: rep turns that earned respect on balance.
    ``probes``: how often each truth was rightly asked after; ``waved_off``:
    the one deflected or hinted at in the last turn. ``opened``: truth id to the number of the rep turn
    (1 for the rep's first) at which it opened. ``asked``: times each topic was asked about; ``answered``: times it
    got an answer; ``given``: times each answer (by its place in the persona) was given. ``awaits``: topic of a
    question that the prospect asked and the rep has not answered. ``recent``: the last acts, newest last.
    ``claims``: numbers that the rep stated (``memory.Kept``); ``promises``, ``untrue``: what they promised, and said
    that was not so, in their words. ``call``: 1 for the first with this person, ``days`` in story time since the one
    before, ``past`` its outcome. ``reach``: whether somebody is on the line, or only the mailbox, after ``tries``
    messages. ``quiet``: went silent, and the reason is not told yet. ``to_raise``: what the rep did wrong last time
    and has not heard about yet, as (act, their words). ``opened`` at turn 0: came out in an earlier call.
    ``drilled``: turns of questions off a list, less the others since. ``craft``: turns of
    phrase of a method heard. ``outcome``: None while the call goes on.
    """

    turn: int = 0
    patience: float = 6.0
    respect: float = 0.0
    respect_turns: int = 0
    interest: float = 2.0
    caved: int = 0
    appeased: int = 0
    flattered: int = 0
    pitched: int = 0
    pressured: int = 0
    attacked: int = 0
    held: int = 0
    chatted: int = 0
    unclear: int = 0
    drilled: int = 0
    craft: int = 0
    granted: bool = False
    warned: bool = False
    probes: Mapping[str, int] = field(default_factory=dict)
    hinted: str | None = None
    waved_off: str | None = None
    opened: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    heard_before: tuple[str, ...] = ()
    awaits: str | None = None
    questions_asked: int = 0
    step: Step = "none"
    step_when: str | None = None
    step_brings: str | None = None
    step_pushes: int = 0
    after_step: int = 0
    let_go: bool = False
    recent: tuple[str, ...] = ()
    claims: tuple[tuple[str, float, str, tuple[str, ...]], ...] = ()
    noticed: int = 0
    promises: tuple[str, ...] = ()
    untrue: tuple[str, ...] = ()
    call: int = 1
    days: int = 0
    past: Outcome | None = None
    reach: Literal["live", "mailbox"] = "live"
    tries: int = 0
    pull: float = 0.0
    quiet: bool = False
    to_raise: tuple[tuple[str, str], ...] = ()
    outcome: Outcome | None = None

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.outcome is not None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; ``from_dict`` gives an equal state back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> State:
        """A state from ``to_dict``'s result. Unknown keys of later versions are ignored, absent ones default."""
        known = {f.name for f in fields(cls)}
        kept = {k: _tuples(v) for k, v in data.items() if k in known}
        return cls(**kept)


T = TypeVar("T")


def replace(value: T, **changes: Any) -> T:
    """As ``dataclasses.replace`` for the frozen values here, many times as quick: a turn makes a dozen of them."""
    new: T = object.__new__(type(value))
    new.__dict__.update(value.__dict__)
    new.__dict__.update(changes)
    return new


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list | tuple) else value
