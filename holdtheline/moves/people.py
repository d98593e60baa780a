"""The people, beside the prospect, whom a rep asks to take part, in the rep's words."""

from __future__ import annotations

import re
from functools import lru_cache

from holdtheline.moves.finding import Guarded, Late
from holdtheline.moves.text import sentences
from holdtheline.moves.times import names_a_time

_FOLK = (
    r"(?:boss(?:es)?|manager|director|md|ceo|cfo|coo|cto|cio|fd|gm|president|chair(?:man|woman|person)?|"
    r"board|owner|husband|wife|spouse|"
    r"partners?|committee|trustees?|principal|head(?:teacher)?|accountant|bookkeeper|procurement|"
    r"purchasing|finance|dad|father|mother|mum|"
    r"mom|brother|sister|son|daughter|founder|colleagues?|team|foreman|engineers?|analyst|lawyer|"
    r"solicitor|treasurer|deputy|controller|"
    r"comptroller|supervisor|super|guys?|people|person|decision[- ]makers?|signatory|buyer|it (?:guy|lead|"
    r"manager|team|person)|ops|"
    r"nephew|cousin|uncle|aunt|cofounder|co-founder|stakeholders?|landlord|investor|secretary|sub|"
    r"assistant|lead)"
)
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Father|Sister)\.? )?[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20})?"
_WHO = (
    rf"(?:(?i:(?:your|the|his|her|their|both)(?: \w+){{0,3}}? {_FOLK}\b)|{_NAME}|him|her|them|everyone|"
    rf"everybody|(?:who|whom|some(?:one|body)|any(?:one|body)|the (?:person|one|people)) (?:who |that |"
    rf"else |you )?\w+(?: \w+){{0,3}}|(?i:whoever)(?: else)? \w+(?: \w+){{0,4}})"
)
_MORE = rf"(?:(?:,| and| or|, and) (?:{_WHO}))?"
_BRINGS = Late(
    rf"\b(?i:bring|invite|include|involve|loop in|rope in|copy in|pull in|get|have|add|fetch|"
    rf"drag)\s+({_WHO}{_MORE})"
    r"(?P<in>\s+(?i:in\b|along|too|as well|with you|on the (?:call|line|phone)|in the room|there|"
    r"to (?:the|that|this|join|come|sit|our)|"
    r"join|sat|into|on\b|at the table|for (?:it|that|the)))?"
)
_WITH = Late(
    rf"\b(?i:with)\s+({_WHO}{_MORE})(?P<in>\s+(?i:there|on the (?:call|line|phone)|in the room|present|"
    rf"as well|too|joining|along|"
    r"at the table|if (?:you|he|she|they)|beside you|sat))?"
)
_LOWER_NAME = Late(
    r"\b(?:with|bring|get|and have|have) ([a-z]{3,15}(?: and [a-z]{3,15})?) (?:there|along|on the (?:call|"
    r"line)|in the room|joining|too|as well)\b"
)
_JOINS = Late(
    rf"\b(?:(?:Could|Can|Would|Will|If|And|So|Then|Maybe|Should|Is|But|Or|Perhaps) )?({_WHO}|(?i:he|she|they)\b)\s+"
    r"(?i:(?:(?:to|could|can|should|will|would|must|might|has to|have to|needs to|ought to|wants to) )?"
    r"(?:joins?|sits? in|be there|be (?:on|in) (?:the|that|our|this) (?:\w+ )?(?:call|line|room|meeting)|"
    r"attends?|comes? along)|"
    r"(?:on|in) (?:the|that|our|this) (?:next |same )?(?:call|meeting|room))\b"
)
_AND_YOU = Late(
    r"\b(?:you|yourself)(?:,| and|, and| plus) ((?:whoever|the (?:one|person|people|man|woman)(?: who|'s| that)?)"
    r"(?: \w+){1,5})",
    re.IGNORECASE,
)
_US_AND = Late(
    rf"\b(?i:you,? (?:me|and (?:me|i),?)(?:,| and|, and) )({_NAME}|(?i:your \w+))|"
    rf"\b(?i:you), ({_NAME}|(?i:your \w+)),? (?i:and (?:me|i|myself))\b"
)
_OF_US = Late(
    r"\b(?:the (?:three|four|five) of us|all (?:three|four) of us|you both|the (?:two|three|pair) of you|"
    r"both of you)\b",
    re.IGNORECASE,
)
_NOBODY = Late(
    r"^(?:it|that|this|us|you|me|i|what|the|a|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|one|him off|"
    r"thanks|some|all|any|out|back|then|more|lads?|everything|something)\b",
    re.IGNORECASE,
)

_GUARDS = tuple((pattern, Guarded(pattern)) for pattern in (_JOINS, _BRINGS, _WITH, _LOWER_NAME))
_MAY_US, _MAY_YOU = Guarded(_US_AND), Guarded(_AND_YOU)


@lru_cache(maxsize=1_024)
def invited(text: str) -> str | None:
    """Other people whom the rep asks to take part, in the rep's words ("your CFO"); None if nobody."""
    for sentence in sentences(text[:6_000]):
        gathering = bool(names_a_time(sentence) or _GATHERING.search(sentence)) and not _INTRODUCES.search(sentence)
        for pattern, guard in _GUARDS:
            for match in pattern.finditer(sentence) if guard.possible(sentence) else ():
                who = match.group(1)
                if not _NOBODY.match(who) and (_settles(pattern, match) or (gathering and pattern is _WITH)):
                    return who.strip()
        if gathering and (us := _OF_US.search(sentence)):
            return us.group()
        if named := _MAY_US.search(sentence):
            return (named.group(1) or named.group(2)).strip()
        if also := _MAY_YOU.search(sentence):
            return also.group(1).strip()
    return None


def _settles(pattern: Late, match: re.Match[str]) -> bool:
    """Whether the words alone say that somebody is to come along, whatever the sentence is about."""
    if pattern in (_JOINS, _LOWER_NAME) or match.group("in"):
        return True
    return pattern is _BRINGS and match.group().lower().startswith(_FETCHING)


_FETCHING = ("bring", "invite", "involve", "include", "copy in", "loop in", "rope in", "pull in")
_INTRODUCES = Late(
    r"\b(?:this is|it's|i'm|i am|my name|here(?: is|'s)?|calling) .{0,40}\bwith\b|\bon a call with\b", re.IGNORECASE
)
_GATHERING = Late(
    r"\b(?:meet|meeting|sit down|sat down|half an hour|an hour|minutes|diary|calendar|invite|session|slot|"
    r"go through|walk through|together|"
    r"in the room|round the table|next call|appointment)\b",
    re.IGNORECASE,
)
