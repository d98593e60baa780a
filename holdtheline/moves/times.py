"""The day or time a rep proposes or agrees to, and the people they ask to have there, in their own words."""

from __future__ import annotations

import re

from holdtheline.moves.text import sentences

_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tues?|weds?|thur?s?|fri(?=\b(?!\w))|"
    r"wensday|wendesday|wedensday|thrusday|thurday|tusday|tuesay|firday|mon(?= (?:at|\d))"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty[- ]|thirty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
_DATE = (
    rf"(?:(?:the )?{_ORDINAL} (?:of )?{_MONTH}\b|{_MONTH} (?:the )?(?:{_ORDINAL}|\d{{1,2}})\b(?!:)|\d{{1,2}} {_MONTH}\b|"
    rf"the {_ORDINAL}\b(?! (?:one|time|thing|floor|call|page|point|question|year|quarter|bit|part|option|party|month|two|three|step|"
    r"person|half|week|site|attempt|of (?:those|these|the|them|all|your|our))))"
)
_DAY = (
    rf"(?:(?:(?:this|next|the following) )?(?:{_WEEKDAY})\b(?:'s)?(?: week\b| next\b| coming\b)?|tomorrow\b|tmrw\b|tmr\b|"
    rf"tonight\b|today\b|the day after tomorrow\b|{_DATE})"
)
_PART = r"(?:first thing|(?:in the |mid-?|early |late )?(?:morning|afternoon|evening|arvo)|lunchtime|midday|noon|end of day)\b"
_CLOCK = (
    rf"(?:(?:half|quarter|twenty|ten|five)(?: (?:past|to|after|before))? {_HOUR}\b(?: (?:thirty|fifteen|o'?clock))?|"
    rf"(?:2[0-3]|[01]?\d)[:.][0-5]\d ?(?:[ap]\.?m\b\.?|hrs\b)?|{_HOUR} ?(?:[ap]\.?m\b\.?|o'?clock\b)|"
    rf"{_HOUR} (?:thirty|fifteen|forty-five|forty five)\b|noon\b|midday\b)"
)
_AT = rf"(?:{_CLOCK}|(?:at|for|around|about|after|before|@) ?(?:{_CLOCK}|{_HOUR}\b(?! (?:days?|weeks?|months?|minutes?|years?|of|per|per cent|percent|people|others?|hundred|thousand|grand|k)\b)))"
_JOIN = r"(?:,? (?:on |at |@ ?|in the |of |around |about |say |maybe |then,? )?|, ?| - )"
_WHEN = re.compile(
    rf"\b(?:(?:{_AT}|{_PART}){_JOIN}(?:on )?)?{_DAY}(?:{_JOIN}(?:{_DAY}|{_PART}|{_AT}|{_HOUR}\b(?=[.,?!]|$| (?:sharp|with|then|works|suit))))*",
    re.IGNORECASE,
)
_TIME_ONLY = re.compile(rf"\b(?:at|for|say|@) ?(?:{_CLOCK}|{_HOUR}\b(?=[.,?!]|$))|\b{_CLOCK}", re.IGNORECASE)

