"""The two calls of a first visit: read, tap where each turned, see what is said about every line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, model_validator

from holdtheline.services.views import Brief
from holdtheline.ui.parts.portrait import portrait
from holdtheline.ui.parts.transcript import Line, Note, transcript
from holdtheline.ui.plain import plain
from holdtheline.yamlfile import read

_FILE = Path(__file__).parents[1] / "lessons.yaml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Said(_Frozen):
    speaker: Literal["prospect", "rep"]
    text: str = Field(min_length=1)
    said: str = Field(min_length=1)


class Call(_Frozen):
    """A call to read. ``turned``: number of the line where it turned; ``right``, ``wrong``: said to who tapped."""

    title: str
    rep: str
    turned: int = Field(ge=1)
    right: str
    wrong: str
    lines: tuple[_Said, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _turns_within(self) -> Call:
        if self.turned > len(self.lines):
            raise ValueError(f"`turned` is {self.turned}, but the call has {len(self.lines)} lines")
        return self


class Person(_Frozen):
    """Who is called in both."""

    first: str
    name: str
    role: str
    company: str
    portrait: str


class Lesson(_Frozen):
    """What ``lessons.yaml`` holds."""

    why: str
    ask: str
    prospect: Person
    calls: tuple[Call, Call]
    after: str


@cache
def lesson() -> Lesson:
    """The shipped lesson. Raises InputError if the file is broken."""
    return read(_FILE, Lesson)


def show() -> bool:
    """Draws the calls as far as they have been read; returns whether both are done."""
    found = lesson()
    for number, call in enumerate(found.calls, start=1):
        st.html(f'<section class="lesson-head"><h2>{number}. {plain(call.title)}</h2>{_who(found.prospect)}</section>')
        if not _call(call, found.prospect, f"lesson-{number}"):
            return False
    st.html(f'<p class="after">{plain(found.after)}</p>')
    return True


def _call(call: Call, person: Person, key: str) -> bool:
    """One call; whether the reader has tapped a line of it."""
    tapped = st.session_state.get(key, {}).get("picked")
    transcript(_lines(call, person, tapped), key=key, mode="read" if tapped else "pick")
    if tapped:
        st.html(f'<p class="verdict">{plain(call.right if int(tapped) == call.turned else call.wrong)}</p>')
    return bool(tapped)


def _lines(call: Call, person: Person, tapped: float | None) -> list[Line]:
    return [
        Line(
            number,
            one.speaker,
            call.rep if one.speaker == "rep" else person.first,
            one.text,
            tag=_tag(number, call.turned, tapped),
            notes=(Note("", one.said),) if tapped else (),
        )
        for number, one in enumerate(call.lines, start=1)
    ]


def _tag(number: int, turned: int, tapped: float | None) -> str:
    if not tapped:
        return ""
    if number == turned:
        return "It turned here, as you said" if tapped == turned else "It turned here"
    return "You said here" if number == tapped else ""


def _who(person: Person) -> str:
    brief = Brief(
        name=person.name, first=person.first, role=person.role, company=person.company, portrait=person.portrait,
        about="", situation="", card="", before="", difficulty=1, product="", price="", proof=(), limits=(),
    )  # fmt: skip
    return (
        f'<div class="person small">{portrait(brief, 56)}<p class="label">{plain(person.name)}<br>'
        f"{plain(person.role)}, {plain(person.company)}</p></div>"
    )
