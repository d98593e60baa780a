"""What a prospect keeps of the rep's claims: promises, numbers that change, numbers that the brief does not bear out.

A claim is kept with the words around it, so that "40 a seat" and "45 a seat" are seen to speak of one thing and
"40 a seat" and "40 minutes" are not. Doubtful cases are let pass: wrongly called a liar, nobody plays on.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from holdtheline.moves.claims import claims, number
from holdtheline.moves.figures import numbers
from holdtheline.moves.heard import Claim, Heard
from holdtheline.moves.text import sentences, word_set
from holdtheline.persona import Offer

Kept = tuple[str, float, str, tuple[str, ...]]
"""Kind, value, words as said, what it is about (sorted content words, its unit first)."""

NUMBERS = ("money", "percent", "count", "duration")
DIFFERS = 0.04
"""Share by which two numbers must differ to contradict each other: "about forty" and "41" do not."""

SHARED_WORDS = 2
"""Content words, beside the unit, that two claims must share to be about one thing (money by the same unit: none)."""

_UNIT = re.compile(r"\b(?:a|per|each|every|an)\s+([a-z]+)(?:\s+(?:a|per)\s+([a-z]+))?")
_HEDGED = re.compile(
    r"\b(?:instead of|used to|was|were|would|could|if|not|n't|down from|up from|save[sd]?|once|set-?up|discount|off|"
    r"first|between|from|to|or|up to|at (?:most|least)|you|your|another|extra|more|less|plus)\b"
)
_DAYS = {"second": 1 / 86_400, "min": 1 / 1_440, "minute": 1 / 1_440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_DAYS |= {"month": 30.4, "quarter": 91.0, "year": 365.0}
_PLAIN = word_set(
    "the and that this with for you your our are was has have will would can could about over under just only all any "
    "its it's we're it's per each every than then there they them from into out not but who what when how does did "
    "people some most more less one two three four five six seven eight nine ten per cent percent get gets got"
)
_OF_ANY_TIME = word_set("take time day hour week month year working business")
"""Words of any duration: that both take some days does not make a credit note and an installation one thing."""
_EACH = word_set("people customer client company firm business user site shop school hospital practice")


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something wrong with a claim: it contradicts an ``earlier`` one, or the brief (``earlier`` None)."""

    kind: Literal["contradiction", "doubted"]
    now: str
    earlier: str | None


def kept(heard: Heard) -> tuple[Kept, ...]:
    """The numbers that a turn states as facts, with what each is about; at most eight."""
    return tuple(k for k in _keep(heard.text, heard.claims) if k is not None)[:8]


def notice(before: Iterable[Kept], now: Iterable[Kept], offer: Offer, said: str = "") -> Noticed | None:
    """The first thing wrong with what is claimed now, if any is plainly wrong. ``said``: the whole turn, in which a
    number may be reckoned from another ("58 of them, so about 455 a month")."""
    earlier, brief = tuple(before), of_brief(offer)
    for claim in now:
        for old in earlier:
            if _same_thing(old, claim) and _differ(old[1], claim[1]):
                return Noticed("contradiction", claim[2], old[2])
    for claim in now:
        about = [b for b in brief if _same_thing(b, claim, against_brief=True)]
        if (
            about
            and all(_differ(b[1], claim[1]) for b in about)
            and not _stands(claim, offer)
            and not _reckoned(claim, offer, said)
        ):
            return Noticed("doubted", claim[2], None)
    return None


@functools.lru_cache(maxsize=256)
def of_brief(offer: Offer) -> tuple[Kept, ...]:
    """The numbers that the rep's own brief states."""
    text = " ".join((offer.price, *offer.proof, *offer.limits, offer.product))
    return tuple(k for k in _keep(text, claims(text), hedges=False) if k is not None)


def promises(heard: Heard) -> tuple[str, ...]:
    """What the rep promised to do, in their words, shortened to the promise itself; at most three a turn."""
    out: list[str] = []
    for sentence in sentences(heard.text):
        found = _PROMISE.search(sentence)
        if found is None or sentence.rstrip("\"') ").endswith("?") or _CONDITION.search(sentence[: found.end()]):
            continue
        out.append(re.split(r"(?:[;:.!]| - | and then |, (?:and|so|but|then|because)\b)", sentence[found.start() :])[0])
    return tuple(clean[:140] for p in out if (clean := p.strip(" ,\"'")))[:3]


_PROMISE = re.compile(
    r"\b(?:I|we)(?:'ll| will|'m going to| am going to)(?: \w+ly| also| just| get (?:it|that|them))? "
    r"(?:send|email|e-mail|mail|post|ring|call|phone|text|drop|refund|replace|credit|fix|deliver|find out|check|ask|"
    r"get|have|put|write|sort|look into|correct|courier)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|once|when|before|not|never|n't|won't|rather than)\b", re.IGNORECASE)


