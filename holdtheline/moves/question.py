"""What a turn asks, as a bag of plain words: the ground on which a question is likened to other questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from holdtheline.moves.phrases import ASKING, SMALL
from holdtheline.moves.questions import Clause, Form, clauses
from holdtheline.moves.text import normalise, stem, word_set, words

Kind = Literal["count", "span", "sum", "who", "when", "where", "why", "what", "which", "how", "whether", "none"]

_MEASURED = word_set("many much long often far soon old big bad late early")
_WHEN = word_set("time day date")
_SHOWN: dict[Kind, str] = {
    "count": "how many|how big|what size|number of",
    "span": "how (?:long|often|soon|far|old)",
    "sum": "how much|price|cost|budget|spend|pay",
    "who": "who|whom|whose|anyone|anybody|somebody",
    "when": "when|what (?:time|day|date)",
    "where": "where",
    "why": "why|how come|what makes|what made|reason",
    "which": "which",
    "what": "what",
    "how": "how",
}
_KINDS = tuple((kind, re.compile(rf"\b(?:{pattern})\b")) for kind, pattern in _SHOWN.items())

SMALL_WEIGHT, ASKING_WEIGHT = 0.12, 0.5
"""What small words, and words that every question has, count beside a word with a content of its own."""


_LEANING = frozenset(
    stem(w)
    for w in word_set(
        "ask asked tell told say said mean meant stop stopped come came happen happened make makes made hard work "
        "worked next go goes going think know knows feel feels thing part way one like want else first last there "
        "here then really someone somebody people whole true answer call talk again have should would could did does"
    )
)
"""Words that say of what a question is about only together with what was said before it."""

LEANS_WITHIN = 12
"""Words of a turn beyond which it brings a matter of its own."""


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a turn that ask, each once; those of the whole turn where no clause does. ``kind``: what sort of
    answer the last clause wants."""

    words: frozenset[str]
    pairs: frozenset[str]
    kind: Kind


@lru_cache(maxsize=1_024)
def question(text: str) -> Question:
    """What a turn asks. Any text is read."""
    parts = clauses(normalise(text[:3_000]))
    asking = [p for p in parts if p.form is Form.ASK]
    said = [tokens(p.words) for p in asking or parts]
    return Question(
        frozenset(w for part in said for w in part),
        frozenset(f"{a} {b}" for part in said for a, b in pairwise(part)),
        _kind(asking[-1]) if asking else "none",
    )


@lru_cache(maxsize=1_024)
def leans(text: str) -> bool:
    """Whether a short turn asks nothing by itself, and hangs on what was just said: "Why is that?", "And then?"."""
    if len(text.split()) > LEANS_WITHIN:
        return False
    return all(weight(w) < 1.0 or w in _LEANING for w in question(text).words)


def phrase_words(text: str) -> frozenset[str]:
    """The same plain words of a prepared phrase, question or line."""
    return frozenset(tokens(words(normalise(text))))


def tokens(said: Iterable[str]) -> list[str]:
    """Stems in order; "how many" is one word, and "what time" asks when."""
    out: list[str] = []
    held = ""
    for word in said:
        if held == "how" and word in _MEASURED:
            out[-1] = f"how-{word}"
        elif held == "what" and word in _WHEN:
            out[-1] = "when"
        else:
            out.append(stem(word))
        held = word
    return out


def weight(token: str) -> float:
    """How much a word says of what a question is about, 0 to 1."""
    if token in SMALL:
        return SMALL_WEIGHT
    return ASKING_WEIGHT if token in ASKING or token.startswith("how-") else 1.0


def _kind(clause: Clause) -> Kind:
    said = " ".join(clause.words)
    return next((kind for kind, pattern in _KINDS if pattern.search(said)), "whether")
