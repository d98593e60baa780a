"""The persona file: one kind of prospect, several people (variants), each masked or meaning it (twin).

A variant overrides any part of the file: mappings are merged, lists replaced, answers replaced topic by topic.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from holdtheline import yamlfile
from holdtheline.errors import InputError, InputErrors
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

Says = Annotated[tuple[str, ...], Field(min_length=1)]
ActLines = tuple[str, ...] | dict[str, tuple[str, ...]]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Frozen):
    """Who picks up. ``portrait`` is a key of the shipped portraits."""

    name: str = Field(min_length=1, max_length=60)
    role: str
    company: str
    portrait: str = "p01"
    about: str = ""

    @property
    def first(self) -> str:
        """The name they are called by."""
        return self.name.split()[0]


class Offer(_Frozen):
    """The rep's brief: what they sell, and what they cannot offer."""

    product: str
    price: str
    proof: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


class Temperament(_Frozen):
    """Scales of 1 to 10. Patience is what a call starts with; it only rises by a move that earns it."""

    patience: int = Field(default=6, ge=1, le=10)
    warmth: int = Field(default=4, ge=1, le=10)
    directness: int = Field(default=5, ge=1, le=10)


class Gate(_Frozen):
    """What opens a truth: one of the moves about one of the topics, and respect earned over two turns or more."""

    moves: tuple[str, ...] = Field(min_length=1)
    topics: tuple[str, ...] = Field(min_length=1)
    respect: float = Field(default=2, ge=0, le=10)
    heard_as: tuple[str, ...] = ()
    """Phrases that count as touching the topic with this prospect."""

    @field_validator("moves")
    @classmethod
    def _moves_known(cls, moves: tuple[str, ...]) -> tuple[str, ...]:
        return _known(moves, MOVES, "move")

    @field_validator("topics")
    @classmethod
    def _topics_known(cls, topics: tuple[str, ...]) -> tuple[str, ...]:
        return _known(topics, TOPICS, "topic")


