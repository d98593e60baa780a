"""The call file: one call a line, as JSON; turns numbered from 1 over both speakers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from holdtheline.errors import InputError, InputErrors

Speaker = Literal["prospect", "rep"]

MAX_REP_MESSAGE = 4000
"""Longest message of a rep, in characters; longer is refused everywhere (docs/contracts.md)."""


class Turn(BaseModel):
    """Who said what. Unknown keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    speaker: Speaker
    text: str

    @field_validator("text")
    @classmethod
    def _not_blank(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("is empty; leave the turn out or write what was said")
        return text


class Transcript(BaseModel):
    """A call as graded and exchanged. Unknown keys (levels, moves, outcome, ...) are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1, max_length=200)
    persona: str | None = None
    twin: bool | None = None
    turns: tuple[Turn, ...]

    @field_validator("turns")
    @classmethod
    def _rep_messages_fit(cls, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
        for number, turn in enumerate(turns, 1):
            if turn.speaker == "rep" and len(turn.text) > MAX_REP_MESSAGE:
                raise ValueError(
                    f"turn {number} is {len(turn.text):,} characters long; "
                    f"a rep's message has at most {MAX_REP_MESSAGE:,}"
                )
        return turns

    def numbered(self) -> Iterator[tuple[int, Turn]]:
        """Turns with their numbers, from 1."""
        return iter(enumerate(self.turns, 1))

    def rep_turns(self) -> list[tuple[int, str]]:
        """Number and text of each of the rep's turns."""
        return [(n, t.text) for n, t in self.numbered() if t.speaker == "rep"]

    @property
    def extras(self) -> dict[str, Any]:
        """Keys of the line beyond the contract's."""
        return dict(self.model_extra or {})


def read_lines(lines: Iterable[str], source: str) -> list[Transcript]:
    """All calls of a call file, or InputErrors that name every bad line and field; never a part of a file."""
    calls: list[Transcript] = []
    faults: list[InputError] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{source}, line {number}"
        try:
            data = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as fault:
            faults.append(InputError(place, f"is not JSON: {fault}"))
            continue
        if not isinstance(data, dict):
            faults.append(InputError(place, "must be a JSON object with `id` and `turns`"))
            continue
        try:
            call = Transcript.model_validate(data)
        except ValidationError as fault:
            faults.extend(_faults(fault, place))
            continue
        if call.id in seen:
            faults.append(InputError(place, f"`id` {call.id!r} stands already on line {seen[call.id]}"))
        seen.setdefault(call.id, number)
        calls.append(call)
    if faults:
        raise InputErrors(faults)
    return calls


def _faults(fault: ValidationError, place: str) -> list[InputError]:
    out = []
    for one in fault.errors(include_url=False, include_input=False):
        field = ".".join(str(p + 1) if isinstance(p, int) else str(p) for p in one["loc"])
        message = str(one["msg"]).removeprefix("Value error, ")
        out.append(InputError(place, f"`{field}` {message}"))
    return out


def to_line(call: Transcript) -> str:
    """The call as one line of a call file, unknown keys included."""
    return json.dumps(call.model_dump(exclude_none=True), ensure_ascii=False)
