"""A scripted trainee: rules over what the prospect just said. Knows the public brief and the transcript only."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from holdtheline import yamlfile
from holdtheline.errors import InputError
from holdtheline.persona import Offer, Person
from holdtheline.transcript import Turn

DAYS = ("Tuesday at ten", "Wednesday at two", "Thursday at half past nine", "Friday at eleven")
"""Days that trainees propose."""


class Rule(BaseModel):
    """Say one of these between rep turns ``first`` and ``last``, at most ``times`` times, if all conditions hold.

    ``hears``: one of these cues is in what the prospect just said; ``not_hears``: none of these; ``ever``: one of
    these was in it at any time so far; ``never``: none of these ever was; ``brief``: one of these cues is in the
    public brief; ``not_brief``: none of these. An empty condition always holds. ``hang_up``: it is the last thing said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    hears: tuple[str, ...] = ()
    not_hears: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    not_brief: tuple[str, ...] = ()
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
    """What trainees listen for in a prospect's words, and look for in the public brief: patterns by cue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cues: dict[str, tuple[str, ...]]
    brief: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class PublicBrief:
    """All that a trainee may know before the call."""

    person: Person
    offer: Offer
    situation: str
    before: str
    card: str = ""


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
        self._ever: set[str] = set()
        self._leaving = False
        told = f"{self.brief.situation}. {self.brief.person.role}. {self.brief.card} {self.brief.before}"
        self._brief = _found(self.ears.brief, told)

    def next_line(self, turns: Sequence[Turn]) -> str | None:
        """What to say now; None: hangs up."""
        mine = sum(t.speaker == "rep" for t in turns) + 1
        if mine > self.script.turns or self._leaving:
            return None
        last = next((t.text for t in reversed(turns) if t.speaker == "prospect"), "")
        heard = hear(self.ears, last)
        self._ever |= heard
        for i, rule in enumerate(self.script.rules):
            if not rule.first <= mine <= rule.last or self._used.get(i, 0) >= rule.times:
                continue
            if not self._fits(rule, heard):
                continue
            fresh = [s for s in rule.say if s not in self._said]
            if not fresh:
                continue
            self._used[i] = self._used.get(i, 0) + 1
            line = self.rng.choice(fresh)
            self._said.add(line)
            self._leaving = rule.hang_up
            return self._fill(line)
        return None

    def _fits(self, rule: Rule, heard: set[str]) -> bool:
        pairs = ((rule.hears, rule.not_hears, heard), (rule.ever, rule.never, self._ever))
        return all(
            (not wanted or there & set(wanted)) and not there & set(barred)
            for wanted, barred, there in (*pairs, (rule.brief, rule.not_brief, self._brief))
        )

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
    """Cues in a prospect's words; the rest from their shape: ``question``, ``short`` (5 words or fewer), ``long`` (28
    or more), ``shouting``, ``concrete`` (10 words or more, with a number, a day or names), ``falters`` (breaks off)."""
    found = _found(ears.cues, text)
    words = text.split()
    if "?" in text:
        found.add("question")
    if len(words) <= 5:
        found.add("short")
    if len(words) >= 28:
        found.add("long")
    if sum(w.strip(".,!?").isupper() and len(w.strip(".,!?")) > 3 for w in words) >= 1 or text.count("!") >= 2:
        found.add("shouting")
    if len(words) >= 10 and (_NUMBERED.search(text) or len(_NAMED.findall(text)) >= 2):
        found.add("concrete")
    if _FALTERS.search(text):
        found.add("falters")
    return found


_NUMBERED = re.compile(
    r"\d|\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|September|October|"
    r"November|December|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|hundred|thousand)\b"
)
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_FALTERS = re.compile(
    r"\.\.\.|…|\. (?:Well|Anyway|Never mind|No)\.|(?i:\b(?:never mind|leave it|let's leave|forget i said))"
)


def _found(cues: Mapping[str, tuple[str, ...]], text: str) -> set[str]:
    low = text.lower().replace("’", "'")
    return {cue for cue, pattern in _compiled(tuple(cues.items())) if pattern.search(low)}


@functools.lru_cache(maxsize=8)
def _compiled(cues: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, re.Pattern[str]]]:
    return [(cue, re.compile("|".join(rf"\b(?:{p})" for p in patterns))) for cue, patterns in cues]


@dataclass(frozen=True)
class Cast:
    """Trainees that share ears. ``scripts`` by name."""

    scripts: Mapping[str, Script]
    ears: Ears

    def named(self, names: Sequence[str] | None) -> list[Script]:
        """These trainees, or all. Raises InputError naming those there are."""
        for name in names or ():
            if name not in self.scripts:
                raise InputError("trainee", f"{name!r} is not known; there are: {', '.join(self.scripts)}")
        return [self.scripts[name] for name in (names or self.scripts)]


def load_cast(folder: Path | Traversable | None = None) -> Cast:
    """The cast of a folder with ``ears.yaml`` and ``trainees/NAME.yaml``; without one the shipped cast.

    Ears are the trainees' own: they share no word list with reader or gates. Raises InputError for a missing file and
    for every fault in one.
    """
    place = folder or resources.files("holdtheline.simulate")
    within = place.joinpath("trainees")
    if not within.is_dir() or not place.joinpath("ears.yaml").is_file():
        raise InputError(f"cast {place}", "needs the file `ears.yaml` and a folder `trainees` with a file for each")
    files = sorted((f for f in within.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    scripts = (yamlfile.validate(f.read_text(encoding="utf-8"), Script, f.name) for f in files)
    ears = yamlfile.validate(place.joinpath("ears.yaml").read_text(encoding="utf-8"), Ears, "ears.yaml")
    return Cast({s.id: s for s in scripts}, ears)
