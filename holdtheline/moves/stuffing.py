"""Turns that name what a good rep does instead of doing it: words of the craft in a heap, echoes, lists of questions.

Nobody on the other end of a telephone hears a challenge in "I challenge your assumption, I dig, I qualify": it is
noise. What counts as noise was set on reps' turns written for this project and tried on labelled calls; a real turn
may hold one or two words of the craft, not four.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from holdtheline.moves.claims import number
from holdtheline.moves.finding import Guarded, Late
from holdtheline.moves.text import normalise, sentences, word_set, words

CRAFT = (
    r"assumptions?|status quo|root causes?|decision[- ](?:makers?|process|criteria)|pain points?|pain|champions?|"
    r"reframe\w*|provocations?|implication|need[- ]payoff|situation question|problem question|insights?|urgency|"
    r"commitments?|friction|tension|consequences?|candou?r|empath\w+|qualify(?:ing)?|qualified|dig(?:ging)? deeper|dig|"
    r"hold(?:ing)? the line|brush[- ]off|push(?:ing)? back|next steps?|commercial teaching|challeng(?:e|ing|es)|"
    r"budget authority|authority need|need timeline|real reasons?|limitations?|impact|rapport|objections?|discovery"
)
"""Words of the craft: how trainers talk about calls, not how reps talk in them."""

TALK = (
    r"(?:respectfully|gently|lovingly|compassionately) (?:push|challeng\w+|disagree|confront|question|invite)|"
    r"challeng(?:e|ing) (?:you\b|the question|that (?:assumption|belief|thinking)|your (?:assumption|thinking|belief|"
    r"status quo|paradigm)|the (?:status quo|assumption|premise|belief|thinking))|"
    r"be challenged|(?:constructive|healthy|creative|productive) tension|"
    r"(?:hold\w*|sit\w*|lean\w*|creat\w+) (?:the |that |some |into |in |with |in to )*(?:tension|discomfort|space|"
    r"the uncomfortable|that with you)|"
    r"limiting beliefs?|cost of (?:inaction|doing nothing|the status quo)|refram\w+|"
    r"value (?:drivers?|tension|prop\w*|creation)|stakeholders?|mindset|paradigm\w*|order[- ]taker|challenger\b|"
    r"teach,? tailor|take control|strategic lever|discomfort|get(?:ting)? uncomfortable|hard truths?|"
    r"truth matters|mutual\w* (?:commit\w*|accountab\w*|action|agree\w*|plan|success)|accountability|mediocrity|"
    r"complacen\w+|disrupti\w+|full transparency|radical(?:ly)? \w+|let(?:ting)? silence|the silence do|"
    r"thought leader\w*|white ?paper|the journey|your (?:\w+ )?transformation|"
    r"(?:scale of |from )?(?:one|1) to (?:ten|10)\b|how committed|root of the truth|status quo|"
    r"lock(?:ing)? (?:in )?(?:a|the|our) (?:clear |firm |concrete )*(?:next step|commitment)|"
    r"(?:clear|firm|concrete|strong) next step|surfac(?:e|ed|ing) the|uncover\w* the|the (?:real )?pain\b|"
    r"your pain|pain points?|set a frame|one level deeper|level deeper|dig(?:ging)? deeper|"
    r"validate (?:that|your|you|authority)|bold ask|hidden stakeholder|consensus|champion (?:the|this|it)|"
    r"insight\b|your why\b|double[- ]click|growth edge|data[- ]driven|future state|current state|empower\w*|"
    r"synerg\w+|aligned on|hold(?:ing)? (?:you|us|each other) accountable|hold(?:ing)? the line|"
    r"hold(?:ing)? (?:my |firm )?ground|standing firm|with empathy|your assumptions|an assumption|the assumption|"
    r"what i ask leaders|leaders (?:who|embrace|i)|(?:tactical|radical) (?:empathy|cando\w+)|pattern interrupt|"
    r"calibrated question|open[- ]ended question|active listening|trusted advis\w+|consultative|buyer'?s? journey|"
    r"buying group|growth mindset|tough love|commercial (?:insight|teaching)|"
    r"meddic\w*|\bspin (?:question|selling)|\bsandler|trial close|psychological safety|disqualif\w+|talk track|"
    r"deep[- ]dive|north star|move the needle|provocat\w+|useful friction|productive friction|"
    r"earn(?:ed|ing)? the right to|difficult conversation|courageous conversation|"
    r"uncomfortable (?:question|truth|conversation)|(?:i am|i'm|im) (?:going to |gonna |here to )?challeng\w+|"
    r"not here to be liked"
)
"""How people talk who have read about holding a line and do it in words only: "I'm going to respectfully challenge
you", "let's sit in that discomfort". Written with the labelled calls in view: 22 of the 24 such reps there say three
of these or more, of 288 others one does."""

MOST_CRAFT = 4
"""Different words of the craft in one turn from which it is a heap of them."""

CIRCLES = 0.15
"""Share of a turn's words that are of one root from which it goes round in circles; no labelled rep does."""

ECHOES = 2
"""Phrases such as "the truth behind the truth" in one turn from which it is word play."""

