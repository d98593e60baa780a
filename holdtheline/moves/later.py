"""A turn of a finished call: its moves are known at once, what else was in it is worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from holdtheline.moves.clarity import clarity
from holdtheline.moves.heard import Heard
from holdtheline.moves.parting import parting
from holdtheline.moves.stuffing import craft_talk, stuffed
from holdtheline.moves.understand import speaks_to_grader, understand

_PARTING = ("closes", "sends", "frees", "orders")


def beside_moves(name: str, text: str, prospect_before: str | None) -> Any:
    """One of the parts of ``Heard`` that are not moves, by its name."""
    if name in _PARTING:
        return getattr(parting(text), name)
    if name == "clarity":
        return clarity(text)
    if name == "addressed_the_grader":
        return speaks_to_grader(text)
    if name == "stuffed":
        return stuffed(text)
    if name == "craft":
        return craft_talk(text)
    return getattr(understand(text, prospect_before), name)


class HeardLater(Heard):
    """Equal in use to ``Heard``. A grader needs the moves of every turn and hardly anything of the rest, which takes
    longer to find."""

    __slots__ = ("_before",)

    _before: str | None

    @classmethod
    def of(
        cls, text: str, prospect_before: str | None, moves: Mapping[str, float], made: tuple[str, ...]
    ) -> HeardLater:
        """A turn with its moves, the rest to follow."""
        one = object.__new__(cls)
        given: dict[str, Any] = {"text": text, "_before": prospect_before, "moves": moves, "made": made}
        given |= {"signs": frozenset(), "_noticed": None}  # in hindsight the whole call decides, not one word
        for name, value in given.items():
            object.__setattr__(one, name, value)
        return one

    def __getattr__(self, name: str) -> Any:
        """Called for what is not set yet; AttributeError for what no turn has."""
        if name not in self.__dataclass_fields__:
            raise AttributeError(name)
        value = beside_moves(name, self.text, self._before)
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        """As of any two turns: equal in every part."""
        if not isinstance(other, Heard):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(Heard))

    __hash__ = Heard.__hash__
