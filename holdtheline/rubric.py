"""The rubric file: criteria with anchors, weights, caps and the pass rule."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

LEVELS = range(5)
"""Levels are whole numbers 0 to 4 (docs/rubric.md)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hint(_Frozen):
    """A better line to offer when ``missed`` (a move) was what the turn lacked."""

    missed: str
    line: str
    why: str


class Criterion(_Frozen):
    """One question asked of the rep's lines, with what each level looks like."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    asks: str
    start: int | None = Field(default=0, ge=0, le=4)
    """The level before any quote; null for a criterion that is a share of the talk."""
    anchors: tuple[str, str, str, str, str]
    weight: float = Field(gt=0, le=10)
    earns: dict[str, float] = {}
    """Moves that raise the level, with a weight 0 to 1."""
    loses: dict[str, float] = {}
    """Moves that lower the level, with a weight 0 to 1."""
    needs_model: bool = False
    """True where moves alone cannot tell: null without a model."""
    hints: tuple[Hint, ...] = ()


class Cap(_Frozen):
    """An upper bound on the overall while every named level is as given."""

    id: str
    when: dict[str, int]
    at_most: float = Field(ge=0, le=1)
    says: str


class PassRule(_Frozen):
    """What a pass takes. ``floor`` holds for every applicable criterion, ``minimum`` for the named ones."""

    overall: float = Field(ge=0, le=1)
    floor: int = Field(ge=0, le=4)
    minimum: dict[str, int] = {}


class Adjustment(_Frozen):
    """What a prospect changes in the rubric: its own weights, criteria switched off."""

    weights: dict[str, float] = {}
    off: tuple[str, ...] = ()


class Rubric(_Frozen):
    """A rubric as read from its file. Raises pydantic's ValidationError for unknown criteria and moves."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: int = Field(ge=1)
    title: str
    intro: str
    method: Literal["learned", "moves"] = "moves"
    """``learned``: the offline grader has weights trained for it; ``moves``: it works from earns and loses."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    caps: tuple[Cap, ...] = ()
    passing: PassRule
    prospects: dict[str, Adjustment] = {}
    """Adjustments the rubric itself makes for a kind of prospect; a persona's own come on top."""

    @field_validator("criteria")
    @classmethod
    def _distinct(cls, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        ids = [c.id for c in criteria]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f"criterion id {one!r} stands twice; ids must differ")
        return criteria

    @model_validator(mode="after")
    def _known(self) -> Rubric:
        known = {c.id for c in self.criteria}
        named = [(f"cap {c.id!r}", k) for c in self.caps for k in c.when]
        named += [("passing.minimum", k) for k in self.passing.minimum]
        for persona, change in self.prospects.items():
            named += [(f"prospects.{persona}", k) for k in (*change.weights, *change.off)]
        for where, key in named:
            if key not in known:
                raise ValueError(f"{where} names criterion {key!r}, which this rubric does not have")
        return self

    def criterion(self, id: str) -> Criterion:
        """The criterion of that id. Raises KeyError."""
        for one in self.criteria:
            if one.id == id:
                return one
        raise KeyError(id)

    @cached_property
    def hash(self) -> str:
        """First 12 hex digits of the SHA-256 of the content: names the version a score was given with."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, changed or not, with a hash of its own."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("hash", None)
        return copy
