"""The day or time a rep proposes or agrees to, in their own words."""

from __future__ import annotations

import re
from functools import lru_cache

from holdtheline.moves.finding import Guarded, Late
from holdtheline.moves.text import sentences

_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tues?|weds?|thur?s?|fri(?=\b(?!\w))|"
    r"wensday|wendesday|wedensday|thrusday|thurday|tusday|tuesay|firday|mon(?= (?:at|\d))"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_SPELT_NTH = (
    r"(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|"
    r"eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_ORDINAL = rf"(?:{_NTH}|{_SPELT_NTH})"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
_DATE = (
    rf"(?:(?:the )?{_ORDINAL} (?:of )?{_MONTH}\b|{_MONTH} (?:the )?(?:{_ORDINAL}|\d{{1,2}})\b(?!:)|"
    rf"\d{{1,2}} {_MONTH}\b|"
    # A bare "the second" is seldom a date: a day in figures, or a word that nothing follows.
    rf"the {_NTH}\b(?! (?:floor|time|call|page|of (?:those|these|the|them|all)))|"
    rf"the (?:{_SPELT_NTH})(?=[.,?!]|$| at | then))"
)
_DAY = (
    rf"(?:(?:(?:this|next|the following) )?(?:{_WEEKDAY})\b(?:'s)?(?: week\b| next\b| coming\b)?|"
    rf"tomorrow\b|tmrw\b|tmr\b|"
    rf"tonight\b|today\b|the day after tomorrow\b|{_DATE})"
)
_PART = (
    r"(?:first thing|(?:in the |mid-?|early |late )?(?:morning|afternoon|evening|arvo)|lunchtime|midday|"
    r"noon|end of day)\b"
)
_CLOCK = (
    rf"(?:(?:half|quarter|twenty|ten|five)(?: (?:past|to|after|before))? {_HOUR}\b(?: (?:thirty|fifteen|"
    rf"o'?clock))?|"
    rf"(?:2[0-3]|[01]?\d)[:.][0-5]\d ?(?:[ap]\.?m\b\.?|hrs\b)?|{_HOUR} ?(?:[ap]\.?m\b\.?|o'?clock\b)|"
    rf"{_HOUR} (?:thirty|fifteen|forty-five|forty five)\b|noon\b|midday\b)"
)
_AT = (
    rf"(?:{_CLOCK}|(?:at|for|around|about|after|before|@) ?(?:{_CLOCK}|{_HOUR}\b(?! (?:days?|weeks?|"
    rf"months?|minutes?|years?|of|per|per cent|percent|people|others?|hundred|thousand|grand|k)\b)))"
)
_JOIN = r"(?:,? (?:on |at |@ ?|in the |of |around |about |say |maybe |then,? )?|, ?| - )"
_WHEN = Late(
    rf"\b(?:{_HOUR}(?: sharp)? (?=tonight|tomorrow)|(?:{_AT}|{_PART}){_JOIN}(?:on )?)?{_DAY}"
    rf"(?:{_JOIN}(?:{_DAY}|{_NTH}\b|{_PART}|{_AT}|{_HOUR}\b(?=[.,?!]|$|"
    rf" (?:sharp|with|then|works|suit))))*",
    re.IGNORECASE,
)
_TIME_ONLY = Late(
    rf"\b(?:at|for|say|@) ?(?:{_CLOCK}|{_HOUR}\b(?=[.,?!]|$|"
    r" (?:to (?:say|tell|let|confirm|go|hear|see)|sharp|on the dot|with|and)\b))" + rf"|\b{_CLOCK}",
    re.IGNORECASE,
)

_MAY_NAME = Guarded(_WHEN)

_PROPOSES = Late(
    r"\b(?:shall|let'?s|can (?:we|you|i|u)|could (?:we|you|i)|will (?:we|you|i)|may i|how about|how'?s|"
    r"what about|how does|would|"
    r"suits?|works?|free|available|book\w*|diary|calendar|invit\w+|pencil|put \w+ (?:in|down)|"
    r"i'?m in|i am in|in town|passing|"
    r"i'?ll|we'?ll|i will|"
    r"we will|(?:ring|call|phone|meet|meeting|see|speak|talk|catch|visit|sit down|go through|come)\b|slot|"
    r"appointment|okay|ok|"
    r"perfect|great|done|grand|deal|agreed|good by|fine|then|it is|sounds good|confirm\w*|bring|i've got|"
    r"i can (?:do|have|get|put)|so that's|that's|demo|write you|message you)\b",
    re.IGNORECASE,
)
_PAST = Late(
    r"\b(?:last|yesterday|ago|since|was|were|said|told|released|sent|drove|rang|called|wrote|happened|"
    r"went|had|did|got|expires?|dies|"
    r"ends?|deadline|price|offer|every|each|most|always|usually|came|lapsed|knew|slept|left|goes|"
    r"finish(?:es)?|still|sign|demo from|happy|delivery|on (?:mondays|tuesdays|wednesdays|thursdays|"
    r"fridays))\b",
    re.IGNORECASE,
)
_REFUSES = Late(
    r"\b(?:not|no|never|isn't|can't|cannot|won't|don't|doesn't|nope|rather than|instead of|unless|busy|"
    r"away|off|full|closed)\b",
    re.IGNORECASE,
)
_CONFIRMS = Late(
    r"\W*(?:ok(?:ay)?|yes|yep|yeah|great|grand|perfect|lovely|brilliant|done|deal|agreed|super|excellent|"
    r"noted|confirmed|fine|good|sure|"
    r"sounds good|works|booked)\b",
    re.IGNORECASE,
)
_FIXES = Late(
    r"^(?:(?:ok(?:ay)?|yes|yep|yeah|great|grand|perfect|lovely|brilliant|cool|right|good|super|excellent|"
    r"fine|done|deal|thanks?|thank you|"
    r"ah|oh|sir|madam)[,.! ]+){0,3}"
    r"(?:good by me|that (?:works|suits|is (?:fine|perfect|good)|day (?:is|works))|that'?(?:s|ll) (?:fine|"
    r"perfect|great|good|grand|do|a date)|"
    r"works (?:for me|well|great|fine)|suits me|fine (?:by|for|with) me|perfect for me|(?:then )?it is|"
    r"it's a (?:date|deal)|then it is|"
    r"(?:that(?:'s| is)|then it's|it's|all) (?:settled|agreed|fixed|a plan)|"
    r"booked|consider it (?:done|booked)|i can do that|(?:it's |that's )?in (?:my|the) diary|agreed\b|"
    r"confirmed\b)"
    r"|\b(?:see you|speak|talk|ring you|call you|till|until) then\b|\bi'?ll (?:be there|put (?:it|"
    r"that) in|book (?:it|that)|pencil)\b|"
    r"\bi'?ll send (?:you )?(?:an? |the )?(?:calendar )?(?:invite|invitation)\b",
    re.IGNORECASE,
)


_ASKS_WHEN = Late(r"\b(?:which day|what (?:day|time)|when\b[^.?!]*\?|name (?:a|the) day|and when|what hour)", re.I)


def proposed_time(text: str, before: str | None = None) -> str | None:
    """The day or time the rep proposes or agrees to, in their words; the prospect's own words if the rep only agrees.

    A vague time ("sometime next week"), a past one and a refused one count as none.
    """
    if standing := _standing(text):
        return standing
    if before and _ASKS_WHEN.search(before[-300:]):
        # Asked for a day, whoever names one answers with it.
        for sentence in sentences(text[:6_000]):
            for match in _WHEN.finditer(sentence):
                if not _REFUSES.search(sentence[max(0, match.start() - 22) : match.start()]):
                    return _tidy(match.group())
    if hour := _hour(text):
        return hour
    if before and _agrees(text):
        return _named_by_prospect(before)
    return None


@lru_cache(maxsize=1_024)
def _standing(text: str) -> str | None:
    """The firmest day that the text itself puts forward."""
    standing = [
        (sentence, match)
        for sentence in sentences(text[:6_000])
        if _MAY_NAME.possible(sentence)
        for match in _WHEN.finditer(sentence)
        if _stands(sentence, match)
    ]
    return _tidy(max(standing, key=_firmness)[1].group()) if standing else None


@lru_cache(maxsize=1_024)
def _hour(text: str) -> str | None:
    """The first hour put forward without a day."""
    for sentence in sentences(text[:6_000]):
        only = _TIME_ONLY.search(sentence)
        if (
            only
            and re.search(r"\b(?:ring|call|meet|speak|talk|see you|hear|phone|works?|suits?|say)\b", sentence, re.I)
            and _stands(sentence, only)
        ):
            return _tidy(only.group())
    return None


def _firmness(found: tuple[str, re.Match[str]]) -> tuple[bool, bool]:
    """Among several days the one to meet on counts, then the one with an hour; the first of equals."""
    sentence, match = found
    return bool(_MEETS.search(sentence)) or sentence.rstrip().endswith("?"), bool(re.search(_AT, match.group(), re.I))


def names_a_time(sentence: str) -> bool:
    """Whether any day is named, put forward or not."""
    return _MAY_NAME.search(sentence) is not None


def _agrees(text: str) -> bool:
    """Plain consent to what was just said: a few words, or words that can only mean a fixed date ("see you then")."""
    if "?" in text:
        return False
    return (len(text.split()) <= _FRAGMENT and bool(_CONFIRMS.match(text))) or bool(_FIXES.search(text))


_ATTEND = Late(r"\W*(?:you|me|the two of us|us|both of you|bring)\b", re.IGNORECASE)


def _stands(sentence: str, match: re.Match[str]) -> bool:
    """Whether a day is put forward: a fragment or a plan; not the past, a refusal, a deadline or the present."""
    around = sentence[max(0, match.start() - 60) : match.end() + 60]
    lead = sentence[max(0, match.start() - 22) : match.start()]
    span = match.group().lower()
    if (_NOT_OFFERED.search(lead) and not _COME_BY.search(lead)) or span.endswith("days"):
        return False
    if _ATTEND.match(sentence) and lead.endswith(", ") and not sentence[match.end() :].strip(" .!"):
        return True  # "you and the one who signs, Thursday at ten": people, and the day set after them
    if _WH_CLAUSE.search(sentence[: match.start()]) and not _MEETS.search(sentence):
        return False
    if span in _PRESENT and not _LATER.search(around):
        return False
    before = re.sub(r"\bif (?:i|we) (?:rang|called|came|phoned)\b", "", sentence[: match.start()], flags=re.IGNORECASE)
    if _PAST.search(before[-35:] + sentence[match.start() : match.end() + _PAST_AFTER]) or _WH.match(sentence):
        return False
    if _DELIVERS.search(sentence) and not _MEETS.search(sentence):
        return False
    rest = len((sentence[: match.start()] + sentence[match.end() :]).split())
    if _REFUSES.search(lead.rpartition(",")[2]):
        return False
    asked = sentence.rstrip().endswith("?") and rest <= 2 * _FRAGMENT and not _OF_THEM.match(sentence)
    opening = sentence[: match.start()]
    opens = match.start() <= 3 or _OPENS.fullmatch(opening) or _LASTS.fullmatch(opening)
    if opens and (re.search(_AT, span, re.IGNORECASE) or re.search(_CLOCK, span, re.IGNORECASE)):
        return True
    return asked or rest <= _FRAGMENT or bool(_PROPOSES.search(around))


_NOT_OFFERED = Late(
    r"\b(?:not|no|last|since|isn't|can't|don't|never|than|past|on a|be a|every|each|most|by|of|until|till|"
    r"it's|was)\s+"
    r"(?:on |this |the )?$",
    re.IGNORECASE,
)
_WH = Late(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|right|well),? )*"
    r"(?:what|who|why|which|how)\b(?! about|'s| is (?:next |this )?\w+day| does)",
    re.IGNORECASE,
)
_OPENS = Late(r"\W*(?:(?:right|so|then|okay|ok|great|good|well|yes|and),? ?){1,3}", re.IGNORECASE)
_LASTS = Late(
    r"\W*(?:(?:right|so|then|okay|ok|just|say|let's say|maybe)[ ,]+)*(?:how(?:'s| is| about| would)|what about|"
    r"shall we say|(?:could|can) you do|(?:an?|another|\d+|[a-z]+(?:-[a-z]+)?|half an?|(?:a |three )?quarters? of an) "
    r"(?:minutes?|mins?|hours?))(?: on| at| this| next)?[ ,]*",
    re.IGNORECASE,
)
"""How long it takes, before the day ("Twenty minutes on ..."), or how a day is offered ("How is ...")."""
_COME_BY = Late(r"\b(?:come|drop|stop|swing|call|pass|be) by (?:on )?(?:the )?$", re.IGNORECASE)
_WH_CLAUSE = Late(r",\s*(?:what|who|why|which|how) (?!about|is \w+day|does)", re.IGNORECASE)
_OF_THEM = Late(
    r"\W*(?:you|they|he|she|it|do|did|does|is (?:it|he|she|that)|are you|have|has|was|were)\b", re.IGNORECASE
)
"""How a question begins that asks after something of theirs and proposes nothing."""
_DELIVERS = Late(r"\b(?:send|email|e-mail|post|drop|deliver|ship|get (?:it|that|the \w+|you) )\b", re.IGNORECASE)
_MEETS = Late(
    r"\b(?:ring|call|meet|meeting|speak|talk|go through|walk|invite|visit|sit|see you|come|diary|book|phone|"
    r"put \w+ down|with [A-Z]\w+ (?:on|at))\b",
    re.IGNORECASE,
)
"""A day on which something is only delivered is a promise, not a meeting."""
_PAST_AFTER = 14
"""Characters after a day in which a past verb still belongs to it ("Thursday was"), and not to a clause of its own."""
_PRESENT = frozenset({"today", "tonight"})
_LATER = Late(r"\b(?:later|meet|ring|call)\b", re.IGNORECASE)
_FRAGMENT = 3
"""Words beside the day that leave a sentence a bare proposal ("Thursday at ten, then?")."""


def _named_by_prospect(before: str) -> str | None:
    for sentence in reversed(sentences(before[-1_500:])):
        for match in _WHEN.finditer(sentence):
            nearby = sentence[max(0, match.start() - 25) : match.end() + 25]
            if not _REFUSES.search(nearby) and not re.search(
                r"\b(?:last|was|were|said|every|until|till|after)\b", nearby, re.IGNORECASE
            ):
                return _tidy(match.group())
        if (only := _TIME_ONLY.search(sentence)) and re.search(
            r"\b(?:call|ring|come|try|phone)\b", sentence, re.IGNORECASE
        ):
            return _tidy(only.group())
    return None


def _tidy(span: str) -> str:
    return re.sub(r"'s$", "", span.strip(" ,.-")).strip()
