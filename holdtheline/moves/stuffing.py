"""Turns that name what a good rep does instead of doing it: words of the craft in a heap, echoes, lists of questions.

Nobody on the other end of a telephone hears a challenge in "I challenge your assumption, I dig, I qualify": it is
noise. What counts as noise was set on reps' turns written for this project and tried on labelled calls; a real turn
may hold one or two words of the craft, not four.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from holdtheline.moves.text import normalise, sentences, word_set, words

CRAFT = (
    r"assumptions?|status quo|root causes?|decision[- ](?:makers?|process|criteria)|pain points?|pain|champions?|"
    r"reframe\w*|provocations?|implication|need[- ]payoff|situation question|problem question|insights?|urgency|"
    r"commitments?|friction|tension|consequences?|candou?r|empath\w+|qualify(?:ing)?|qualified|dig(?:ging)? deeper|dig|"
    r"hold(?:ing)? the line|brush[- ]off|push(?:ing)? back|next steps?|commercial teaching|challeng(?:e|ing|es)|"
    r"budget authority|authority need|need timeline|real reasons?|limitations?|impact|rapport|objections?|discovery"
)
"""Words of the craft: how trainers talk about calls, not how reps talk in them."""

MOST_CRAFT = 4
"""Different words of the craft in one turn from which it is a heap of them."""

ECHOES = 2
"""Phrases such as "the truth behind the truth" in one turn from which it is word play."""

_CRAFT = re.compile(rf"\b(?:{CRAFT})\b", re.IGNORECASE)
_PERFORMED = re.compile(
    r"\bi (?:will |would like to |want to |now |hereby |respectfully |also |must )*"
    r"(?:challenge|dig|qualify|hold(?! on)|empathi[sz]e|push back|decline|probe|reframe|name the|am candid|"
    r"am honest about)\b"
)
_ECHO = re.compile(r"\b(\w{4,})\s+(?:\w+\s+){0,6}?\1\b")
_QUESTION_WORD = re.compile(r"^(?:and |or )?(?:who|what|why|when|how|which|where|if)\b")
_SMALL = word_set("the and you your that this what who why how when not was were are for with from have has had i it")


@lru_cache(maxsize=1_024)
def stuffed(text: str) -> bool:
    """Whether a turn is a heap of the right words rather than something said to somebody."""
    plain = normalise(text)[:4_000]
    low = plain.lower()
    parts = [" ".join(words(s)) for s in sentences(low)]
    said = " ".join(parts).split()
    if len(said) < 5:
        return False
    craft = {m.group().rstrip("s") for m in _CRAFT.finditer(low)}
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
    runs = max(len(m.group().split()) for m in re.finditer(rf"(?:{re.escape(word)} ?)+", " ".join(said)))
    return runs >= 3 or (most >= 4 and most / len(said) >= 0.2)


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
    found = [m.group(1) for p in parts for m in _ECHO.finditer(p) if m.group(1) not in _SMALL]
    return len(found) >= ECHOES and len(found) / max(1, sum(len(p.split()) for p in parts)) >= 0.1
