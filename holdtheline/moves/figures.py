"""Numbers in what somebody says, in digits or in words, and which of them nobody told the speaker.

Digits always state a fact. Of numbers in words the small and everyday ones do not: "two minutes", "half past ten",
"a hundred times". They do where money, a share or a countable thing of a business comes after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from holdtheline.moves.normalise import visible

SMALL = 12
"""Up to this a number in words counts everyday things, unless what is counted says otherwise."""

LONGEST_WAIT = 60
"""Seconds, minutes or hours that anybody may name in words: a stretch of talking or waiting."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: float(value) for value, word in enumerate(_SMALL.split())}
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 20.0 + 10 * place for place, word in enumerate(_DECADES.split())}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "grand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "m": 1e6,
    "crore": 1e7, "billion": 1e9, "bn": 1e9,
}  # fmt: skip
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_SCALE = "(?:dozen|hundred|thousand|grand|lakh|million|crore|billion)"
_WORD = rf"(?:{'|'.join([*_UNITS, *_TENS])}|{_SCALE}\b)"
_ONE = rf"(?:{_DIGITS}(?: ?(?:k|m|bn)\b)?|\b{_WORD}\b)"
_AND = "(?:" + "|".join(f"(?<={scale}) and " for scale in ("hundred", "thousand", "million")) + ")"
_RUN = re.compile(rf"(?!grand){_ONE}(?:(?:[- ]|{_AND}){_ONE})*")
_PART = re.compile(rf"({_DIGITS})|([a-z]+)")

_HOUR = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MINUTE = r"(?:oh[- ]five|ten|fifteen|twenty(?:[- ]five)?|thirty(?:[- ]five)?|forty(?:[- ]five)?|fifty(?:[- ]five)?)"
_MONEY = r"(?:dollars?|pounds?|quid|bucks?|euros?|usd|gbp|eur|rupees?|francs?|kronor|plus (?:vat|tax))"
_EACH = (
    r"(?:an?|per|each|every) (?:day|night|shift|week|fortnight|month|quarter|year|annum|season|term|seat|head|user|"
    r"unit|site|person|employee|licen[cs]e)"
)
_THING = (
    r"(?:seats?|licen[cs]es?|users?|sites?|stores?|shops?|branches|offices|clinics|hospitals|schools|factories|plants|"
    r"warehouses|trucks|vans|lorries|vehicles|machines|employees|staff|engineers|nurses|drivers|developers|customers|"
    r"clients|suppliers|vendors|competitors|contracts|beds|years|months)"
)
_EVERYDAY = re.compile(
    r"\bhalf (?:an? )?(?:dozen|hour|minute|day)\b|\bquarters? of an hour\b|\bthanks a million\b|\bfifty[- ]fifty\b|"
    r"\b(?:a|one) (?:hundred|thousand|million) (?:and one |other |more )?(?:times|things|miles|apologies|reasons)\b|"
    r"\bone in a (?:hundred|thousand|million)\b|\ba hundred (?:and ten )?per ?cent\b(?! of)|"
    r"\b(?:nine times out of|nine out of) ten\b|\btwenty[- ]four[- ]seven\b|"
    rf"\b{_MINUTE} (?:past|to|after|before) {_HOUR}\b(?![- ]{_SCALE})|"
    rf"\b(?:at|by|past|till|until|before|after|from|since) {_HOUR}[- ]{_MINUTE}\b"
    rf"(?![- ](?:{_WORD}|{_MONEY}|{_EACH}|{_THING}|per ?cent|%))|"
    rf"\b{_HOUR}[- ]{_MINUTE} (?:in the (?:morning|afternoon|evening)|[ap]\.?m\b|o'?clock|sharp|tomorrow|tonight)"
)
"""Numbers in no sense that could be wrong: figures of speech, and times of the day (the guard has rules for those)."""

