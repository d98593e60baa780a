"""The persona file: one kind of prospect, several people (variants), each masked or meaning it (twin).

A variant overrides any part of the file: mappings are merged, lists replaced, answers replaced topic by topic.
"""

from holdtheline.persona.file import load, parse, places
from holdtheline.persona.merge import Lines
from holdtheline.persona.models import QUOTES, SLOTS, ActLines, Persona, Prospect
from holdtheline.persona.parts import (
    Answer,
    Effect,
    End,
    Ends,
    Gate,
    Offer,
    Person,
    Question,
    Says,
    Temperament,
    Truth,
)

__all__ = [
    "QUOTES",
    "SLOTS",
    "ActLines",
    "Answer",
    "Effect",
    "End",
    "Ends",
    "Gate",
    "Lines",
    "Offer",
    "Person",
    "Persona",
    "Prospect",
    "Question",
    "Says",
    "Temperament",
    "Truth",
    "load",
    "parse",
    "places",
]