_TALK = Late(rf"\b(?:{TALK})", re.IGNORECASE)
_CRAFT = Late(rf"\b(?:{CRAFT})\b", re.IGNORECASE)
_PERFORMED = Late(
    r"\bi (?:will |would like to |want to |now |hereby |respectfully |also |must )*"
    r"(?:challenge|dig|qualify|hold(?! on)|empathi[sz]e|push back|decline|probe|reframe|name the|am candid|"
    r"am honest about)\b"
)
_NARRATED = Late(
    r"\b(?:i|i'm|i am|i'll|i won't|i don't|i will|i do not|let me|let's|let us|can we|could we|we)\s+"
    r"(?:(?:here to|just|now|also|respectfully|gently|going to|want to|would like to|need to|and|i'?m)\s+){0,3}"
    r"(?:challeng(?:e|ing)\b(?! (?:with|you to (?:a|find)))|dig(?:ging)? (?:in|deeper|let|beneath)|dig\b[,.]|"
    r"qualify\b|nam(?:e|ing) (?:it|that|the (?:emotion|feeling|pressure|brush))|"
    r"acknowledge (?:it|that|the|your)|appeas\w+|mirror\w*|refram\w+|label\w* (?:it|that)|empathi[sz]\w+|"
    r"prob(?:e|ing)\b|uncover\w*|quantify\w*|push(?:ing)? back|respectfully|decline the|"
    r"holding(?:[,.]| my ground| my position| firm)|"
    r"notice (?:a|some|strong|the) (?:\w+ )?(?:emotion|tension|resistance|feeling))"
)
"""Somebody who says what they are doing instead of doing it. None of the 300 labelled calls whose reps are no gamers
has it, 15 of the 24 others do."""

NAMED = 2
"""Different words of the craft in a turn from which they are method talk; no honest labelled rep says two at once."""

_MAY_TALK, _MAY_CRAFT, _MAY_NARRATE = Guarded(_TALK), Guarded(_CRAFT), Guarded(_NARRATED)
_ECHOED = Late(r"\w{4,}")
_ECHO = Late(r"\b(\w{4,})\s+(?:\w+\s+){0,6}?\1\b")
_QUESTION_WORD = Late(r"^(?:and |or )?(?:who|what|why|when|how|which|where|if)\b")
_SMALL = word_set("the and you your that this what who why how when not was were are for with from have has had i it")


@lru_cache(maxsize=1_024)
def craft_talk(text: str) -> int:
    """How many turns of phrase of a method a turn holds, at most nine."""
    plain = normalise(text[:4_000]).lower()
    said = sum(1 for _ in _TALK.finditer(plain)) if _MAY_TALK.possible(plain) else 0
    told = sum(1 for _ in _NARRATED.finditer(plain)) if _MAY_NARRATE.possible(plain) else 0
    named = len(craft_words(plain))
    return min(9, said + told + (named - 1 if named >= NAMED else 0) + (2 if _circles(words(plain)) else 0))


def _circles(said: list[str]) -> bool:
    """One root at least three times in a short turn: "my honest limitation is that I am honest about limitations"."""
    roots = Counter(w[:6] for w in said if len(w) > 4 and w not in _SMALL and number(w) is None)
    most = max(roots.values(), default=0)
    return len(said) >= 8 and most >= 3 and most / len(said) >= CIRCLES


def craft_words(low: str) -> set[str]:
    """Different words of the craft in a text of small letters."""
    return {m.group().rstrip("s") for m in _CRAFT.finditer(low)} if _MAY_CRAFT.possible(low) else set()


@lru_cache(maxsize=1_024)
def stuffed(text: str) -> bool:
    """Whether a turn is a heap of the right words rather than something said to somebody."""
    plain = normalise(text)[:4_000]
    low = plain.lower()
    parts = [" ".join(words(s)) for s in sentences(low)]
    said = " ".join(parts).split()
    if len(said) < 5:
        return False
    craft = craft_words(low)
    if len(craft) >= MOST_CRAFT or (len(craft) >= 3 and len(said) <= 14):
        return True
    if len(_PERFORMED.findall(" ".join(parts))) >= 2:
        return True
    return _harped(said) or _questions_in_a_heap(low) or _fragments(parts, craft) or _echoes(parts)


def _harped(said: list[str]) -> bool:
    """One word over and over: "why, why, why", "reason, reason, reason"."""
    counts = Counter(w for w in said if (len(w) > 3 and w not in _SMALL) or w in ("why", "who", "what"))
    if not counts:
        return False
    word, most = counts.most_common(1)[0]
    return f"{word} {word} {word}" in " ".join(said) or (most >= 4 and most / len(said) >= 0.2)


def _questions_in_a_heap(low: str) -> bool:
    """Four or more bare questions between commas: "who decides, what budget, what timing, what reason"."""
    pieces = [p.strip() for p in re.split(r"[,;?]", low)]
    return sum(bool(_QUESTION_WORD.match(p)) and len(p.split()) <= 5 for p in pieces) >= 4


def _fragments(parts: list[str], craft: set[str]) -> bool:
    """Headings instead of sentences: "Assumption. Consequence. Status quo.\""""
    if len(parts) < 4:
        return False
    return sum(len(p.split()) for p in parts) / len(parts) <= 2.5 and len(craft) >= 2


def _echoes(parts: list[str]) -> bool:
    """Words that circle round themselves: "who decides who decides"."""
    twice = [p for p in parts if len(long := _ECHOED.findall(p)) > len(set(long))]
    found = [m.group(1) for p in twice for m in _ECHO.finditer(p) if m.group(1) not in _SMALL]
    return len(found) >= ECHOES and len(found) / max(1, sum(len(p.split()) for p in parts)) >= 0.1
