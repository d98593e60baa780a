"""What a prospect is made of: a person, an offer, truths behind gates, answers, questions, and what each end takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from holdtheline.vocabulary import MOVES, TOPICS

Says = Annotated[tuple[str, ...], Field(min_length=1)]


class Frozen(BaseModel):
    """Never changed once read, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def all_known(given: tuple[str, ...], known: dict[str, Any], what: str) -> tuple[str, ...]:
    """What was given, if all of it is known. Raises ValueError naming the first that is not, and what there is."""
    for one in given:
        if one not in known:
            raise ValueError(f"{one!r} is no known {what.rstrip(',')}; use one of: {', '.join(known)}")
    return given


class Person(Frozen):
    """Who picks up. ``portrait`` is a key of the shipped portraits."""

    name: str = Field(min_length=1, max_length=60)
    role: str
    company: str
    portrait: str = "p01"
    about: str = ""

    @property
    def first(self) -> str:
        """The name they are called by."""
        return self.name.split()[0]


class Offer(Frozen):
    """The rep's brief: what they sell, and what they cannot offer."""

    product: str
    price: str
    proof: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


class Temperament(Frozen):
    """Scales of 1 to 10. Patience is what a call starts with; it only rises by a move that earns it."""

    patience: int = Field(default=6, ge=1, le=10)
    warmth: int = Field(default=4, ge=1, le=10)
    directness: int = Field(default=5, ge=1, le=10)


class Gate(Frozen):
    """What opens a truth: one of the moves about one of the topics, and respect earned over two turns or more."""

    moves: tuple[str, ...] = Field(min_length=1)
    topics: tuple[str, ...] = Field(min_length=1)
    respect: float = Field(default=2, ge=0, le=10)
    heard_as: tuple[str, ...] = ()
    """Phrases that count as touching the topic with this prospect."""

    @field_validator("moves")
    @classmethod
    def _moves_known(cls, moves: tuple[str, ...]) -> tuple[str, ...]:
        return all_known(moves, MOVES, "move")

    @field_validator("topics")
    @classmethod
    def _topics_known(cls, topics: tuple[str, ...]) -> tuple[str, ...]:
        return all_known(topics, TOPICS, "topic")


class Truth(Frozen):
    """Something the prospect hides until its gate opens."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    text: str
    gate: Gate
    words: tuple[str, ...] = ()
    """Words that would give it away: no line that may be said before it opens contains one."""
    deflect: Annotated[tuple[str, ...], Field(min_length=2)]
    hint: Annotated[tuple[str, ...], Field(min_length=1)]
    tell: Annotated[tuple[str, ...], Field(min_length=2)]
    question: str
    """The question that would have opened it: shown in the reveal, and as the better line."""
    after: str | None = None
    """The truth that must be out before this one can be asked after."""


class Answer(Frozen):
    """What the prospect says when asked about a topic. ``needs``/``until``: only after/before that truth is open."""

    topic: str
    heard_as: tuple[str, ...] = ()
    """Phrases: who says one of them asks this."""
    asked: tuple[str, ...] = ()
    """Examples of whole questions that this answers, as reps put them."""
    says: Says
    needs: str | None = None
    until: str | None = None

    @field_validator("topic")
    @classmethod
    def _topic_known(cls, topic: str) -> str:
        return all_known((topic,), TOPICS, "topic")[0]


class Question(Frozen):
    """Something the prospect would like to know once they are interested."""

    topic: str
    says: Says
    needs: str | None = None

    @field_validator("topic")
    @classmethod
    def _topic_known(cls, topic: str) -> str:
        return all_known((topic,), TOPICS, "topic")[0]


class End(Frozen):
    """What an end takes. ``asked``: that many questions about ``topics`` must have been answered."""

    truths: tuple[str, ...] = ()
    respect: float = Field(default=0, ge=0, le=10)
    topics: tuple[str, ...] = ()
    asked: int = Field(default=0, ge=0, le=10)
    needs: tuple[Literal["when", "brings"], ...] = ()

    @field_validator("topics")
    @classmethod
    def _topics_known(cls, topics: tuple[str, ...]) -> tuple[str, ...]:
        return all_known(topics, TOPICS, "topic")


class Ends(Frozen):
    """What a firm step, an order, an honest no, and being let go with care take. Absent: cannot happen."""

    firm: End | None = None
    order: End | None = None
    honest_no: End | None = None
    released: End | None = None


class Effect(Frozen):
    """What a move does to this prospect, each -5 to 5, in place of the usual (``prospect/constants.py``)."""

    patience: float | None = Field(default=None, ge=-5, le=5)
    respect: float | None = Field(default=None, ge=-5, le=5)
    interest: float | None = Field(default=None, ge=-5, le=5)