def made_up(heard: Heard, noticed: Noticed | None, offer: Offer) -> tuple[str, ...]:
    """Claims of this turn that a later call may bring up as untrue: what was noticed, a deadline or authority used to
    push, a customer whom the brief does not name."""
    out = [noticed.now] if noticed else []
    if heard.did("pressure"):
        out += [c.text for c in heard.claims if c.kind in ("deadline", "authority")]
    known = " ".join((offer.product, offer.price, *offer.proof, *offer.limits)).casefold()
    for claim in heard.claims:
        if claim.kind == "customer":
            names = re.findall(r"(?<=[a-z,] )[A-Z][\w&'’-]{2,}", claim.text)
            if names and not any(n.casefold() in known for n in names):
                out.append(claim.text)
    return tuple(dict.fromkeys(_short(text) for text in out))[:2]


def _short(text: str) -> str:
    """A claim as somebody would quote it back: its last 14 words at most, without the full stop."""
    words = text.strip().rstrip(".!").split()
    return " ".join(words[-14:])


def _keep(text: str, found: Iterable[Claim], *, hedges: bool = True) -> list[Kept | None]:
    parts = sentences(text)
    return [_one(claim, parts, hedges) for claim in found if claim.kind in NUMBERS and claim.value is not None]


def _one(claim: Claim, parts: Sequence[str], hedges: bool) -> Kept | None:
    assert claim.value is not None
    sentence = next((s for s in parts if claim.text in s), None)
    if sentence is None:
        return None
    at = sentence.index(claim.text)
    clause = _clause(sentence, at, at + len(claim.text)).lower().replace("’", "'")
    if hedges and claim.kind != "count" and _HEDGED.search(clause.replace(claim.text.lower(), " ")):
        return None
    after = sentence[at : at + len(claim.text) + 40].lower()
    value, unit = claim.value, ""
    if claim.kind == "duration":
        named = re.search(r"(second|min|minute|hour|day|week|month|quarter|year)s?\b", claim.text.lower())
        value, unit = value * _DAYS[named[1] if named else "day"], "time"
    elif claim.kind == "count":
        unit = _singular(claim.text.lower().split()[-1])
    elif claim.kind == "money":
        per = _UNIT.search(after)
        unit = "-".join(_singular(g) for g in per.groups() if g) if per else "whole"
    words = {_singular(w) for w in re.findall(r"[a-z][a-z'-]{2,}", clause)} - _PLAIN - {unit}
    words = {w for w in words if number(w) is None}
    said = sentence[at : at + len(claim.text)]
    if claim.kind == "money" and (per := _UNIT.match(after[len(claim.text) :].lstrip())):
        said = f"{said} {per[0]}"
    return claim.kind, value, said.strip(), (unit, *sorted(words))


def _clause(sentence: str, start: int, end: int) -> str:
    """The part of a sentence around a claim, between commas and the like."""
    left = max((sentence.rfind(mark, 0, start) for mark in (", ", "; ", ": ", " and ", " but ")), default=-1)
    right = min((p for p in (sentence.find(m, end) for m in (", ", "; ", " and ", " but ")) if p >= 0), default=-1)
    return sentence[left + 1 if left >= 0 else 0 : right if right >= 0 else None]


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if len(word) > 3 and word.endswith("s") else word


def _same_thing(a: Kept, b: Kept, *, against_brief: bool = False) -> bool:
    if a[0] != b[0] or a[3][0] != b[3][0]:
        return False
    both = set(a[3][1:]) & set(b[3][1:])
    shared = len(both - _OF_ANY_TIME if against_brief else both)
    if a[0] == "money" and a[3][0] != "whole":
        return True
    if a[0] == "count" and a[3][0] in _EACH:
        return not against_brief or shared >= 1
    return shared >= SHARED_WORDS


def _differ(a: float, b: float) -> bool:
    return abs(a - b) > DIFFERS * max(abs(a), abs(b))


def _reckoned(claim: Kept, offer: Offer, said: str) -> bool:
    """Whether the number is one of the brief's times another that stands in the same turn."""
    if claim[0] != "money":
        return False
    times = [n for n in numbers(said) if 1 < n != claim[1]]
    return any(b[0] == "money" and not _differ(b[1] * n, claim[1]) for b in of_brief(offer) for n in times)


def _stands(claim: Kept, offer: Offer) -> bool:
    """Whether the brief holds the number anywhere: said of another thing, it is no lie."""
    return any(b[0] == claim[0] and not _differ(b[1], claim[1]) for b in of_brief(offer))
