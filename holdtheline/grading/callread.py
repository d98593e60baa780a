"""A call as the grader sees it: each rep turn with its moves, and what the prospect did before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdtheline.grading.discount import discounted, hollow
from holdtheline.moves.features import surface
from holdtheline.moves.heard import Heard
from holdtheline.moves.lean import lean
from holdtheline.moves.normalise import plain
from holdtheline.moves.prospect_cues import prospect_cues
from holdtheline.transcript import Transcript


@dataclass(frozen=True, slots=True)
class RepTurn:
    """One rep turn in its place. ``before`` and ``after`` are the cues of the prospect's turns around it."""

    number: int
    text: str
    moves: Mapping[str, float]
    made: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    words: int
    questions: int
    echo: float


@dataclass(frozen=True, slots=True)
class CallRead:
    """A whole call, read. ``prospect``: the prospect's turns as (number, text, cues); ``hollow``: see discount."""

    persona: str | None
    twin: bool | None
    turns: tuple[RepTurn, ...]
    prospect: tuple[tuple[int, str, frozenset[str]], ...]
    hollow: Mapping[int, str]

    @property
    def last_prospect(self) -> frozenset[str]:
        """Cues of the prospect's last turn."""
        return self.prospect[-1][2] if self.prospect else frozenset()

    @property
    def ends_with_prospect(self) -> bool:
        """Whether the prospect had the last word."""
        return bool(self.prospect) and self.prospect[-1][0] > self.turns[-1].number


def read_call(call: Transcript, heard: Mapping[int, Heard]) -> CallRead:
    """The call with the reader's view of its rep turns (``heard`` by turn number)."""
    said = [(n, t.text, prospect_cues(t.text)) for n, t in call.numbered() if t.speaker == "prospect"]
    cues = {n: found for n, _, found in said}
    texts = {n: t.text for n, t in call.numbered()}
    nothing: frozenset[str] = frozenset()
    empty = hollow(call, heard)
    turns = []
    for number, text in call.rep_turns():
        shape = surface(lean(text), plain(texts[number - 1]) if number - 1 in cues else "")
        one = heard[number]
        moves, made = discounted(one) if number in empty else (one.moves, one.made)
        turns.append(
            RepTurn(
                number=number,
                text=text,
                moves=moves,
                made=made,
                before=cues.get(number - 1, nothing),
                after=cues.get(number + 1, nothing),
                words=shape.words,
                questions=shape.questions,
                echo=shape.echo,
            )
        )
    return CallRead(call.persona, call.twin, tuple(turns), tuple(said), empty)