_PROPOSES = re.compile(
    r"\b(?:shall|let'?s|lets|can (?:we|you|i|u)|could (?:we|you|i)|will (?:we|you|i)|may i|how about|how's|hows|what about|how does|does|would|"
    r"suits?|works?|free|available|book\w*|diary|calendar|invit\w+|pencil|put (?:you|it|us) (?:in|down)|i'?ll|we'?ll|i will|we will|"
    r"(?:ring|call|phone|meet|meeting|see|speak|talk|catch|visit|sit down|go through|come)\b|slot|appointment|until then|"
    r"okay|ok|perfect|great|done|grand|deal|agreed|good by|fine|then|say|or|it is|sounds good|confirm\w*|bring|with)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last|yesterday|ago|since|was|were|said|told|released|sent|drove|rang|called|wrote|happened|went|had|did|got|expires?|dies|"
    r"ends?|deadline|price|offer|every|each|most|always|usually|on (?:mondays|tuesdays|wednesdays|thursdays|fridays))\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:not|no|never|isn't|can't|cannot|won't|don't|doesn't|nope|rather than|instead of|unless|busy|away|off|full|closed)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|yep|yeah|great|grand|perfect|lovely|brilliant|cool|right|good|super|excellent|wonderful|fine|sure|done|deal|"
    r"thanks?(?: you)?|cheers|sir|agreed|noted|fair enough|ah|oh)[,.! ]+)*"
    r"(?:(?:ok(?:ay)?|yes|yep|great|grand|perfect|lovely|brilliant|done|deal|agreed|super|excellent|noted|confirmed|good by me|"
    r"that (?:works|suits|is fine|is perfect|is good|does it)|that'?(?:s|ll) (?:fine|perfect|great|good|grand|do|works?|suit|a deal|a date)|"
    r"works (?:for me|well|great)|suits me(?: fine)?|fine by me|perfect for me|(?:then )?it is|it's a (?:date|deal)|then it is|"
    r"see you then|speak then|talk then|i'?ll (?:be there|see you then|ring you then|call you then|call then|ring then|send (?:you )?(?:an? |the )?"
    r"(?:calendar )?(?:invite|invitation)|put (?:it|that) in|book (?:it|that)|do that)|till then|until then|"
    r"(?:it's |that's )?in (?:my|the) diary|booked|consider it (?:done|booked)|i can do that|that day(?: is| works)?|no problem|see you)\b)",
    re.IGNORECASE,
)

_FOLK = (
    r"(?:boss(?:es)?|manager|director|md|ceo|cfo|coo|cto|cio|fd|gm|president|chair(?:man|woman|person)?|board|owner|husband|wife|spouse|"
    r"partners?|committee|trustees?|principal|head(?:teacher)?|accountant|bookkeeper|procurement|purchasing|finance|dad|father|mother|mum|"
    r"mom|brother|sister|son|daughter|founder|colleagues?|team|foreman|engineers?|analyst|lawyer|solicitor|treasurer|deputy|controller|"
    r"comptroller|supervisor|super|guys?|people|person|decision[- ]makers?|signatory|buyer|it (?:guy|lead|manager|team|person)|ops|"
    r"nephew|cousin|uncle|aunt|cofounder|co-founder|stakeholders?|landlord|investor|secretary|sub|assistant|lead)"
)
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Father|Sister)\.? )?[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20})?"
_WHO = rf"(?:(?i:(?:your|the|his|her|their|both)(?: \w+){{0,3}}? {_FOLK}\b)|{_NAME}|him|her|them|everyone|everybody|(?:who|whom|some(?:one|body)|any(?:one|body)|the (?:person|one|people)) (?:who |that |else |you )?\w+(?: \w+){{0,3}})"
_MORE = rf"(?:(?:,| and| or|, and) (?:{_WHO}))?"
_BRINGS = re.compile(
    rf"\b(?i:bring|invite|include|involve|loop in|rope in|get|have|add|fetch|drag|copy in|pull in)\s+({_WHO}{_MORE})"
    r"(?P<in>\s+(?i:in\b|along|too|as well|with you|on the (?:call|line|phone)|in the room|there|to (?:the|that|this|join|come|sit|our)|"
    r"join|sat|into|on\b|at the table|for (?:it|that|the)))?"
)
_WITH = re.compile(
    rf"\b(?i:with|and|plus)\s+({_WHO}{_MORE})(?P<in>\s+(?i:there|on the (?:call|line|phone)|in the room|present|as well|too|joining|along|"
    r"at the table|if (?:you|he|she|they)|beside you|sat))?"
)
_LOWER_NAME = re.compile(
    r"\b(?:with|bring|get|and have|have) ([a-z]{3,15}(?: and [a-z]{3,15})?) (?:there|along|on the (?:call|line)|in the room|joining|too|as well)\b"
)
_JOINS = re.compile(
    rf"\b({_WHO})\s+(?i:(?:to |could |can |should |will |would |has to |needs to |must |might )?(?:join|sit in|be there|be on the (?:call|line)|attend|come along|joins|attends))\b"
)
_OF_US = re.compile(
    r"\b(?:the (?:three|four|five) of us|all (?:three|four) of us|you both|the (?:two|three|pair) of you|both of you)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^(?:it|that|this|us|you|me|i|what|the|a|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|one|him off|thanks|some|all|any|out|back|then|more|lads?|everything|something)\b", re.IGNORECASE)  # fmt: skip


