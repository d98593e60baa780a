"""What the studio hands out: frozen values for coaches' pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from holdtheline.persona import Prospect
from holdtheline.services.debrief_views import TruthShown
from holdtheline.services.views import Brief, CallView


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a text (``fault``: it cannot be saved so) or worth a look (``advice``), on its line."""

    kind: Literal["fault", "advice"]
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A persona in the studio's list. ``brief``: of its first masked person; None where nothing can be read.

    ``broken``: why the file that ships, or the version saved last, cannot be used. ``in_use`` tells whether trainees
    meet this prospect all the same. ``saved``: the version that is drawn, if a coach saved it.
    """

    id: str
    title: str
    brief: Brief | None
    masked: int
    twins: int
    faults: int
    advice: int
    saved: Version | None
    draft: bool
    in_use: bool
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a persona. ``number`` counts from 1 over what coaches did to any persona; 0 is the file that ships.

    ``current``: it is drawn for new calls. ``restored``: the coach went back to what ships.
    """

    number: int
    hash: str
    author: str
    at: datetime | None
    note: str
    current: bool
    restored: bool = False


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a comparison. ``gap``: lines that are the same in both are left out here."""

    kind: Literal["same", "out", "in", "gap"]
    text: str
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Lines by what the prospect does. ``means``: when it is chosen; ``lines``: by tone ("" where it is no matter)."""

    name: str
    means: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer or a question of the prospect's. ``about``: the topic in words; ``when``: "" for always."""

    about: str
    says: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One variant as a readable page. ``gates``: how each truth opens, by truth id; ``ends``: what each end takes."""

    prospect: Prospect
    brief: Brief
    gates: Mapping[str, str]
    answers: tuple[Said, ...]
    asks: tuple[Said, ...]
    ends: tuple[tuple[str, str], ...]
    right_end: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A persona as a readable page: the masked people, and those who mean it."""

    id: str
    title: str
    hash: str
    masked: tuple[Person, ...]
    twins: tuple[Person, ...]
    faults: int
    advice: int


@dataclass(frozen=True, slots=True)
class Editing:
    """The text a coach goes on with. ``draft``: typed before and not saved; ``since``: when.

    ``overtaken``: another version has been saved since the draft was begun.
    """

    text: str
    based_on: str
    draft: bool = False
    since: datetime | None = None
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the new version's hash, or None and the faults (the text is kept as a draft)."""

    hash: str | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A sandbox call, with what only a coach may see: ``steps`` as ``Data.show`` with ``reveal`` gives them."""

    call: CallView
    persona: str
    key: str
    twin: bool
    truths: tuple[TruthShown, ...]
    steps: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One simulated trainee against all people of a persona. Shares are 0 to 1; None: there is nobody of that kind.

    ``opened``, ``right``: of the calls with masked people, in how many a truth came out, and ended as they should.
    ``twin_right``: of the calls with those who mean it, how many ended as they should. ``turns``: mean length.
    """

    trainee: str
    about: str
    opened: float | None
    right: float | None
    twin_right: float | None
    turns: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement under way or done: ``done`` of ``total`` calls. ``trouble``: a sentence if it failed."""

    done: int
    total: int
    rows: tuple[MeasuredRow, ...] = ()
    trouble: str | None = None

    @property
    def over(self) -> bool:
        """Whether there is no more to come."""
        return self.trouble is not None or self.done >= self.total
