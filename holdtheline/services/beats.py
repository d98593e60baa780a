"""A call as the reveal sees it: one exchange after the other, and what the rep did in place of something better."""

from __future__ import annotations

from dataclasses import dataclass

from holdtheline.services.debrief_views import Moment

INSTEAD = {
    "attack": "went on the attack",
    "cave": "gave in",
    "flatter": "paid a compliment",
    "small_talk": "turned to small talk",
    "pitch": "went back to the product",
    "appease": "soothed and agreed",
    "pressure": "pushed",
    "vague_follow_up": "left it vague",
    "next_step": "went for a next step",
}
"""What a rep did in place of taking something up, the most telling first."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One exchange: the rep's turn, and the mind before and after it."""

    turn: int
    said: str
    made: tuple[str, ...]
    about: tuple[str, ...]
    act: str
    truth: str | None
    cost: float
    """Patience that the turn took, 0 to 10."""
    topic: str | None = None
    tail: str | None = None
    asked: int = 0
    """How often the truth of this turn has rightly been asked after by now."""


@dataclass(frozen=True, slots=True)
class Found:
    """A moment with how telling it is."""

    moment: Moment
    weight: int
    truth: str | None = None


def instead(beat: Beat) -> str | None:
    """What the rep did in place of taking something up; None if nothing of that kind."""
    return next((words for move, words in INSTEAD.items() if move in beat.made), None)
