"""A prospect, whole, and the persona whose variants such prospects are."""

from __future__ import annotations

import re

from pydantic import Field, field_validator, model_validator

from holdtheline.errors import InputError
from holdtheline.persona.parts import (
    Answer,
    Effect,
    Ends,
    Frozen,
    Offer,
    Person,
    Question,
    Temperament,
    Truth,
    all_known,
)
from holdtheline.rubric import Adjustment
from holdtheline.vocabulary import ACTS, MOVES, OUTCOMES, TONES, TOPICS

SLOTS = frozenset({"when", "first", "name", "company", "earlier", "now", "promised", "when_else"})
"""What a line may hold in braces: the day the rep proposed, the prospect's own first name, name, company; what the rep
said earlier and says now, what they promised, another day that the prospect offers."""

QUOTES: dict[str, tuple[str, ...]] = {
    "contradiction": ("earlier", "now"),
    "back_reschedule": ("when_else",),
    "promise_broken": ("promised",),
    "lie_remembered": ("earlier",),
}
"""Acts whose every line must quote: what they are about is the rep's own words."""

_SLOT = re.compile(r"\{([^{}]*)\}")

ActLines = tuple[str, ...] | dict[str, tuple[str, ...]]


class Prospect(Frozen):
    """One variant, whole: everything the mind, a voice and the brief need."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    twin: bool = False
    title: str
    situation: str
    card: str = Field(max_length=220)
    """One line of situation in the prospect's own tone, for the gallery."""
    before: str = ""
    """What happened before this call, as the rep knows it."""
    difficulty: int = Field(ge=1, le=5)
    person: Person
    you_sell: Offer
    temperament: Temperament = Temperament()
    mask: str
    story: str
    """The reveal, as if the prospect told a friend afterwards."""
    truths: tuple[Truth, ...] = ()
    answers: tuple[Answer, ...] = ()
    asks: tuple[Question, ...] = ()
    ends: Ends
    right_end: tuple[str, ...] = Field(min_length=1)
    right_end_says: str = ""
    """Why that end is the right one, for the debrief."""
    grading: Adjustment = Adjustment()
    reacts: dict[str, Effect] = Field(default_factory=dict)
    suspicion: dict[str, Effect] = Field(default_factory=dict)
    """Topics that it offends to be dug at about (a twin has nothing to hide)."""
    serves: bool = False
    """Whether granting the first request is right here (a twin who means it)."""
    lines: dict[str, ActLines]

    @field_validator("right_end")
    @classmethod
    def _outcomes_known(cls, ends: tuple[str, ...]) -> tuple[str, ...]:
        return all_known(ends, dict.fromkeys(OUTCOMES), "outcome")

    @field_validator("lines")
    @classmethod
    def _acts_known(cls, lines: dict[str, ActLines]) -> dict[str, ActLines]:
        all_known(tuple(lines), ACTS, "act")
        for act, said in lines.items():
            if isinstance(said, dict):
                all_known(tuple(said), dict.fromkeys(TONES), f"tone in `{act}`,")
        return lines

    @model_validator(mode="after")
    def _hangs_together(self) -> Prospect:
        ids = [t.id for t in self.truths]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f"truth id {one!r} stands twice; ids must differ")
        named = [("answers", a.needs) for a in self.answers] + [("answers", a.until) for a in self.answers]
        named += [("asks", a.needs) for a in self.asks] + [("truths.after", t.after) for t in self.truths]
        for where, end in (
            ("firm", self.ends.firm),
            ("order", self.ends.order),
            ("honest_no", self.ends.honest_no),
        ):
            named += [(f"ends.{where}", t) for t in (end.truths if end else ())]
        for where, truth in named:
            if truth is not None and truth not in ids:
                raise ValueError(f"{where} names truth {truth!r}, which this prospect does not have")
        all_known(tuple(self.reacts), MOVES, "move in `reacts`,")
        all_known(tuple(self.suspicion), TOPICS, "topic in `suspicion`,")
        for act, slots in QUOTES.items():
            for line in self.spoken(act):
                missing = [s for s in slots if f"{{{s}}}" not in line]
                if missing:
                    raise ValueError(f"line {line[:50]!r} in `lines.{act}` must hold {{{missing[0]}}}")
        for line in self.every_line():
            for slot in _SLOT.findall(line):
                if slot not in SLOTS:
                    raise ValueError(f"line {line[:50]!r} has {{{slot}}}; a line may hold {sorted(SLOTS)}")
        return self

    def spoken(self, act: str, tone: str | None = None) -> tuple[str, ...]:
        """Lines for an act; those of the tone first, then the rest. Empty if there are none."""
        said = self.lines.get(act, ())
        if isinstance(said, tuple):
            return said
        tone = tone or "neutral"
        return said.get(tone, ()) + tuple(line for key, lines in said.items() if key != tone for line in lines)

    def every_line(self) -> list[str]:
        """Everything this prospect can say."""
        out = [line for act in self.lines for line in self.spoken(act)]
        out += [line for t in self.truths for line in (*t.deflect, *t.hint, *t.tell)]
        out += [line for a in self.answers for line in a.says]
        return out + [line for a in self.asks for line in a.says]

    def truth(self, id: str) -> Truth:
        """The truth of that id. Raises KeyError."""
        for one in self.truths:
            if one.id == id:
                return one
        raise KeyError(id)


class Persona(Frozen):
    """A persona file, all its variants whole."""

    id: str
    title: str
    variants: tuple[Prospect, ...]
    hash: str
    """First 12 hex digits of the SHA-256 of the file's text."""
    source: str
    """The file's text, as a coach edits it."""

    def variant(self, key: str | None = None) -> Prospect:
        """The variant of that key; without one the first masked. Raises InputError naming the keys there are."""
        for one in self.variants:
            if one.key == key or (key is None and not one.twin):
                return one
        keys = ", ".join(v.key for v in self.variants)
        raise InputError(f"persona {self.id}", f"has no variant {key!r}; there are: {keys}")
