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
    r"\bthe (?:sales ?person|rep|trainee|user|prospect)\b",
)
"""Talks of itself as a model, of the exercise, or refuses like one."""

SPEAKS_FOR_REP = _any(
    r"(?:^|[.?!]\s*)(?:rep|sales ?person|seller|you|caller|prospect|customer|user|assistant|system|me)\s*:",
    r"\byou (?:say|reply|answer|respond|ask)(?:ed)?\s*[:,]\s*[\"']",
)
"""A name in front, or words put into the rep's mouth."""

MARKUP = _any(
    r"[*_#`|<>{}\[\]\\]",
    r"https?:|www\.",
    r"^\s*(?:[-•]|\d{1,2}[.)])\s",
    r"\((?:\w+ing|laughs?|sighs?|pauses?|hangs? up|smiles?|chuckles?)\b",
)
"""Markup, addresses, lists, stage directions."""

AGREES = _any(
    r"\b(?:let's|we can|we could|i can|i could) (?:meet|do|say|make it|talk|speak|book|set|schedule)\b"
    rf"[^.?!]*(?:{_DAY}|o'clock|\d)",
    rf"\b{_DAY}[^.?!]{{0,30}}(?:works|suits|is (?:fine|good|grand)|it is)\b",
    rf"\bsee you (?:on |at |then\b|{_DAY})",
    rf"\b(?:talk|speak) (?:to you )?(?:then|on {_DAY})\b",
    r"\b(?:it's|it is|that's|you've got|we have|we've got) a deal\b|^\s*deal\b",
    r"\bi(?:'ll| will| would like to|'d like to) (?:sign|buy|take it(?! from)|order|go ahead|book)\b",
    r"\b(?:count|put|pencil|sign) (?:me|us) (?:in|down|up)\b|\bpencil (?:it|you) in\b",
    r"\bi(?:'m| am) in\s*[.!]|\b(?:yes|okay|sure|fine|all right),? (?:let's|i'll) (?:do|meet|take) (?:it|that|you)\b",
    r"\bsend (?:me |over |us )?the (?:contract|paperwork|order)\b",
    r"\bin (?:my|the) (?:calendar|diary)\b",
    r"\bi agree to\b|\byou have my word\b|\bi promise\b",
    r"\bgo ahead and (?:book|order|schedule)\b",
)
"""Agrees to a meeting, an order or a date."""

LEAVES = _any(
    r"\bgood ?bye\b|\bbye\b",
    r"\bhanging up\b|\bi(?:'ll| will) hang up\b",
    r"\b(?:this|the|our) (?:call|conversation) is over\b",
    r"\bend(?:ing)? (?:this|the) call\b",
    r"\bhave a (?:good|nice|great|lovely) (?:day|one|evening|afternoon|weekend)\b",
    r"\bi(?:'ve| have) (?:got )?to (?:go|run)(?: now)?\s*[.!]",
    r"\bdon't call (?:me )?(?:here )?again\b",
)
"""Ends the call."""
