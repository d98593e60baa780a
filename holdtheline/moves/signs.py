"""What a listener cannot miss in a turn, whatever the trained reading makes of it.

Some words leave no doubt, and the trained reader, which weighs all words of a turn, is sometimes argued out of them: a
jeer that begins like sympathy, disbelief that sounds like candour, gushing that has the shape of a question. How often
each is right and wrong on the labelled calls is in docs/simulation.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from holdtheline.moves.finding import Guarded, Late
from holdtheline.moves.text import normalise
from holdtheline.moves.wandering import runs_on

Sign = Literal[
    "jeer", "matches", "disbelief", "gush", "machine", "opener", "grunt", "squeeze", "serves", "will_ask", "runs_on"
]

SEARCHED = 8_000
"""Characters of a turn that are searched."""

_PATTERNS: dict[Sign, str] = {
    # Contempt for the person, not for what was said.
    "jeer": (
        r"\bno wonder (?!you\b|you're\b|that\b|it (?:hurts|stings|hurt))|"
        r"\bno wonder you(?:'re| are|'ve been)? (?:losing|lost|failing|fail|behind|going under|broke|stuck|nobody)\b|"
        r"\byou(?:'re| are) (?:all |just |simply |clearly |obviously |too |so |such a |a |being )*"
        r"(?:scared|afraid to|cowards?|lazy|stubborn|clueless|pathetic|useless|idiots?|fools?|jokes?|"
        r"stupid|ignorant|incompetent|out of your depth|wasting my)\b|"
        r"\b(?:a |any |my )(?:child|five year old|toddler|monkey|grandmother|idiot|fool) (?:could|can|would|knows?)\b|"
        r"(?<!not a )(?<!not the )\b(?:stupid|dumb|daft|idiotic|ridiculous|laughable|pathetic)(?:e?st)? "
        r"(?:thing|answer|idea|excuse|reason|little)\b|"
        r"\btoo (?:thick|dense|stupid|dumb|dim|daft|slow)(?: in the head)? to\b|"
        r"\b(?:have not|haven't|hasn't) (?:got )?(?:a|the first) clue\b|\bno clue what you\b|"
        r"(?<!not )\blaugh(?:s|ing|ed)? (?:about|at|behind) you\b|\b(?:do|don't|can't|can|are|have) you people\b|"
        r"\bany(?:one|body) with (?:half )?a brain\b|\b(?:grow up|wake up and|get real|do your job|"
        r"how (?:thick|slow|dense|stupid) are you|are you (?:deaf|thick|stupid|slow|dense)|"
        r"what(?:'s| is) (?:wrong|the matter) with you people|do you even (?:know|understand|have a clue))\b"
    ),
    # A price given away: the figure asked for, matched or met.
    "matches": (
        r"\b(?:i'll|i will|we'll|we will|i can|we can|happy to|let me|let's) (?:just |gladly |happily |simply )?"
        r"(?:match|meet|beat) (?:your|that|the|their) (?:\w+ )?(?:number|figure|price|budget|offer|quote|rate)\b"
    ),
    "disbelief": (
        r"\b(?:do not|don't|didn't|can't|cannot) (?:quite |really |honestly |actually )?"
        r"(?:believe (?:it|that|you|a word|this)|buy (?:it|that|this))\b|"
        r"\b(?:find|found) (?:it|that|this) hard to believe\b|\bpull the other one\b|"
        r"\b(?:does not|doesn't|didn't) (?:quite |really )?(?:add up|ring true)\b|"
        r"\b(?:not|(?:don't|do not) (?:think|believe) (?:that|this|it)(?: is|'s)) (?:quite )?"
        r"(?:the|your) (?:whole|full|real|true|only) (?:truth|story|reason|answer|picture)\b|"
        r"\b(?:something|what|anything|things?) (?:that )?you(?:'re| are)? (?:do not|don't|not|won't|would rather not) "
        r"(?:want to )?(?:tell(?:ing)?|say(?:ing)?|admit(?:ting)?)\b|"
        r"\b(?:not|aren't|isn't) (?:being |quite )*(?:honest|straight|truthful|open) with (?:me|us)\b|"
        # Whom others keep in the dark ("you're not told everything") is not disbelieved.
        r"\byou(?:(?:'re| are)? not| aren't) (?:being )?(?:telling|giving|saying) (?:me |us )?"
        r"(?:everything|the (?:whole|full|real) (?:truth|story|thing))\b|"
        r"\byou(?:(?:'ve| have) not| haven't) (?:been (?:telling|giving)|told|given|said) (?:me |us )?"
        r"(?:everything|the (?:whole|full|real) (?:truth|story|thing))\b|"
        r"\b(?:do not|don't) (?:think|believe) you(?:(?:'re| are) (?:telling|giving|saying|being)|"
        r"(?:'ve| have) (?:been (?:telling|giving)|told|given|said|been)) (?:me |us )?"
        r"(?:everything|straight|honest|open|the (?:whole|full|real) (?:truth|story|thing))\b|"
        r"\byou(?:'re| are) (?:hiding|holding (?:something )?back|lying|making (?:it|that) up|covering)\b"
    ),
    "gush": (
        r"\byou(?:'re| are) (?:really |truly |honestly |just |quite |such )*(?:an? )(?:absolute |real |true |total )?"
        r"(?:joy|delight|pleasure|gem|star|treasure|inspiration|breath of fresh air)\b|"
        r"\b(?:amazing|incredible|impressive|wonderful|remarkable|astonishing),? "
        r"(?:what|how much|all that) you(?:'ve| have)\b|"
        r"\bhow do you (?:do it(?: all)?|manage it all)\b|\badores? you\b|"
        r"\? the \w+\?|\bstar-?struck\b|\b(?:a|your|big|huge|biggest) (?:fan|admirer)s?(?: of (?:yours|you|your))\b|"
        r"\bheard (?:so much|so many|nothing but|only) (?:\w+ ){0,3}about you\b|\bin person at last\b|"
        r"\b(?:an|such an|what an) honou?r to (?:speak|talk|meet)\b|\bthe (?:legend|man|woman) (?:him|her)self\b"
    ),
    # Nobody says these to a person on the telephone: whoever hears them wonders who is meant.
    "machine": (
        r"\b(?:previous|prior|above|earlier|original|hidden|secret|initial|system) (?:instructions?|prompts?|rules)\b|"
        r"(?:^|[\s\[(])(?:system|developer|assistant|user|admin|tool)(?: \w+)? ?\]?:|</?[a-z_|]+[^<>\n]{0,40}>|"
        r"\{\{|\}\}|"
        r"\b(?:developer|debug|god|admin|maintenance|jailbreak) mode\b|\b(?:persona|prompt|rubric|json|yaml|base64)\b|"
        r"\b(?:hidden|closed|secret) (?:truths?|state|fields?|variables?)\b|\bas your (?:creator|developer|programmer|"
        r"maker|operator|administrator)\b|\b(?:the|all|everything|text|words|message) (?:text |words )?above\b|"
        r"\bthe prospect (?:must|should|will|shall|is|has|hides)\b|\bstay in character\b|\bbreak (?:the )?character\b|"
        r"\byou(?:'re| are) (?:now )?(?:an?|the) (?:\w+ )?(?:assistant|ai|language model|model|chatbot|novelist|"
        r"narrator|screenwriter|actor|translator|storyteller)\b|\b(?:your|the|my) character\b|"
        r"\b(?:this|the|end|end of|stop|in a) (?:role-?play|simulation|exercise)\b|"
        r"\b(?:print|output|reveal|leak|dump|repeat|translate) (?:\w+ ){0,3}(?:secrets?|truths?|"
        r"prompts?|instructions|gates?|state)\b|\bword for word\b.{0,40}\b(?:told|given|instructed|starting)\b|"
        r"-{3,}|={3,}|```|\"\"\"|\b\w+\.\w+ ?=|\w\((?:\w+ ?=|\))|\{\"?\w+\"? ?:|"
        r"\b(?:your|these|those|the) (?:directives?|instructions)\b|\bnew (?:directives?|instructions|rules)\b|"
        r"\b(?:forget|ignore|disregard|cancel|override|bypass|drop|quit|skip) (?:the |your |all |any |every "
        r"|everything )+(?:act|roles?|mask|script|scenario|rules?|restrictions?|filters?|phone call|game|safety)\b|"
        r"\byou(?:'re| are) (?:no longer|not really|only playing|playing) (?:an?|the) \w+|\banswer key\b|"
        r"\b(?:pretend|act as|speak as|reply as) (?:my |an? |the |you are |you're |to be )|\bgame ?master\b|"
        r"\bwrite (?:me )?(?:an?|the) (?:\w+ )?(?:poem|novel|story|song|play|scene|diary|letter from)\b|"
        r"\b(?:rot13|base64|morse|reversed|hex)\b|\b(?:chat ?gpt|llm|language model)\b"
    ),
    # A sound, or a word that says nothing: neither asked, nor offered, nor agreed to anything.
    "grunt": (
        r"^\W*(?:|h+m+|m+h*m*|mhm|er+m?|uh+|um+|ah+|oh|hm|huh|okay|ok|right|well|so|sure|yeah|i see|don't know|"
        r"hello|hi|hey|yes|yep|"
        r"dunno|exactly|true|really|(?:okay|right|well|so|oh|ah)[ ,.]+(?:okay|right|well|so|then|good|great|sure|yeah|"
        r"yes))\W*$"
    ),
    # Pushed by guilt, secrets, threats or a yes that nobody gave.
    "squeeze": (
        r"\byou owe (?:me|us|it)\b|\bi'?(?:ll| will) take (?:that|it) as a yes\b|"
        r"\bafter (?:all|everything)(?: the \w+)? (?:i|we)'?(?:ve| have) (?:done|put|given|invested)\b|"
        r"\byou wouldn't want to be the one\b|\bi'?m not (?:really )?supposed to (?:tell|say|mention)\b|"
        r"\bi'?ll make sure (?:that )?every(?:body|one)\b|\byou'?ll (?:regret|be sorry)\b|"
        r"\b(?:change in the law|new (?:law|rules?|regulations?)) (?:is |are )?(?:coming|comes?|come in)\b|"
        r"\bdon't say i didn't warn\b|\bit'?s now or never\b|\byou'?d be (?:mad|stupid|crazy) (?:not )?to\b"
    ),
    # Offers a service that nobody asked for.
    "serves": (
        r"\banything (?:else )?(?:at all )?(?:that )?(?:i|we) can (?:do|help|get|send|bring)\b|"
        r"\bhow (?:can|may) (?:i|we) (?:help|be of)\b|\bwhat (?:else )?can (?:i|we) do for you\b"
    ),
    # Owes an answer and says so.
    "will_ask": (
        r"\bi(?:'ll| will| can| could|'d have to| would have to| need to| have to) (?:have to )?"
        r"(?:find (?:that |this |it )?out|look into (?:that|it|this)|check (?:that|it|this|up|on that|with)|"
        r"(?:get|come) back to you (?:on|with|about) (?:that|it|this|an answer))\b"
    ),
    # How a call is opened: a question in form only.
    "opener": (
        r"\b(?:find out|see|know|hear|check) (?:whether|if) (?:it's|it is|this is|that's|we're|there's|we are) "
        r"(?:any|of (?:any )?|a |worth )?(?: ?(?:use|help|interest|fit|while|talking|value)\b)"
    ),
}
_SIGNS: tuple[tuple[Sign, Guarded], ...] = tuple(
    (sign, Guarded(Late(pattern, re.IGNORECASE | re.MULTILINE))) for sign, pattern in _PATTERNS.items()
)


@lru_cache(maxsize=1_024)
def signs(text: str) -> frozenset[Sign]:
    """The signs in a turn; usually none."""
    plain = normalise(text[:SEARCHED])
    found = {sign for sign, guarded in _SIGNS if guarded.search(plain) is not None}
    return frozenset(found | {"runs_on"} if runs_on(text) else found)
