"""What the mind tells the voice to do: decided in code before a word of the reply exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from holdtheline.vocabulary import Outcome, Tone

Told = Literal["deflect", "hint", "tell"]


@dataclass(frozen=True)
class Directive:
    """One reply, to be worded.

    ``act``: a key of ``vocabulary.ACTS``, or ``answer``, ``ask``, ``deflect``, ``hint``, ``tell``. ``answer``: index
    into the prospect's answers; ``ask``: index into its questions. ``truth``: the truth deflected, hinted at or
    told. ``truths``: ids that may be spoken of from now on. ``aside`` and ``tail``: acts of a short piece before and
    after. ``when``: the day the rep proposed, for lines with {when}. ``end``: the outcome, if this reply ends the
    call. ``interrupts``: the rep is cut off. ``quotes``: words for the slots {earlier}, {now}, {promised},
    {when_else} of a line. ``why``: what moved the prospect, in words, for coaches.
    """

    act: str
    tone: Tone = "neutral"
    length: Literal["short", "normal", "long"] = "normal"
    topic: str | None = None
    answer: int | None = None
    ask: int | None = None
    truth: str | None = None
    truths: tuple[str, ...] = ()
    aside: str | None = None
    tail: str | None = None
    when: str | None = None
    brings: str | None = None
    end: Outcome | None = None
    interrupts: bool = False
    quotes: Mapping[str, str] = field(default_factory=dict)
    why: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)
