"""A rep's turn without what is said only to keep talking: hesitations, fillers, words said twice, long forms.

How fluently or wordily somebody speaks is no part of what they do on a call, so nothing that reads moves or levels
sees it.
Questions, answers ("yeah", "no"), courtesies, apologies and facts stay. Quotes are of the words as they were said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
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
    "has not": "hasn't", "had not": "hadn't", "i have": "i've", "you have": "you've", "we have": "we've",
    "they have": "they've", "its": "it's", "lemme": "let me",
}  # fmt: skip
"""Forms that people use one for the other."""
_LONG = re.compile(r"\b(?:" + "|".join(_SHORT) + r")\b(?=\s+\w)")
_WILL = re.compile(
    r"\b(i|you|we|they|he|she|it|that|there)'(?:m|re|s) going to\b(?= \w)(?! (?:the|a|an|my|your|our)\b)"
)
_CLEFT = re.compile(
    r"\bwhat (i'll|we'll|you'll|(?:i|we|you) (?:can|could|want to|would like to|need to)|i'd like to)"
    r" do(?: then| here)? is(?:\s*[,:]?\s*(?:\1\b|that \1\b)|(?=\s*[,:]?\s+\w))[,:]?"
)
""""What we can do is split it": we can split it."""
_WORDY = {
    "due to the fact that": "because", "owing to the fact that": "because", "because of the fact that": "because",
    "for the simple reason that": "because", "in view of the fact that": "because", "despite the fact that": "although",
    "in spite of the fact that": "although", "at this point in time": "now", "at this moment in time": "now",
    "at the present time": "now", "at the moment": "now", "at present": "now", "currently": "now", "in order to": "to",
    "so as to": "to", "in the event that": "if", "if it's the case that": "if", "if it is the case that": "if",
    "if it turns out that": "if", "on condition that": "if", "prior to": "before", "in advance of": "before",
    "subsequent to": "after", "up until": "until", "with regard to": "about", "with regards to": "about",
    "in regard to": "about", "in relation to": "about", "with respect to": "about", "regarding": "about",
    "in the near future": "soon", "a large number of": "many", "a great number of": "many", "the majority of": "most",
    "make use of": "use", "make a decision": "decide", "come to a decision": "decide", "all of the": "all the",
    "all of your": "all your", "all of our": "all our", "are you able to": "can you", "i'm able to": "i can",
    "we're able to": "we can", "you're able to": "you can", "i am able to": "i can", "we are able to": "we can",
    "you are able to": "you can", "would you be able to": "could you", "as well as": "and", "over to": "to",
}  # fmt: skip
"""Many words for what one says as well."""
_MANY = re.compile(r"\b(?:" + "|".join(_WORDY) + r")\b")

_HESITATIONS = frozenset(
    ["um", "umm", "ummm", "uh", "uhh", "uhm", "er", "err", "erm", "errm", "em", "ehm", "hm", "hmm", "hmmm", "mm", "mmm"]
)
_HESITATION = rf"(?<![\w'])(?<!\d )(?:{'|'.join(sorted(_HESITATIONS))})(?![\w'-])"
_TIGHT = (
    *("you know", "you see", "do you know what", "let me see", "let me think", "let's see", "as i say", "so to speak"),
    *("as it were", "the way i see it", "as i see it", "the way it is"),
)
"""Asides only where a comma or a stop follows: "you know the price" is none."""
_ASIDES = """
if that makes sense|if that makes any sense|if this makes sense|if this makes any sense|if you know what i mean
if you see what i mean|if you get what i mean|you know what i mean|like i said|at the end of the day
as a matter of fact|i have to say|i must say|i must admit|to be fair|to be honest|tbh|honestly|i mean|i suppose|i guess
that's what i'm saying|that's what i'm getting at|that's what i'm trying to say|is what i'm saying
is what i'm getting at|so there we are|so there you have it|that's the long and the short of it
let me put it this way|let me put it like this|let me put it another way|to put it simply|to put it another way
to put it plainly|in other words|here's the thing|here's the deal|here's the point|here's how i see it
here's where i'm coming from|here's what i'm thinking|just so it's clear|just to be clear|to be clear
just so we're clear|just so we're on the same page|and i want to be clear about this|and i want to be clear on this
with that in mind|with that said|that being said|having said that|from my side|from our side|from my end|from our end
from my point of view|from where i sit|in terms of that|in terms of this|as far as that goes|as far as this goes
when it comes to it|when it comes down to it|when it comes to this|when it comes to that|for what it's worth
if i'm honest|if i'm being honest|i'll be honest|i'll be honest with you|when all's said and done|all things considered
when all is said and done|let me ask you this|let me ask you something|and with that|on that note|as it happens
needless to say|it goes without saying|as you know|generally speaking|by and large|more or less|if you will
"""
"""What is an aside where either side is set off, or where a sentence opens with it."""
_FRAMES = """
the thing|so the thing|but the thing|the fact|the fact of the matter|the point|the point i'm making|the deal
the reality|the way i see it|the way it is|what it is|what i'm saying|what i'm trying to say|what i'm getting at
what i'm asking|what i'm wondering|what i'm thinking|what i mean|what i meant|what i want to say|what i wanted to say
what i want to ask|what i wanted to ask|what i'd say|what i would say|what i'd ask|what i would ask|my question
my question for you|my question to you|the question i have|the question i have for you|the question i've got
"""
"""What is one, where `is` and a clause follow: "the thing is, it leaks", but not "the thing is broken"."""
_LISTED = [aside for line in _ASIDES.split("\n") for aside in line.split("|") if aside]
_FRAMED = [frame for line in _FRAMES.split("\n") for frame in line.split("|") if frame]
_CLAUSE = r"(?: i| you| we| they| he| she| it| that| this| there| my| our| your| if| with| the)(?:'\w+)?\b"
_LOOSE = "|".join(sorted(_LISTED, key=len, reverse=True))
_FRAME = rf"(?:{'|'.join(sorted(_FRAMED, key=len, reverse=True))}) is(?: this)?"
_FRAME = rf"{_FRAME}(?:(?=\s*[,:])| that(?={_CLAUSE})|(?={_CLAUSE}))"
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


def _starts(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The first two words of each; where none of these stands there is nothing to look for."""
    return frozenset(tuple(f"{phrase} is".split()[:2]) for phrase in phrases)


