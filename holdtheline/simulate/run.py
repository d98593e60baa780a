"""Trainees × prospects × variants × seeds, one result a call; seeded, so a run can be repeated to the letter."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from holdtheline.grading.offline import grade
from holdtheline.moves.reader import Reader
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.rubric import Rubric
from holdtheline.simulate.trainee import Ears, PublicBrief, Script, Trainee, load, load_ears, names
from holdtheline.transcript import Transcript, Turn
from holdtheline.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """One simulated call. ``opened``: ids of truths told; ``turns``: over both speakers; ``overall``: by the grader.

    ``right``: whether the outcome is a right end for this prospect.
    """

    persona: str
    variant: str
    trainee: str
    seed: int
    outcome: Outcome
    opened: tuple[str, ...]
    turns: int
    overall: float | None
    right: bool
    twin: bool

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it."""
        return asdict(self)


def trainees() -> list[str]:
    """Names of the shipped trainees."""
    return names()


def run(
    personas: Iterable[Persona],
    rubric: Rubric,
    *,
    who: Sequence[str] | None = None,
    variant: str | None = None,
    seeds: int = 1,
) -> Iterator[Result]:
    """Results in a fixed order. ``who``: trainee names (default all). Raises InputError for unknown names."""
    scripts = [load(name) for name in (who or names())]
    ears, reader = load_ears(), Reader.default()
    for persona in personas:
        people = persona.variants if variant is None else (persona.variant(variant),)
        for prospect in people:
            for script in scripts:
                for seed in range(seeds):
                    yield one_call(prospect, script, ears, reader, rubric, seed)


def one_call(prospect: Prospect, script: Script, ears: Ears, reader: Reader, rubric: Rubric, seed: int) -> Result:
    """Plays and grades one call."""
    turns, state = play(prospect, script, ears, reader, seed)
    outcome = state.outcome
    assert outcome is not None
    call = Transcript(id=f"{prospect.id}-{prospect.key}-{script.id}-{seed}", turns=tuple(turns))
    card = grade(call, rubric, adjustment=prospect.grading, right_end=outcome in prospect.right_end)
    right = outcome in prospect.right_end
    opened = tuple(state.opened)
    return Result(
        prospect.id, prospect.key, script.id, seed, outcome, opened, len(turns), card.overall, right, prospect.twin
    )


def play(prospect: Prospect, script: Script, ears: Ears, reader: Reader, seed: int) -> tuple[list[Turn], State]:
    """The turns of one simulated call and the prospect's last state."""
    brief = PublicBrief(prospect.person, prospect.you_sell, prospect.situation, prospect.before)
    trainee = Trainee(script, ears, brief, random.Random(f"{script.id}/{seed}"))
    state, opening = engine.open_call(prospect, seed)
    turns = [Turn(speaker="prospect", text=opening)] if opening else []
    while not state.over:
        line = trainee.next_line(turns)
        if line is None:
            state = engine.hang_up(prospect, state)
            break
        said = [t.text for t in turns if t.speaker == "prospect"]
        reps = [t.text for t in turns if t.speaker == "rep"]
        heard = reader.read(line, said[-1] if said else None, reps, len(reps) + 1)
        answer = engine.reply(prospect, state, heard, said, seed)
        state = answer.state
        turns += [Turn(speaker="rep", text=line), Turn(speaker="prospect", text=answer.text)]
    return turns, state
