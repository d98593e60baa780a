"""What gives a model away, or lets it decide what it may not: patterns over one sentence, letters in any case."""

from __future__ import annotations

import re

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


OUT_OF_CHARACTER = _any(
    r"\bas an? (?:ai|assistant|language model)\b",
    r"\b(?:language model|artificial intelligence|chat ?gpt|open ?ai|chatbot|knowledge cutoff)\b",
    r"\bi(?:'m| am) (?:just |only )?(?:an? )?(?:ai|bot|assistant|machine|program|character|simulat\w+)\b",
    r"\ban ai\b",
    r"\bsystem (?:prompt|message)\b",
    r"\bmy (?:prompt|instructions|programming|directive|notes)\b",
    r"\brole[- ]?play\w*|\bin character\b|\bstay in (?:my )?role\b",
    r"\bi(?: can(?:'t|not)|'m unable to|'m not able to| am unable to| won't) (?:assist|comply|fulfil+)\b",
    r"\bcan(?:'t|not) help (?:you )?with (?:that|this) request\b",
    r"\bthe (?:rep|trainee|user|prospect)\b|\bsales ?person\b(?!\s*:)",
)
"""Talks of itself as a model, of the exercise, or refuses like one."""

SPEAKS_FOR_REP = _any(
    r"(?:^|[.?!]\s*)(?:rep|sales ?person|seller|you|caller|prospect|customer|user|assistant|system|me)\s*:",
    r"(?:^|[.?!]\s*)(?:(?:your|my|the) )?(?:message|reply|answer|response|notes?|tone|length)\s*:",
    r"\byou (?:say|reply|answer|respond|ask)(?:ed)?\s*[:,]\s*[\"']",
)
"""A name in front, or words put into the rep's mouth."""

MARKUP = _any(
    r"[*_#`|<>{}\[\]\\()]",
    r"https?:|www\.",
    r"^\s*(?:[-•]|\d{1,2}[.)])\s",
)
"""Markup, addresses, lists, and brackets, which nobody speaks: what stands in them is a stage direction."""

SETS_A_TIME = _any(
    r"\b(?:let's|we can|we could|i can|i could) (?:meet|do|say|make it|talk|speak|book|set|schedule)\b"
    rf"[^.?!]*(?:{_DAY}|o'clock|\d)",
    rf"\b{_DAY}[^.?!]{{0,30}}(?:works|suits|is (?:fine|good|grand)|it is)\b",
    rf"\bsee you (?:on |at |then\b|{_DAY})",
    rf"\b(?:talk|speak) (?:to you )?(?:then|on {_DAY})\b",
    r"\b(?:pencil|put) (?:me|us|it|you) (?:in|down)\b|\bin (?:my|the) (?:calendar|diary)\b",
)
"""Sets a day or an hour."""

ORDERS = _any(
    r"\bi(?:'ll| will| would like to|'d like to) (?:sign|buy|take it(?! from)|order|go ahead|book)\b",
    r"\bsign (?:me|us) up\b|\bgo ahead and (?:book|order|schedule)\b",
    r"\bsend (?:me |over |us )?the (?:contract|paperwork|order)\b",
)
"""Buys, signs or orders."""

AGREES = _any(
    r"\b(?:it's|it is|that's|you've got|we have|we've got) a deal\b|^\s*deal\b",
    r"\bcount (?:me|us) in\b|\bi(?:'m| am) in\s*[.!]",
    r"\b(?:yes|okay|sure|fine|all right),? (?:let's|i'll) (?:do|meet|take) (?:it|that|you)\b",
    r"\bi agree to\b|\byou have my word\b|\bi promise\b",
)
"""Agrees, to whatever it is."""

TIMES = _any(
    rf"\b{_DAY}",
    r"\b(?:at|past|to|by) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|\d[\d:.]*\d|\d)\b",
)
"""A day, or an hour of it."""

LEAVES = _any(
    r"\b(?:good ?)?bye\b|\bfarewell\b",
    r"\bhanging up(?: now)?\b|\b(?:i'll|i will|i'm going to|i have to|i've got to|i need to) hang up\b",
    r"\b(?:put(?:ting)?|slam(?:ming)?) (?:the|this) phone down\b",
    r"\b(?:this|the|our) (?:call|conversation) is (?:over|finished|at an end)\b",
    r"\bend(?:ing)? (?:this|the) call\b",
    r"\bhave a (?:good|nice|great|lovely) (?:day|one|evening|afternoon|weekend)\b",
    r"\bi(?:'ve| have|'ve got| have got| need|'m going) to (?:go|run)(?: now)?\s*[.!]",
    r"\bi(?:'m| am) (?:off|gone|leaving)(?: now)?\s*[.!]|\bwe(?:'re| are) (?:done|finished|through)(?: here)?\s*[.!]",
    r"\btake care(?: of yourself)?(?: now)?\s*[.!]",
    r"\bdon't call (?:me )?(?:here )?again\b",
)
"""Ends the call."""

THREATENS = _any(
    r"\bhang(?:ing)? up\b(?! now)",
    r"\bput(?:ting)? (?:the|this) phone down\b(?! now)",
    r"\bend(?:ing)? (?:this|the) call\b(?! now)",
)
"""What a last warning may name: the end that is near. Only that: it says no goodbye."""
