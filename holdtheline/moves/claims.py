"""What a rep states as a fact and could be held to: numbers, promises, names dropped, deadlines, authority."""

from __future__ import annotations

import re
from functools import lru_cache

from holdtheline.moves.finding import Guarded, Late
from holdtheline.moves.heard import Claim, ClaimKind
from holdtheline.moves.text import sentences

MAX_CLAIMS = 20
"""More than this in one turn is a recital; the first ones are kept."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_SMALL.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALE = {
    "hundred": 100,
    "thousand": 1_000,
    "grand": 1_000,
    "k": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_WORD = "|".join([*_UNITS, *_TENS, "hundred", "thousand", "million", "grand", "lakhs?", "crores?"])
_NUMBER = (
    rf"(?:(?<![\d,.])\d[\d,]{{0,14}}(?:\.\d{{1,4}})?(?: ?(?:k|m|bn)\b| (?:hundred|thousand|grand|lakhs?|"
    rf"crores?|million|billion)\b)?|(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD})){{0,6}})"
)
_CURRENCY = (
    r"(?:pounds?|quid|dollars?|bucks|euros?|eur|gbp|usd|cents|pence|rupees?|rs|inr|rand|francs?|kronor|"
    r"grand)"
)
_MONEY = Late(
    rf"(?:[£$€₹]|\b(?:rs\.?|usd|eur|gbp|inr|sgd|r) ?)({_NUMBER})|\b({_NUMBER}) {_CURRENCY}\b|"
    rf"\b({_NUMBER})(?: plus vat)?,? (?:a|per|each|every) (?:month|year|week|head|seat|user|site|unit|lead|"
    rf"quarter|annum)\b",
    re.IGNORECASE,
)
_PERCENT = Late(rf"\b({_NUMBER}) ?(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
_DURATION = Late(
    rf"\b({_NUMBER})[ -](?:odd |or so |working |business )?(seconds?|minutes?|mins?|hours?|days?|weeks?|"
    rf"months?|quarters?|years?)\b",
    re.IGNORECASE,
)
_COUNT = Late(
    rf"\b(?:over |more than |around |about |some |nearly |almost )?({_NUMBER})\+? (?:other |different |"
    rf"of our |happy |new )?"
    r"(customers?|clients?|companies|firms|businesses|users|people|sites|shops|schools|hospitals|"
    r"practices|engineers|countries|stores|hotels|"
    r"farms|offices|restaurants|installations|installs|machines|units|trucks|vans|partners|reviews|"
    r"awards)\b",
    re.IGNORECASE,
)
_PROMISE = Late(
    r"\b(?:i|we)(?:'ll| will| shall| can)? (?:personally )?(?:promise|guarantee|swear|make sure|"
    r"see to it)\b|\bmy word\b|\bguaranteed\b|"
    r"\byou'll have it\b|\byou(?:'ll| will) never\b|"
    r"\b(?:i'll|i will|we'll|we will) (?:personally |also |just |get it |have it )?(?:send|email|ring|"
    r"call|phone|drop|bring|come|fix|refund|"
    r"replace|credit|take|throw|include|honou?r|hold|write|put|have|get|find out|check|ask|deliver|pay|"
    r"knock|remove|stop|delete|redo|be there)\b",
    re.IGNORECASE,
)
_CUSTOMER = Late(
    r"\b(?i:we (?:work with|supply|look after|serve|did it for|do it for|have|run it for|"
    r"already work with)|our (?:customers|clients) (?:include|like)|"
    r"customers like|clients like|such as|(?:a|one) (?:customer|client) (?:of ours|called|"
    r"named))\s+(?:the )?[A-Z][\w&'’-]+|"
    r"\b[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+)? (?:uses? (?:us|it|ours)|switched to us|is (?:a|"
    r"one of our) (?:customers?|clients?)|signed (?:up )?with us|bought (?:it|ours))\b|"
    r"\b(?:your|a|two of your|one of your) competitors? (?:uses?|signed|just|already|switched|are using|"
    r"is using|has|have)\b"
)
_DEADLINE = Late(
    r"\b(?:offer|price|deal|discount|quote|rate|pricing|slot|promotion|it) (?:\w+ ){0,4}(?:ends?|expires?|"
    r"runs? out|ran out|dies|closes|goes up|"
    r"lapses|is valid|was valid|only (?:good|valid))\b|\b(?:valid|good|only|hold it|held|"
    r"available) (?:until|till|through) \w+|\blast (?:chance|day|one|slot)\b|"
    r"\b(?:today|this week) only\b|\b(?:by|before|until|till) (?:the )?(?:end of|midnight|close of|monday|"
    r"tuesday|wednesday|thursday|friday|tomorrow|tonight)\b|"
    r"\bonly (?:\w+ )?(?:one|two|three|\d+) (?:\w+ )?(?:left|slots?|places|spots|remaining)\b",
    re.IGNORECASE,
)
_AUTHORITY = Late(
    r"\bi(?:'m| am) (?:the|a|our|your|head|regional|senior|chief)(?: \w+){0,3} (?:director|manager|expert|"
    r"specialist|ceo|owner|founder|president|"
    r"engineer|doctor|consultant|vp|partner|inspector|auditor)\b|\bi(?:'m| am) (?:head of|in charge of|"
    r"the ceo|the md|ceo|md)\b|"
    r"\b(?:he|she|they|(?:your|the) (?:boss|director|manager|ceo|cfo|md|chairman|head office|board|owner)|"
    r"(?:mr|mrs|ms|dr)\.? \w+) "
    r"(?:is expecting|are expecting|expects|asked me|told me|knows me|said (?:to|i)|wants me|"
    r"has (?:already )?(?:agreed|approved)|already (?:agreed|approved)|"
    r"suggested|referred)\b|\b(?:one of your (?:\w+ ){0,2}(?:partners|directors|colleagues)|"
    r"senior partners?)\b|"
    r"\bi (?:have|get) (?:the |some |full )?(?:authority|latitude)\b|\bi get to decide\b|\b(?:by law|"
    r"the law says|the regulator|legally (?:required|obliged))\b",
    re.IGNORECASE,
)
_REFUSAL = Late(r"\b(?:won't|will not|can't|cannot|not|don't|no|if|would|could|never)\b", re.IGNORECASE)


@lru_cache(maxsize=1_024)
def claims(text: str) -> tuple[Claim, ...]:
    """Claims in order of appearance, at most MAX_CLAIMS. Questions claim nothing."""
    out: list[tuple[int, Claim]] = []
    offset = 0
    for sentence in sentences(text[:8_000]):
        offset += 10_000
        if sentence.rstrip("\"') ").endswith("?"):
            continue
        taken: list[tuple[int, int]] = []
        for kind, pattern in _NUMERIC if _HAS_NUMBER.search(sentence) else ():
            for match in pattern.finditer(sentence):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                said = next((g for g in match.groups() if g), "")
                value = number(said)
                if value is None:
                    continue
                taken.append(match.span())
                out.append((offset + match.start(), Claim(kind, value, match.group().strip())))
        for kind, guarded in _STATED:
            if found := guarded.search(sentence):
                if kind == "promise" and _REFUSAL.search(sentence[max(0, found.start() - 20) : found.end()]):
                    continue
                out.append(
                    (offset + found.start(), Claim(kind, None, sentence if len(sentence) <= 200 else found.group()))
                )
    return tuple(c for _, c in sorted(out, key=lambda p: p[0])[:MAX_CLAIMS])


_HAS_NUMBER = Late(rf"\d|\b(?:{_WORD})\b", re.IGNORECASE)
_NUMERIC: tuple[tuple[ClaimKind, Late], ...] = (
    ("percent", _PERCENT),
    ("duration", _DURATION),
    ("money", _MONEY),
    ("count", _COUNT),
)
_STATED: tuple[tuple[ClaimKind, Guarded], ...] = (
    ("promise", Guarded(_PROMISE)),
    ("customer", Guarded(_CUSTOMER)),
    ("deadline", Guarded(_DEADLINE)),
    ("authority", Guarded(_AUTHORITY)),
)


def number(said: str) -> float | None:
    """The value of "1,900", "4.2k", "eleven hundred", "forty-three thousand", "two lakh"; None if it is none."""
    digits = re.match(r"(\d[\d,]*(?:\.\d+)?) ?([a-z]*)$", said.strip().lower())
    if digits:
        if len(digits[1]) > 15:
            return None
        return float(digits[1].replace(",", "")) * _SCALE.get(digits[2], 1)
    total = current = 0.0
    seen = False
    for word in re.split(r"[ -]+", said.lower().strip()):
        if word == "and":
            continue
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
            seen = True
        elif word in _SCALE:
            current = (current or 1) * _SCALE[word]
            seen = True
            if _SCALE[word] >= 1_000:
                total, current = total + current, 0.0
        else:
            return None
    return total + current if seen else None