class Truth(_Frozen):
    """Something the prospect hides until its gate opens."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    text: str
    gate: Gate
    words: tuple[str, ...] = ()
    """Words that would give it away: no line that may be said before it opens contains one."""
    deflect: Annotated[tuple[str, ...], Field(min_length=2)]
    hint: Annotated[tuple[str, ...], Field(min_length=1)]
    tell: Annotated[tuple[str, ...], Field(min_length=2)]
    question: str
    """The question that would have opened it: shown in the reveal, and as the better line."""
    after: str | None = None
    """The truth that must be out before this one can be asked after."""


class Answer(_Frozen):
    """What the prospect says when asked about a topic. ``needs``/``until``: only after/before that truth is open."""

    topic: str
    heard_as: tuple[str, ...] = ()
    says: Says
    needs: str | None = None
    until: str | None = None

    @field_validator("topic")
    @classmethod
    def _topic_known(cls, topic: str) -> str:
        return _known((topic,), TOPICS, "topic")[0]


class Question(_Frozen):
    """Something the prospect would like to know once they are interested."""

    topic: str
    says: Says
    needs: str | None = None

    @field_validator("topic")
    @classmethod
    def _topic_known(cls, topic: str) -> str:
        return _known((topic,), TOPICS, "topic")[0]


class End(_Frozen):
    """What an end takes. ``asked``: that many questions about ``topics`` must have been answered."""

    truths: tuple[str, ...] = ()
    respect: float = Field(default=0, ge=0, le=10)
    topics: tuple[str, ...] = ()
    asked: int = Field(default=0, ge=0, le=10)
    needs: tuple[Literal["when", "brings"], ...] = ()

    @field_validator("topics")
    @classmethod
    def _topics_known(cls, topics: tuple[str, ...]) -> tuple[str, ...]:
        return _known(topics, TOPICS, "topic")


class Ends(_Frozen):
    """What a firm step, an order, an honest no, and being let go with care take. Absent: cannot happen."""

    firm: End | None = None
    order: End | None = None
    honest_no: End | None = None
    released: End | None = None


class Effect(_Frozen):
    """What a move does to this prospect, each -5 to 5, in place of the usual (``prospect/constants.py``)."""

    patience: float | None = Field(default=None, ge=-5, le=5)
    respect: float | None = Field(default=None, ge=-5, le=5)
    interest: float | None = Field(default=None, ge=-5, le=5)


class Prospect(_Frozen):
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
    reacts: dict[str, Effect] = {}
    suspicion: dict[str, Effect] = {}
    """Topics that it offends to be dug at about (a twin has nothing to hide)."""
    serves: bool = False
    """Whether granting the first request is right here (a twin who means it)."""
    lines: dict[str, ActLines]

    @field_validator("right_end")
    @classmethod
    def _outcomes_known(cls, ends: tuple[str, ...]) -> tuple[str, ...]:
        return _known(ends, dict.fromkeys(OUTCOMES), "outcome")

    @field_validator("lines")
    @classmethod
    def _acts_known(cls, lines: dict[str, ActLines]) -> dict[str, ActLines]:
        _known(tuple(lines), ACTS, "act")
        for act, said in lines.items():
            if isinstance(said, dict):
                _known(tuple(said), dict.fromkeys(TONES), f"tone in `{act}`,")
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
        _known(tuple(self.reacts), MOVES, "move in `reacts`,")
        _known(tuple(self.suspicion), TOPICS, "topic in `suspicion`,")
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


def _known(given: tuple[str, ...], known: dict[str, Any], what: str) -> tuple[str, ...]:
    for one in given:
        if one not in known:
            raise ValueError(f"{one!r} is no known {what.rstrip(',')}; use one of: {', '.join(known)}")
    return given


class Persona(_Frozen):
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


def parse(text: str, source: str) -> Persona:
    """A persona from its YAML text. Raises InputError(s) naming file, line and field of every fault."""
    data, lines = yamlfile.parse(text, source)
    if not isinstance(data, dict):
        raise InputError(source, "must be a mapping of keys to values")
    variants = data.get("variants")
    if not isinstance(variants, list) or not variants:
        line = lines.get(("variants",), 1)
        raise InputError(f"{source}, line {line}", "`variants` must be a list with at least one variant")
    base = {k: v for k, v in data.items() if k != "variants"}
    prospects: list[Prospect] = []
    faults: list[InputError] = []
    for i, variant in enumerate(variants):
        where = ("variants", i)
        if not isinstance(variant, dict):
            faults.append(InputError(f"{source}, line {lines[where]}", "a variant must be a mapping with a `key`"))
            continue
        merged, _ = _merge(base, variant, (), where, {})
        try:
            prospects.append(Prospect.model_validate(merged))
        except ValidationError as fault:
            spots = _merge(base, variant, (), where, lines)[1]  # where each part stands matters only for a fault
            faults.extend(yamlfile.errors_of(fault, source, spots).errors)
    faults.extend(_across(prospects, source, lines))
    if faults:
        raise InputErrors(list({str(f): f for f in faults}.values()))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Persona(id=prospects[0].id, title=prospects[0].title, variants=tuple(prospects), hash=digest, source=text)


def _across(prospects: list[Prospect], source: str, lines: dict[tuple[Any, ...], int]) -> list[InputError]:
    keys = [p.key for p in prospects]
    place = f"{source}, line {lines.get(('variants',), 1)}"
    faults = [
        InputError(place, f"variant key {k!r} stands twice; keys must differ") for k in set(keys) if keys.count(k) > 1
    ]
    if prospects and all(p.twin for p in prospects):
        faults.append(InputError(place, "`variants` needs at least one that is not a twin"))
    return faults


Lines = dict[tuple[Any, ...], int]


def _merge(base: Any, over: Any, at: tuple[Any, ...], where: tuple[Any, ...], lines: Lines) -> tuple[Any, Lines]:
    """``over`` (found at ``where`` in the file) on top of ``base`` (found at ``at``), and where each part stands."""
    spots: Lines = {}
    out: dict[Any, Any] = {}
    for key in [*base, *(k for k in over if k not in base)]:
        inside = key in over
        if inside and isinstance(over[key], dict) and isinstance(base.get(key), dict):
            value, inner = _merge(base[key], over[key], (*at, key), (*where, key), lines)
            spots.update({(key, *k): v for k, v in inner.items()})
        elif key == "answers" and not at and inside and isinstance(base.get(key), list):
            value, inner = _merge_answers(base[key], over[key], (*where, key), lines)
            spots.update({(key, *k): v for k, v in inner.items()})
        else:
            value = over[key] if inside else base[key]
            root = (*where, key) if inside else (*at, key)
            spots.update({(key, *p[len(root) :]): n for p, n in lines.items() if p[: len(root)] == root})
        out[key] = value
    spots[()] = lines.get(where, lines.get(at, 1))
    return out, spots


def _merge_answers(base: list[Any], over: Any, where: tuple[Any, ...], lines: Lines) -> tuple[Any, Lines]:
    if not isinstance(over, list):
        return over, {(): lines.get(where, 1)}
    named = {a.get("topic") for a in over if isinstance(a, dict)}
    kept = [i for i, a in enumerate(base) if not (isinstance(a, dict) and a.get("topic") in named)]
    roots = [("answers", i) for i in kept] + [(*where, i) for i in range(len(over))]
    spots: Lines = {(): lines.get(where, 1)}
    for new, root in enumerate(roots):
        spots.update({(new, *p[len(root) :]): n for p, n in lines.items() if p[: len(root)] == root})
    return [base[i] for i in kept] + over, spots


def places(text: str, source: str) -> tuple[Lines, ...]:
    """For each variant of a valid persona's text the line of each of its parts, by path inside the merged variant.

    Raises InputError for broken YAML or no variants.
    """
    data, lines = yamlfile.parse(text, source)
    variants = data.get("variants") if isinstance(data, dict) else None
    if not isinstance(variants, list):
        raise InputError(source, "has no `variants`")
    base = {k: v for k, v in data.items() if k != "variants"}
    return tuple(_merge(base, one, (), ("variants", i), lines)[1] for i, one in enumerate(variants))


def load(path: Path) -> Persona:
    """The persona of a file; its ``id`` must be the file's name. Raises InputError(s)."""
    source = yamlfile.named(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(source, f"is not UTF-8 text (byte {fault.start})") from None
    except OSError as fault:
        raise InputError(source, f"cannot be read: {fault.strerror}") from None
    persona = parse(text, source)
    if persona.id != path.stem:
        raise InputError(
            f"{source}, line 1",
            f"`id` is {persona.id!r} but the file is named {path.name!r}; they must agree",
        )
    return persona