_PAIRS = _starts([*_LISTED, *_FRAMED, *_TIGHT])
_SINGLE = frozenset(aside for aside in _LISTED if " " not in aside)
_SHORT_PAIRS = _starts(long for long in _SHORT if " " in long)
_SHORT_SINGLE = frozenset(long for long in _SHORT if " " not in long)
_MANY_PAIRS = _starts(_WORDY)
_MANY_SINGLE = frozenset(wordy for wordy in _WORDY if " " not in wordy)
_ANYWHERE = re.compile(rf"(?:,\s*)?(?:{_HESITATION}|\b(?:{_FILLER})\b)(?:\s*(?:,|\.{{2,}}|-+))?")
_ASIDE = re.compile(
    rf"(?P<before>^\s*|[,.?!;:-]\s*)?\b(?:(?P<frame>{_FRAME})|(?P<loose>{_LOOSE})|(?:{'|'.join(_TIGHT)}))(?![\w'])"
    r"(?P<after>\s*(?:[,:]|\.{2,}|-+(?=\s)|(?=[.?!]|$)))?"
)
_LIKE = re.compile(r",\s*like\s*(?:,|(?=[.?!]|$))")
_OPENING = re.compile(
    r"(^\s*|[.?!;]\s+|\s-+\s+)(?:(?:okay|yeah|right|oh)[,\s]+(?=(?:so|well|anyway|look|listen)\b))?"
    r"(?:(?:so|well(?! done)|and|but|then|also)\b(?!')[,\s-]*|(?:right|look|now|see|like|listen)\s*(?:,|-+\s)\s*)+"
    r"(?=\w)"
)
_WORD = re.compile(r"[\w']+")
_TWICE = re.compile(r"\b((?:[\w']+[ ,]+){0,4}[\w']+)(?:[,.\s-]+\1(?![\w']))+")
_NODDED = frozenset(["okay", "yeah", "yes", "yep", "right", "sure", "no"])
_NODS = re.compile(r"\b(okay|yeah|yes|yep|right|sure|no)((?:[,.\s]+(?:okay|yeah|yes|yep|right|sure|oh)\b)+)")
_GAPS = (
    (re.compile(r"([.?!])\s+\.(?!\.)"), r"\1"),
    (re.compile(r"\s+([,.?!;:])"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;:])+"), r"\1"),
    (re.compile(r"(^|[.?!])\s*[,;:.-][,;:.\s-]*(?=\w)"), r"\1 "),
    (re.compile(r"[,;:]+(?=[.?!])"), ""),
)
"""Marks that nothing stands between any more."""


def _apart(found: re.Match[str]) -> str:
    """What is left of an aside: nothing if it is one, and its words where they belong to the sentence."""
    before, after = found["before"], found["after"]
    if not found["frame"] and after is None and (before is None or not found["loose"]):
        return found[0]
    return f"{before} " if before and before.strip(" ,-") else " "


def _repeats(words: list[str]) -> bool:
    """Whether one to five words in a row stand there again at once."""
    last: dict[str, int] = {}
    near = False
    for at, word in enumerate(words):
        if at - last.get(word, -9) <= 5:
            near = True
            break
        last[word] = at
    return near and any(b"\1" * size in bytes(map(eq, words, words[size:])) for size in range(1, 6))


@lru_cache(maxsize=2048)
def lean(text: str) -> str:
    """The plain form of a rep's turn without fillers, doubled words and long forms; never empty if the turn is not."""
    said = short = plain(text)
    words = _WORD.findall(said)
    alone, pairs = set(words), set(pairwise(words))
    if not (_PAIRS.isdisjoint(pairs) and _SINGLE.isdisjoint(alone)):
        short = _ASIDE.sub(_apart, short)
    short = _LIKE.sub(" ", short)
    if not _FILLER_WORDS.isdisjoint(alone) or any(start in short for start in _FILLER_STARTS):
        short = _ANYWHERE.sub(" ", short)
    if not (_MANY_PAIRS.isdisjoint(pairs) and _MANY_SINGLE.isdisjoint(alone)):
        short = _MANY.sub(lambda found: _WORDY[found[0]], short)
    if short is not said or not (_SHORT_PAIRS.isdisjoint(pairs) and _SHORT_SINGLE.isdisjoint(alone)):
        short = _LONG.sub(lambda found: _SHORT[found[0]], " ".join(short.split()))
    if "going" in alone:
        short = _WILL.sub(r"\1'll", short)
    if "what" in alone:
        short = _CLEFT.sub(r"\1", short)
    if _repeats(words if short is said else _WORD.findall(short)):
        short = _TWICE.sub(r"\1", short)
    if not _NODDED.isdisjoint(alone):
        short = _NODS.sub(r"\1", short)
    short = _OPENING.sub(r"\1", short)
    for gap, filled in _GAPS:
        short = gap.sub(filled, short)
    short = " ".join(short.split())
    return short if any(c.isalnum() for c in short) else said
