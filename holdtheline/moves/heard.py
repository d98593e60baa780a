"""What the reader made of one rep turn: the only thing the prospect's mind knows of the rep's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from holdtheline.moves.signs import Sign

ClaimKind = Literal["money", "percent", "count", "duration", "promise", "customer", "deadline", "authority"]

NOTICED = 0.35
"""Probability from which a move that is not the likeliest one counts with the prospect."""

PLAIN_OFFENCE = {"attack": 0.7, "pressure": 0.6, "cave": 0.25}
"""Probability from which an insult, pushing or giving in counts at all: to see one where there is none offends for
nothing, and kindness to somebody under strain is easily misread."""

SURE = 0.7
"""Probability from which a move counts in full."""

SHOWS: Mapping[str, Sign] = MappingProxyType(
    {"attack": "jeer", "cave": "matches", "flatter": "gush", "meta": "machine", "pressure": "squeeze"}
)
"""Moves that a sign leaves no doubt of, whatever their probability."""

_NONE: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the rep stated as a fact. ``value`` is a number where there is one (money in whole units)."""

    kind: ClaimKind
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One rep turn as understood.

    ``moves`` and ``topics``: probability 0..1 by id (topics: only those above 0.2). ``made``: the moves whose
    probability passes its own trained threshold, never empty. ``about``: topics at 0.5 or more, best first.
    ``clarity``: 0 (unreadable) to 1. ``asks``: number of questions. ``when``: the day or time the rep proposed or
    agreed to, in their words, or None. ``brings``: other people asked to take part, in the rep's words, or None.
    ``closes``: "no" when the rep withdraws, "offer" when they offer to, "bye" when they say goodbye, else None.
    ``frees``: lets somebody go who has more to do than to talk. ``sends``: the rep says that something will be sent.
    ``orders``: the rep asks for, or takes, the order. ``stuffed``: a heap of the right words, said to nobody.
    ``craft``: turns of phrase of a sales method in it, 0 to 9. ``signs``: what no listener could miss (``signs.py``).
    """

    text: str
    moves: Mapping[str, float] = field(default_factory=lambda: _NONE)
    made: tuple[str, ...] = ("other",)
    topics: Mapping[str, float] = field(default_factory=lambda: _NONE)
    about: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    clarity: float = 1.0
    asks: int = 0
    words: int = 0
    when: str | None = None
    brings: str | None = None
    closes: Literal["no", "offer", "bye"] | None = None
    sends: bool = False
    frees: bool = False
    orders: bool = False
    addressed_the_grader: bool = False
    stuffed: bool = False
    craft: int = 0
    signs: frozenset[Sign] = frozenset()
    _noticed: Mapping[str, float] | None = field(default=None, init=False, repr=False, compare=False)

    def did(self, *moves: str) -> bool:
        """Whether any of these moves was made, as far as a listener would notice: likely, or the likeliest of all."""
        noticed = self._noticed if self._noticed is not None else self._notice()
        return not noticed.keys().isdisjoint(moves)

    def weight(self, move: str) -> float:
        """How surely a move was made, 0 to 1: 0 too for an unlikely reading beside a likelier one."""
        return (self._noticed if self._noticed is not None else self._notice()).get(move, 0.0)

    def did_one(self, move: str) -> bool:
        """``did`` of one move, for whoever asks nothing else: the others are not worked out."""
        return self._weigh(move, max(self.moves.values(), default=0.0)) > 0

    def _notice(self) -> Mapping[str, float]:
        """The moves that a listener would notice, with their weight: worked out once, asked for dozens of times."""
        top = max(self.moves.values(), default=0.0)
        every = {*self.made, *self.moves, *SHOWS}
        found = {move: weight for move in every if (weight := self._weigh(move, top)) > 0}
        object.__setattr__(self, "_noticed", found)
        return found

    def _weigh(self, move: str, top: float) -> float:
        p = self.moves.get(move, 1.0 if move in self.made else 0.0)
        if self.signs and SHOWS.get(move) in self.signs:
            return 1.0
        if p < PLAIN_OFFENCE.get(move, 0.0) or p <= 0:
            return 0.0
        if (p >= NOTICED and move in self.made) or p >= top:
            return 1.0 if p >= SURE else max(0.5, p / SURE)
        return 0.0

    @property
    def unsure(self) -> bool:
        """Whether no move is likely: what the turn does is anybody's guess, and only its words can be gone by."""
        return bool(self.moves) and max(self.moves.values()) < NOTICED

    def touches(self, *topics: str) -> bool:
        """Whether any of these topics was clearly touched."""
        return any(t in self.about for t in topics)