def proposed_time(text: str, before: str | None = None) -> str | None:
    """The day or time the rep proposes or agrees to, in their words; the prospect's own words if the rep only agrees.

    A vague time ("sometime next week"), a past one and a refused one count as none.
    """
    for sentence in sentences(text[:6_000]):
        for match in _WHEN.finditer(sentence):
            if _stands(sentence, match):
                return _tidy(match.group())
    for sentence in sentences(text[:6_000]):
        only = _TIME_ONLY.search(sentence)
        if (
            only
            and re.search(r"\b(?:ring|call|meet|speak|talk|see you|phone|works?|suits?|say)\b", sentence, re.I)
            and _stands(sentence, only)
        ):
            return _tidy(only.group())
    if before and _CONFIRMS.match(text.strip()) and not re.search(r"\?", text.split(".")[0]):
        return _named_by_prospect(before)
    return None


def _stands(sentence: str, match: re.Match[str]) -> bool:
    """Whether a day in a sentence is put forward: a fragment, a question or a plan; not past, refused or the present."""
    around = sentence[max(0, match.start() - 60) : match.end() + 60]
    lead = sentence[max(0, match.start() - 22) : match.start()]
    span = match.group().lower()
    if re.search(
        r"\b(?:not|no|last|since|isn't|can't|don't|never|than|past|on a|every|each|most|by|of)\s+(?:on |this )?$",
        lead,
        re.IGNORECASE,
    ):
        return False
    if re.fullmatch(r"(?:today|tonight|this morning)'?s?", span) and not re.search(
        r"\b(?:later|meet|ring|call|sign)\b", around, re.I
    ):
        return False
    if span.endswith("s") and re.search(r"(?:day)s\b", span):
        return False
    if len(sentence.split()) <= 8 and not _PAST.search(sentence):
        return True
    return bool(_PROPOSES.search(around)) and not _PAST.search(around) and not _REFUSES.search(lead)


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


def invited(text: str) -> str | None:
    """Other people whom the rep asks to take part, in the rep's words ("your CFO"); None if nobody."""
    for sentence in sentences(text[:6_000]):
        gathering = bool(_WHEN.search(sentence) or _GATHERING.search(sentence))
        for pattern in (_JOINS, _BRINGS, _WITH, _LOWER_NAME):
            for match in pattern.finditer(sentence):
                who = match.group(1)
                anchored = (
                    pattern in (_JOINS, _LOWER_NAME)
                    or bool(match.group("in"))
                    or (
                        pattern is _BRINGS
                        and match.group().lower().startswith(("bring", "invite", "involve", "include"))
                    )
                )
                if not _NOBODY.match(who) and (
                    anchored or (gathering and pattern is _WITH and match.group().lower().startswith("with"))
                ):
                    return who.strip()
        if gathering and (us := _OF_US.search(sentence)):
            return us.group()
    return None


_GATHERING = re.compile(
    r"\b(?:meet|meeting|sit down|sat down|call|half an hour|an hour|minutes|diary|calendar|invite|session|slot|go through|walk through|together|"
    r"in the room|round the table|demo|visit|appointment)\b",
    re.IGNORECASE,
)
