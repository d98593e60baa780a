"""Whether a turn lets go, says goodbye, promises to send something, or asks for the order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from holdtheline.moves.finding import Guarded, Late, any_of
from holdtheline.moves.text import words

_SUBJECT = r"(?:i|i will|i would|i am going to|we|we will|we should|let us|let me|then i|i shall)"

_NO = [
    rf"{_SUBJECT} (?:just )?(?:leave|drop|close|mark|file|park) (?:it|this|that|you|things|the file|your file)"
    r"(?: (?:alone|there|be|here|closed|off|out|down as a no|as closed))?\b(?! (?:a|the|with|on|in|to) )",
    r"(?:take|treat|call|count|mark|put|log|read) (?:that|it|this|you) (?:down )?as (?:a )?(?:no|closed)\b",
    r"(?:call|calling|make|count) (?:it|this|that) a no\b",
    r"(?:it|this|that) is a no(?: then| from me| for now)?$",
    r"^(?:then|so|okay then|right then) (?:it|that|this) is a no\b",
    r"(?:withdraw|withdrawing|pull|pulling|cancel|cancelling|bin|binning) (?:the|my|our|it|that|this|your|\w+day)\b",
    r"(?:take|taking|strike|striking) you off (?:the|my|our) \w+",
    r"do not think (?:that )?you need (?:us|ours|it|this|one|a|our)\b",
    r"(?:this|it|that|we) (?:is|are) not a (?:good |real )?(?:fit|match)\b",
    r"(?:i will|i am going to|let us|we) stop (?:here|there|it here)|that is where (?:i|we) stop",
    rf"{_SUBJECT} (?:will |would )?(?:stop|not be|not) (?:calling|ringing|chasing|call you|ring you|chase you|bother)",
    r"(?:we|i) (?:are|am) not (?:the right|a) (?:fit|one|people|match)",
    r"(?:not|no) (?:a )?(?:good |real )?(?:fit|match)\b.{0,40}\b(?:so|then|let us|thank|i will|and)",
    r"i would (?:not|stay|keep|stick)\b.{0,30}\b(?:move|change|switch|with (?:him|her|them|it|what))",
    r"(?:stay|stick) with (?:him|her|them|what you have|who you have|your (?!question|point)\w+)\b",
    r"(?:^|i would |you should |right to |so |then |better off )(?:stay|staying|stick|sticking) with "
    r"(?!(?:the|that|this|it|me|us|my|what you said)\b)\w+",
    r"you (?:do not|really do not|honestly do not) need (?:us|me|this|it|to change|to switch|what we)",
    r"there is nothing (?:here )?(?:for (?:us|me) to|i can) (?:sell|add|do|offer|improve)",
    r"(?:i|we) (?:will|would) not (?:try to |want to )?(?:sell|change|move|push) (?:you|that|it)",
    r"(?:this|that|it) (?:is|sounds like|would be) (?:a )?no\b.{0,25}\b(?:fine|okay|respect|fair|good)",
    r"closing (?:this|it|the|your) (?:file|out|off|one)",
    r"cross you off",
]
_OFFER = Late(
    r"\b(?:if (?!i (?:were|was) you|(?:that|this|it|things|anything|something|the \w+) (?:ever )?(?:should )?changes?|"
    r"you (?:are |ever |should |do )*(?:want|need|change|past|over|grow|outgrow|find))|"
    r"unless|tell me|say so|just say|would you rather|should i|shall i|do you want me)"
)

_BYE = [
    r"\b(?:goodbye|good bye|bye|bye bye|cheerio|ta ta|farewell)\b",
    r"\b(?:have|enjoy) (?:a|an|your|the rest of)(?: \w+){0,3} (?:day|one|week|weekend|evening|afternoon|morning)\b",
    r"\b(?:talk|speak|see|catch) (?:to |with )?(?:you|ya) (?:soon|later|then|on \w+day|next|at)\b",
    r"\btake care\b",
    r"\b(?:let|leave) you (?:go|get (?:back|on)|be|alone|to it|in peace)\b",
    r"\bthank(?:s| you)(?: so much| very much| a lot| again)?(?: \w+)? for (?:your|the) (?:time|call|chat|patience)\b",
]

_SEND = Late(
    r"\b(?:send|email|mail|forward|ping|drop|shoot|get|fire)(?:ing)? (?:it|that|this|them|those|you|over|across|the|"
    r"our|a|an|some|my)\b"
)
_UNSENT = Late(r"\b(?:not|never|rather not|no point|instead of|before i|why) (?:\w+ ){0,3}(?:send|email|mail|forward)")

_ORDER = Late(
    r"\b(?:sign (?:it|this|up|today|now|off)|place (?:the|an|your) order|go ahead (?:and|with|today|now|then)|"
    r"start (?:today|now|tomorrow|on \w+day)|get (?:it|this|you) (?:started|ordered|signed|set up)|"
    r"(?:take|book|raise|send) (?:the|your|an) order|order form|do (?:it|the deal) (?:today|now)|"
    r"put (?:it|that|the order|your order) through|(?:send|draw up|get) (?:you )?(?:over )?the (?:agreement|contract)|"
    r"close (?:it|this|the deal) (?:today|now)|paperwork|"
    r"read (?:you )?(?:it|that|the order|your order) back|(?:your|the) card (?:details|number)|payment link)\b"
)

_UNORDERED = Late(
    r"\b(?:(?<!why )not|never|instead of|rather than|no (?:need|rush|hurry|pressure))(?: \w+){0,3} "
    r"(?:sign|place|go ahead|start|get|take|book|raise|send|do|put|close)\b"
)
"""Says that nothing is ordered now: 'I am not going to take an order today'."""


_ASKS_THEM = Late(
    r"(?:(?:and|so|but|okay|right|well|then) )*(?:who|how|what|why|when|which|where|does|did|is|are|has|have|before)\b"
)
"""How a question about orders begins; to ask who signs is not to ask for the signature."""


_FREES = Late(
    r"\b(?:hang up|get off (?:the|this) (?:phone|line|call)|off you go|mind yourself|"
    r"look after (?:yourself|him|her|them|yourselves)|"
    r"go (?:to|be with|and be|and see|home|safely|now)\b(?! (?:market|ahead))|"
    r"(?:we are|i am|let us|let me|i will|we will|we can|can) (?:going to )?stop(?:ping)? "
    r"(?:this |right )?(?:here|now|there)|"
    r"(?:will not|not going to|shall not) (?:be )?(?:(?:ring|call|chase)(?: you)?(?: again)?$|"
    r"(?:ringing|chasing|calling)\b)|"
    r"not (?:be in touch|hear from me)|"
    r"(?:ring|call|text|write to|message) me (?:if|when|whenever)|"
    r"(?:this|that|it|everything|all of it|work|we|i) (?:can|will) (?:all )?(?:wait|keep)\b|"
    r"forget (?:about )?(?:the|it|us|this|me|that)\b|no need to (?:call|ring|answer|reply)|"
    r"you do not owe (?:me|us)|leave (?:it|this|you) (?:there|here|be|in peace)|let you go|"
    r"none of this matters|when(?:ever)? you are ready|in your own time)\b|(?:^|please |just |then |so )go\b$"
)
"""Ways to let somebody go who has more to do than to talk."""


@dataclass(frozen=True, slots=True)
class Parting:
    """``closes``: see ``Heard``; ``sends``, ``orders``, ``frees`` likewise."""

    closes: Literal["no", "offer", "bye"] | None
    sends: bool
    orders: bool
    frees: bool = False


_NOES, _BYES = any_of(_NO), any_of(_BYE)
_MAY_FREE, _MAY_ORDER = Guarded(_FREES), Guarded(_ORDER)


@lru_cache(maxsize=1_024)
def parting(text: str) -> Parting:
    """What a turn says about ending the call, sending something, or ordering. Sentence by sentence, last word wins."""
    closes: Literal["no", "offer", "bye"] | None = None
    parts = [" ".join(words(s)) for s in re.split(r"(?<=[.?!;])\s+|\n", text) if s.strip()]
    for raw, part in zip([s for s in re.split(r"(?<=[.?!;])\s+|\n", text) if s.strip()], parts, strict=True):
        if _NOES.search(part):
            closes = "offer" if _OFFER.search(part) or raw.rstrip().endswith("?") else "no"
        elif closes is None and _BYES.search(part) and not raw.rstrip().endswith("?"):
            closes = "bye"
    whole = " ".join(parts)
    if closes in ("bye", "no") and "?" in text:
        # Who asks something stays for the answer: thanks are no goodbye then, and letting go is an offer.
        closes = "offer" if closes == "no" else None
    return Parting(
        closes=closes,
        sends=bool(_SEND.search(whole)) and not _UNSENT.search(whole),
        frees=not text.rstrip("\"') ").endswith("?") and any(_MAY_FREE.search(part) for part in parts),
        orders=any(
            _MAY_ORDER.search(part) and not _UNORDERED.search(part) and not _ASKS_THEM.match(part) for part in parts
        ),
    )
