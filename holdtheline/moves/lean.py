"""A rep's turn without what is said only to keep talking: hesitations, fillers, words said twice, long forms.

How fluently somebody speaks is no part of what they do on a call, so nothing that reads moves or levels sees it.
Questions, answers ("yeah", "no"), courtesies, apologies and facts stay. Quotes are of the words as they were said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import eq

from holdtheline.moves.normalise import plain

_SHORT = {
    "i am": "i'm", "i will": "i'll", "i would": "i'd", "you are": "you're", "you will": "you'll", "you would": "you'd",
    "we are": "we're", "we will": "we'll", "we would": "we'd", "they are": "they're", "they will": "they'll",
    "they would": "they'd", "he is": "he's", "she is": "she's", "it is": "it's", "that is": "that's",
    "what is": "what's", "who is": "who's", "where is": "where's", "how is": "how's", "there is": "there's",
    "it will": "it'll", "that will": "that'll", "do not": "don't", "does not": "doesn't", "did not": "didn't",
    "is not": "isn't", "are not": "aren't", "was not": "wasn't", "were not": "weren't", "would not": "wouldn't",
    "could not": "couldn't", "should not": "shouldn't", "will not": "won't", "can not": "can't", "have not": "haven't",
    "has not": "hasn't", "had not": "hadn't",
}  # fmt: skip
"""Forms that people use one for the other."""
_LONG = re.compile(r"\b(?:" + "|".join(_SHORT) + r")\b(?=\s+\w)")

_HESITATIONS = frozenset(
    ["um", "umm", "ummm", "uh", "uhh", "uhm", "er", "err", "erm", "errm", "em", "ehm", "hm", "hmm", "hmmm", "mm", "mmm"]
)
_HESITATION = rf"(?<![\w'])(?<!\d )(?:{'|'.join(sorted(_HESITATIONS))})(?![\w'-])"
_TIGHT = r"you know|you see|do you know what|let me (?:see|think)|let's see|as i say|so to speak|as it were"
"""Asides only where a comma or a stop follows: "you know the price" is no aside."""
_LOOSE = (
    r"if (?:that|this) makes (?:any )?sense|if you (?:know|see|get) what i mean|you know what i mean|like i said"
    r"|what it is is|what i'll do(?: then)? is|what i'm (?:wondering|saying|thinking) is|at the end of the day"
    r"|(?:so |but )?(?:the )?thing is(?=,| i| you| we| they| he| she| it| that| this| there| my| our| your| if| with)"
    r"|as a matter of fact|i have to say|i must (?:say|admit)|to be (?:fair|honest)|tbh|honestly"
    r"|i mean|i suppose|i guess"
)
"""Asides where either side is set off, or where a sentence opens with them."""
_FILLER = (
    r"basically|actually|literally|obviously|essentially|anyways?|kinda|sorta"
    r"|(?<!what )(?<!which )(?<!this )(?<!that )(?<!some )(?<!any )(?<!same )(?:kind|sort) of"
    r"|and (?:that|stuff|all that|so on|everything)(?=\s*[,.?!])"
    r"|or (?:whatever|something|anything)(?: like that)?(?=\s*[,.?!])"
)
_FILLER_WORDS = _HESITATIONS | frozenset(
    ["basically", "actually", "literally", "obviously", "essentially", "anyway", "anyways", "kinda", "sorta"]
)
_FILLER_STARTS = (
    *("kind of", "sort of", "and that", "and stuff", "and all", "and so", "and every", "or whatever", "or some"),
    "or any",
)
_ASIDE_STARTS = (
    *("know", "you see", "mean", "sense", "let me ", "let's see", "i say", "to speak", "as it were", "like i said"),
    *("what it is", "what i'", "end of the", "thing is", "matter of", "to say", "i must", "to be ", "tbh", "honest"),
    *("suppose", "guess"),
)
"""Where none of these stands there is nothing to look for: most turns are read in half the time."""
_ANYWHERE = re.compile(rf"(?:,\s*)?(?:{_HESITATION}|\b(?:{_FILLER})\b)(?:\s*(?:,|\.{{2,}}|-+))?")
_ASIDE = re.compile(
    rf"(?P<before>^\s*|[,.?!;:-]\s*)?\b(?:(?P<loose>{_LOOSE})|(?:{_TIGHT}))\b"
    r"(?P<after>\s*(?:,|\.{2,}|-+(?=\s)|(?=[.?!]|$)))?"
)
_LIKE = re.compile(r",\s*like\s*(?:,|(?=[.?!]|$))")
_OPENING = re.compile(
    r"(^\s*|[.?!;]\s+|\s-+\s+)(?:(?:okay|yeah|right|oh)[,\s]+(?=(?:so|well|anyway|look|listen)\b))?"
    r"(?:(?:so|well(?! done)|and|but|then|also)\b(?!')[,\s-]*|(?:right|look|now|see|like|listen)\s*(?:,|-+\s)\s*)+"
    r"(?=\w)"
)
_WORD = re.compile(r"[\w']+")
_TWICE = re.compile(r"\b((?:[\w']+[ ,]+){0,4}[\w']+)(?:[,.\s-]+\1(?![\w']))+")
_NODS = re.compile(r"\b(okay|yeah|yes|yep|right|sure|no)((?:[,.\s]+(?:okay|yeah|yes|yep|right|sure|oh)\b)+)")
_GAPS = (
    (re.compile(r"\s+([,.?!;:])"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;:])+"), r"\1"),
    (re.compile(r"(^|[.?!])\s*[,;:.-][,;:.\s-]*(?=\w)"), r"\1 "),
    (re.compile(r"[,;:]+(?=[.?!])"), ""),
)
"""Marks that nothing stands between any more."""


def _apart(found: re.Match[str]) -> str:
    """What is left of an aside: nothing if it is one, and its words where they belong to the sentence."""
    before, after = found["before"], found["after"]
    if after is None and (before is None or not found["loose"]):
        return found[0]
    return f"{before} " if before and before.strip(" ,-") else " "


def _repeats(words: list[str]) -> bool:
    """Whether one to five words in a row stand there again at once."""
    return any(b"\1" * size in bytes(map(eq, words, words[size:])) for size in range(1, 6))


@lru_cache(maxsize=2048)
def lean(text: str) -> str:
    """The plain form of a rep's turn without fillers, doubled words and long forms; never empty if the turn is not."""
    said = plain(text)
    short = _ASIDE.sub(_apart, said) if any(start in said for start in _ASIDE_STARTS) else said
    short = _LIKE.sub(" ", short)
    words = _WORD.findall(short)
    if not _FILLER_WORDS.isdisjoint(words) or any(start in short for start in _FILLER_STARTS):
        short = _ANYWHERE.sub(" ", short)
    short = _LONG.sub(lambda found: _SHORT[found[0]], " ".join(short.split()))
    if _repeats(_WORD.findall(short)):
        short = _TWICE.sub(r"\1", short)
    short = _OPENING.sub(r"\1", _NODS.sub(r"\1", short))
    for gap, filled in _GAPS:
        short = gap.sub(filled, short)
    short = " ".join(short.split())
    return short if any(c.isalnum() for c in short) else said
