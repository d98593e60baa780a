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
from holdtheline.moves.wordy import shorter, without_leads, without_run_ups

_SHORT = {
    "i am": "i'm", "i will": "i'll", "i would": "i'd", "you are": "you're", "you will": "you'll", "you would": "you'd",
    "we are": "we're", "we will": "we'll", "we would": "we'd", "they are": "they're", "they will": "they'll",
    "they would": "they'd", "he is": "he's", "she is": "she's", "it is": "it's", "that is": "that's",
    "it would": "it'd", "that would": "that'd", "there would": "there'd", "he will": "he'll", "she will": "she'll",
    "he would": "he'd", "she would": "she'd", "who will": "who'll", "who would": "who'd", "there will": "there'll",
    "what is": "what's", "who is": "who's", "where is": "where's", "how is": "how's", "there is": "there's",
    "it will": "it'll", "that will": "that'll", "do not": "don't", "does not": "doesn't", "did not": "didn't",
    "is not": "isn't", "are not": "aren't", "was not": "wasn't", "were not": "weren't", "would not": "wouldn't",
    "could not": "couldn't", "should not": "shouldn't", "will not": "won't", "can not": "can't", "have not": "haven't",
    "has not": "hasn't", "had not": "hadn't", "i have": "i've", "you have": "you've", "we have": "we've",
    "they have": "they've", "its": "it's", "lemme": "let me",
}  # fmt: skip
"""Forms that people use one for the other."""
_NEGATED = "|".join(long for long in _SHORT if long.endswith(" not"))
_LONG = re.compile(r"\b(?:(?:" + _NEGATED + ")|(?:" + "|".join(_SHORT) + r")(?=\s+\w))(?![\w'])")
_WILL = re.compile(
    r"\b(i|you|we|they|he|she|it|that|there)'(?:m|re|s) going to\b(?= \w)(?! (?:the|a|an|my|your|our)\b)"
)
_CLEFT = re.compile(
    r"\bwhat (i'll|we'll|you'll|(?:i|we|you) (?:can|could|want to|would like to|need to)|i'd like to)"
    r" do(?: then| here)? is(?:\s*[,:]?\s*(?:\1\b|that \1\b)|(?=\s*[,:]?\s+\w))[,:]?"
)
""""What we can do is split it": we can split it."""
_HESITATIONS = frozenset(
    ["um", "umm", "ummm", "uh", "uhh", "uhm", "er", "err", "erm", "errm", "em", "ehm", "hm", "hmm", "hmmm", "mm", "mmm"]
)
_HESITATION = rf"(?<![\w'])(?<!\d )(?:{'|'.join(sorted(_HESITATIONS))})(?![\w'-])"
_TIGHT = (
    *("you know", "you see", "do you know what", "let me see", "let me think", "let's see", "as i say", "so to speak"),
    *("as it were", "the way i see it", "as i see it", "the way it is"),
)
"""Asides only where a comma or a stop follows: "you know the price" is none."""
_HOLDING = (
    *("let", "lets", "letting", "do", "did", "don't", "didn't", "as", "if", "what", "how", "when", "once", "before"),
    *("until", "till", "that", "think", "than", "people", "anyone", "somebody", "someone", "whatever", "all", "who"),
)
_FREE = "".join(rf"(?<!\b{word} {aside})" for aside in _TIGHT for word in _HOLDING)
"""Nor where such a word goes before: "I'll let you know" is said to somebody."""
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
the reality|the position|the situation|the case|the bottom line|the truth|the truth of the matter|the way i see it
what there is to say|all i'm saying|all i'd say|all i would say|all i want to say|all i can say|what i can tell you
the only thing i'd say|what i'd like to say|what i would like to say|what i can say|what you need to know|the way it is
what it is|what i'm saying|what i'm trying to say|what i'm getting at
what i'm asking|what i'm wondering|what i'm thinking|what i mean|what i meant|what i want to say|what i wanted to say
what i want to ask|what i wanted to ask|what i'd say|what i would say|what i'd ask|what i would ask|my question
my question for you|my question to you|the question i have|the question i have for you|the question i've got
"""
"""What is one, where `is` and a clause follow: "the thing is, it leaks", but not "the thing is broken"."""
_LISTED = [aside for line in _ASIDES.split("\n") for aside in line.split("|") if aside]
_FRAMED = [frame for line in _FRAMES.split("\n") for frame in line.split("|") if frame]
_CLAUSE = r"(?: i| you| we| they| he| she| it| that| this| there| my| our| your| if| with| the)(?:'\w+)?\b"
_LOOSE = "|".join(sorted(_LISTED, key=len, reverse=True))
_OF_IT = r"(?: here| on this| on that| with this| with that| of it)?"
_FRAME = rf"(?:{'|'.join(sorted(_FRAMED, key=len, reverse=True))}){_OF_IT} is(?: this)?"
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
_ANYWHERE = re.compile(rf"(?:,\s*)?(?:{_HESITATION}|\b(?:{_FILLER})\b)(?:\s*(?:,|\.{{2,}}|-+))?")
_ASIDE = re.compile(
    rf"(?P<before>^\s*|[,.?!;:-]\s*)?\b(?:(?P<frame>{_FRAME})|(?P<loose>{_LOOSE})|(?:{'|'.join(_TIGHT)}){_FREE})(?![\w'])"
    r"(?P<after>\s*(?:[,:]|\.{2,}|-+(?=\s)|(?=[.?!]|$)))?"
)
_LIKE = re.compile(r",\s*like\s*(?:,|(?=[.?!]|$))")
_OPENING = re.compile(
    r"(^\s*|[.?!;]\s+|\s-+\s+)(?:(?:okay|yeah|right|oh|all ?right)[,\s]+(?=(?:so|well|anyway|look|listen)\b))?"
    r"(?:(?:so(?: yeah)?|well(?! done)|and|but|then|also)\b(?!')[,\s-]*"
    r"|(?:right|look|now|see|like|listen)\s*(?:,|-+\s)\s*)+"
    r"(?=\w)"
)
_WORD = re.compile(r"[\w']+")
_TWICE = re.compile(
    r"\b((?:[\w']+[ ,]+){0,4}[\w']+)"
    r"(?:(?:[,\s-]|\.{2,})+(?:(?:so|well|yeah|okay),\s*)?\1(?![\w'])(?!(?<=\bthat) (?:is|was|has|would|will)\b))+"
)
"""But "that, that is" is no word said twice."""
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
    alone, pairs = frozenset(words), frozenset(pairwise(words))
    short = without_leads(said)
    if not (_PAIRS.isdisjoint(pairs) and _SINGLE.isdisjoint(alone)):
        short = _ASIDE.sub(_apart, short)
    short = _LIKE.sub(" ", short)
    if not _FILLER_WORDS.isdisjoint(alone) or any(start in short for start in _FILLER_STARTS):
        short = _ANYWHERE.sub(" ", short)
    if short is not said:
        words = _WORD.findall(short)
    if _repeats(words):
        short = _TWICE.sub(r"\1", short)
    if not _NODDED.isdisjoint(alone):
        short = _NODS.sub(r"\1", short)
    if short is not said:
        short = " ".join(short.split())
        words = _WORD.findall(short)
        alone, pairs = frozenset(words), frozenset(pairwise(words))
    short = shorter(short, alone, pairs)
    if short is not said or not (_SHORT_PAIRS.isdisjoint(pairs) and _SHORT_SINGLE.isdisjoint(alone)):
        short = _LONG.sub(lambda found: _SHORT[found[0]], short)
    if "going" in alone:
        short = _WILL.sub(r"\1'll", short)
    if "what" in alone:
        short = _CLEFT.sub(r"\1", short)
    short = without_run_ups(short, alone)
    short = _OPENING.sub(r"\1", short)
    for gap, filled in _GAPS:
        short = gap.sub(filled, short)
    short = " ".join(short.split())
    return short if any(c.isalnum() for c in short) else said