_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (rf"\bhalf (?:of )?(?:an? )?({_SCALE})\b", r"0.5 \1"),
        (rf"\b(?:a )?quarter (?:of )?an? ({_SCALE})\b", r"0.25 \1"),
        (rf"\bthree quarters of an? ({_SCALE})\b", r"0.75 \1"),
        (rf"\ba ({_SCALE}) and a half\b", r"1.5 \1"),
        (rf"\ban? couple (?:of )?({_SCALE})\b", r"2 \1"),
        (r"\btwo[- ]thirds\b", "0.6667"),
        (r"\bthree[- ]quarters\b", "0.75"),
        (r"\b(?:a|one)[- ]third of\b", "0.3333 of"),
        (r"\b(?:a|one)[- ]quarter of\b", "0.25 of"),
        (r"\b(?:a|one)[- ]fifth of\b", "0.2 of"),
        (r"\b(?:a|one)[- ]tenth of\b", "0.1 of"),
        (rf"\band a (?!grand)({_SCALE})\b", r", one \1"),
        (rf"\ba (?!grand)({_SCALE})\b", r"one \1"),
    )
)
_HALVES = re.compile(rf"\b({'|'.join(_UNITS)}) and a half(?= {_SCALE}\b)")
_POINT = re.compile(rf"\b({'|'.join([*_UNITS, *_TENS])}) point ({'|'.join(_UNITS)})\b")
_ORDINAL = re.compile(r"[- ](?:\w+th|first|second|third)s?\b(?!-)")
_MONEY_OR_SHARE = re.compile(rf"\W{{0,2}}(?:{_MONEY}|per ?cent|percentage points?|points\b|%|{_EACH})\b")
_COUNTED = re.compile(rf"[- ](?:or so |odd |of our |other |different |full[- ]time |new |old )?{_THING}\b")
_WAITED = re.compile(rf"[- ](?:more |odd |or so )?(?:seconds?|minutes?|mins?|hours?)\b(?! {_EACH}\b)")


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers that stand together. ``whole``: them read as one ("two fifty", "nineteen ninety-eight"), if they can
    be. ``spelled``: no digit in it. ``after``: the text that follows."""

    parts: tuple[float, ...]
    whole: float | None
    spelled: bool
    after: str


def invented(text: str, told: Iterable[str]) -> bool:
    """Whether ``text`` states a number that stands in none of the texts ``told``, however either writes it."""
    runs = [run for run in _runs(visible(text)) if _states(run)]
    if not runs:
        return False
    there = frozenset().union(*(numbers(one) for one in told))
    return not all(_borne_out(run, there) for run in runs)


def _borne_out(run: _Run, there: frozenset[float]) -> bool:
    stated = {part for part in run.parts if _states(run, part)}
    return run.whole in there or (bool(stated) and stated <= there)


@lru_cache(maxsize=256)
def numbers(text: str) -> frozenset[float]:
    """All that the numbers of a text can mean."""
    out = set[float]()
    for run in _runs(visible(text), everyday=True):
        out.update(run.parts)
        if run.whole is not None:
            out.add(run.whole)
    return frozenset(out)


def _states(run: _Run, part: float | None = None) -> bool:
    """Whether a run (or one number of it) states something that can be false."""
    value = (run.whole if run.whole is not None else max(run.parts)) if part is None else part
    if not run.spelled or _MONEY_OR_SHARE.match(run.after):
        return True
    if value <= LONGEST_WAIT and _WAITED.match(run.after):
        return False
    return value > SMALL or (value > 2 and _COUNTED.match(run.after) is not None)


def _runs(text: str, *, everyday: bool = False) -> Iterator[_Run]:
    """The numbers of a text. ``everyday``: with those that state nothing."""
    plain = text.casefold()
    if not everyday:
        plain = _EVERYDAY.sub(";", plain)
    plain = _HALVES.sub(lambda m: f"{_UNITS[m[1]]:g}.5", plain)
    for pattern, by in _REWRITES:
        plain = pattern.sub(by, plain)
    plain = _POINT.sub(lambda m: f"{(_UNITS | _TENS)[m[1]]:g}.{_UNITS[m[2]]:g}", plain)
    for found in _RUN.finditer(plain):
        after = plain[found.end() :]
        spelled = not re.search(r"\d", found[0])
        if spelled and _ORDINAL.match(after):
            continue  # a day of the month, a place in a row
        parts = tuple(_parts(found[0]))
        if parts:
            yield _Run(parts, _as_one(parts), spelled, after)


def _parts(run: str) -> Iterator[float]:
    """The numbers of a run: "three hundred and fifty" is one, "two fifty" are two."""
    total, now, last = 0.0, None, ""
    for digits, word in _PART.findall(run):
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100 and now is not None and now < 100:
                now, last = now * 100, word
            elif scale <= 100:
                now, last = (now or 1.0) * scale, word
            else:
                total, now, last = total + (now or 1.0) * scale, None, word
            continue
        if word == "and":
            last = f"{last} and" if last in _SCALES else ""
            continue
        value = float(digits.replace(",", "")) if digits else _UNITS.get(word, _TENS.get(word, 0.0))
        if now is None and (not total or value < 1000):
            now, last = value, word
        elif now is not None and _goes_on(last, word, value):
            now, last = now + value, word
        else:
            yield total + (now or 0.0)
            total, now, last = 0.0, value, word
    if now is not None or total:
        yield total + (now or 0.0)


def _goes_on(last: str, word: str, value: float) -> bool:
    """Whether a word adds to the number before it: "forty" and "five", "hundred and" and "fifty"."""
    return (last in _TENS and word in _UNITS and 0 < value < 10) or (last.startswith("hundred") and value < 100)


def _as_one(parts: tuple[float, ...]) -> float | None:
    """The numbers of a run read as one: a single one, a price or a year in two halves, digits one by one."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and 1 <= parts[0] < 100 and 10 <= parts[1] < 100:
        return parts[0] * 100 + parts[1]
    if len(parts) > 2 and all(p < 10 and p == int(p) for p in parts):
        return float("".join(str(int(p)) for p in parts))
    return None
