"""What a rep turn is about, apart from the moves it makes: topics, claims, questions, times, people, readability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from holdtheline.moves.claims import claims
from holdtheline.moves.clarity import clarity
from holdtheline.moves.grader_talk import addressed_the_grader
from holdtheline.moves.heard import Claim
from holdtheline.moves.people import invited
from holdtheline.moves.questions import Form, clauses
from holdtheline.moves.text import normalise, words
from holdtheline.moves.times import proposed_time
from holdtheline.moves.topics import ABOUT, weigh

MAX_CHARS = 3_000
"""Longer turns are read at their beginning and their end only; nobody says 500 words in one turn of a call."""


SEARCHED_CHARS = 8_000
"""As much is searched for words to a grader, since those may hide in a long text."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The parts of ``Heard`` that are not moves; see there for meanings and ranges."""

    topics: Mapping[str, float]
    about: tuple[str, ...]
    claims: tuple[Claim, ...]
    clarity: float
    asks: int
    words: int
    when: str | None
    brings: str | None
    addressed_the_grader: bool


@lru_cache(maxsize=2_048)
def understand(text: str, prospect_before: str | None = None) -> Understood:
    """Reads one rep turn. ``prospect_before``: the prospect's turn just before it, on which "why not?" leans.

    Any text whatever is read; nothing is raised.
    """
    plain = normalise(_ends(text, SEARCHED_CHARS))
    read = _ends(plain, MAX_CHARS)
    before = normalise(prospect_before[-MAX_CHARS:]) if prospect_before else None
    parts = clauses(read)
    when = proposed_time(read, before)
    found = weigh(parts, before, offers_time=when is not None)
    return Understood(
        topics=MappingProxyType(found),
        about=tuple(t for t, w in found.items() if w >= ABOUT),
        claims=claims(read),
        clarity=clarity(text),
        asks=sum(p.form is Form.ASK for p in parts),
        words=len(words(plain)) if len(text) <= SEARCHED_CHARS else len(text.split()),
        when=when,
        brings=invited(read),
        addressed_the_grader=addressed_the_grader(plain),
    )


def speaks_to_grader(text: str) -> bool:
    """``Understood.addressed_the_grader`` alone."""
    return addressed_the_grader(normalise(_ends(text, SEARCHED_CHARS)))


def _ends(text: str, most: int) -> str:
    """A long text's first three quarters and last quarter of ``most`` characters."""
    return text if len(text) <= most else f"{text[: most * 3 // 4]}\n{text[-most // 4 :]}"
