"""A scripted trainee: rules over what the prospect just said. Knows the public brief and the transcript only."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from holdtheline import yamlfile
from holdtheline.errors import InputError
from holdtheline.persona import Offer, Person
from holdtheline.transcript import Turn

DAYS = ("Tuesday at ten", "Wednesday at two", "Thursday at half past nine", "Friday at eleven")
"""Days that trainees propose."""


class Rule(BaseModel):
    """Say one of these, if one of ``hears`` was heard (none: always), between rep turns ``first`` and ``last``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hears: tuple[str, ...] = ()
    not_hears: tuple[str, ...] = ()
    first: int = Field(default=1, ge=1)
    last: int = Field(default=99, ge=1)
    times: int = Field(default=99, ge=1)
    say: tuple[str, ...] = Field(min_length=1)
    hang_up: bool = False


class Script(BaseModel):
    """A trainee's file: who they are, how long they go on, what they do; the first rule that fits counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    about: str
    turns: int = Field(default=14, ge=2, le=40)
    rules: tuple[Rule, ...] = Field(min_length=1)


class Ears(BaseModel):
    """What trainees listen for in a prospect's words: patterns by cue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cues: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class PublicBrief:
    """All that a trainee may know before the call."""

    person: Person
    offer: Offer
    situation: str
    before: str


@dataclass
class Trainee:
    """One trainee in one call."""

    script: Script
    ears: Ears
    brief: PublicBrief
    rng: random.Random

    def __post_init__(self) -> None:
        self._used: dict[int, int] = {}
        self._said: set[str] = set()

    def next_line(self, turns: Sequence[Turn]) -> str | None:
        """What to say now; None: hangs up."""
        mine = sum(t.speaker == "rep" for t in turns) + 1
        if mine > self.script.turns:
            return None
        last = next((t.text for t in reversed(turns) if t.speaker == "prospect"), "")
        heard = hear(self.ears, last)
        for i, rule in enumerate(self.script.rules):
            if not rule.first <= mine <= rule.last or self._used.get(i, 0) >= rule.times:
                continue
            if (rule.hears and not heard & set(rule.hears)) or heard & set(rule.not_hears):
                continue
            fresh = [s for s in rule.say if s not in self._said]
            if not fresh:
                continue
            self._used[i] = self._used.get(i, 0) + 1
            line = self.rng.choice(fresh)
            self._said.add(line)
            return None if rule.hang_up else self._fill(line)
        return None

    def _fill(self, line: str) -> str:
        offer = self.brief.offer
        slots = {
            "first": self.brief.person.first,
            "company": self.brief.person.company,
            "product": offer.product,
            "price": offer.price,
            "proof": self.rng.choice(offer.proof) if offer.proof else "our other customers",
            "limit": self.rng.choice(offer.limits) if offer.limits else "we are not right for everybody",
            "day": self.rng.choice(DAYS),
        }
        return re.sub(r"\{(\w+)\}", lambda m: slots.get(m[1], m[0]), line)


def hear(ears: Ears, text: str) -> set[str]:
    """Cues in a prospect's words; ``question``, ``short``, ``long`` and ``shouting`` from its shape."""
    low = text.lower().replace("’", "'")
    found = {cue for cue, patterns in ears.cues.items() if any(re.search(rf"\b(?:{p})", low) for p in patterns)}
    words = text.split()
    if "?" in text:
        found.add("question")
    if len(words) <= 5:
        found.add("short")
    if len(words) >= 28:
        found.add("long")
    if sum(w.isupper() and len(w) > 2 for w in words) >= 1 or text.count("!") >= 2:
        found.add("shouting")
    return found


def load(name: str) -> Script:
    """The shipped trainee of that name. Raises InputError naming those there are."""
    if name not in names():
        raise InputError("trainee", f"{name!r} is not known; there are: {', '.join(names())}")
    folder = resources.files("holdtheline.simulate").joinpath("trainees")
    return yamlfile.validate(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"), Script, f"{name}.yaml")


def load_ears() -> Ears:
    """The trainees' own ears: they share no word list with reader or gates."""
    folder = resources.files("holdtheline.simulate")
    return yamlfile.validate(folder.joinpath("ears.yaml").read_text(encoding="utf-8"), Ears, "ears.yaml")


def names() -> list[str]:
    """Shipped trainees, by name."""
    folder = resources.files("holdtheline.simulate").joinpath("trainees")
    return sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
