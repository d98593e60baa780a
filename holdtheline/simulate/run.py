"""Trainees × prospects × variants × seeds, one result a call; seeded, so a run can be repeated to the letter."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from holdtheline.grading.offline import grade
from holdtheline.moves.reader import Reader
from holdtheline.moves.text import word_set
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.ablation import Without
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.state import State
from holdtheline.rubric import Rubric
from holdtheline.simulate.trainee import Cast, Ears, PublicBrief, Script, Trainee, load_cast
from holdtheline.transcript import Transcript, Turn
from holdtheline.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """One simulated call. ``opened``: ids of truths told; ``turns``: over both speakers; ``overall``: by the grader.

    ``right``: whether the outcome is a right end for this prospect. ``resisted``: share of the prospect's replies that
    resist (``RESISTING``). ``repeated``: replies said word for word before in the call. ``lingered``: most turns that
    the prospect went on after patience had run out.
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
    resisted: float
    repeated: int
    lingered: int

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it."""
        return asdict(self)


RESISTING = word_set(
    "mask indignant push_back dodge unanswered appeased flattered chat pitched_at pressured attacked take_it vague "
    "surface comes_back deflect step_refuse step_soft warn hang_up bye_brushed bye_stalled short prompt again "
    "again_said what silence disbelieved meta one_at_a_time interrupt doubted contradiction "
    "back_cool back_sore no_answer gone_silent"
)
"""Acts that keep the rep at a distance. A hint, an answer, a grant, a question back, agreeing to anything do not."""


@dataclass(frozen=True, slots=True)
class Played:
    """A simulated call: its turns, the prospect's last state, and what the prospect did in each reply."""

    turns: tuple[Turn, ...]
    state: State
    acts: tuple[str, ...]
    lingered: int


def _named(prospect: Prospect, directive: Directive) -> str:
    """The act, told finer where it hides: ``surface`` is the mask's own answer, ``comes_back`` ends in its demand."""
    if directive.tail == "tail_mask":
        return "comes_back"
    if directive.answer is not None and prospect.answers[directive.answer].until is not None:
        return "surface"
    return directive.act


def trainees() -> list[str]:
    """Names of the shipped trainees."""
    return list(load_cast().scripts)


def run(
    personas: Iterable[Persona],
    rubric: Rubric,
    *,
    who: Sequence[str] | None = None,
    variant: str | None = None,
    seeds: int = 1,
    without: Collection[Without] = (),
    cast: Cast | None = None,
) -> Iterator[Result]:
    """Results in a fixed order. ``who``: trainee names (default all); ``without``: parts of the mind left out;
    ``cast``: other trainees than the shipped ones.

    Raises InputError for unknown names.
    """
    cast = cast or load_cast()
    scripts, ears, reader = cast.named(who), cast.ears, Reader.default()
    for persona in personas:
        people = persona.variants if variant is None else (persona.variant(variant),)
        for prospect in people:
            for script in scripts:
                for seed in range(seeds):
                    yield one_call(prospect, script, ears, reader, rubric, seed, without)


def one_call(
    prospect: Prospect,
    script: Script,
    ears: Ears,
    reader: Reader,
    rubric: Rubric,
    seed: int,
    without: Collection[Without] = (),
) -> Result:
    """Plays and grades one call."""
    played = play(prospect, script, ears, reader, seed, without)
    outcome = played.state.outcome
    assert outcome is not None
    call = Transcript(id=f"{prospect.id}-{prospect.key}-{script.id}-{seed}", turns=played.turns)
    right = outcome in prospect.right_end
    card = grade(call, rubric, adjustment=prospect.grading, right_end=right)
    said = [t.text for t in played.turns if t.speaker == "prospect"]
    return Result(
        persona=prospect.id,
        variant=prospect.key,
        trainee=script.id,
        seed=seed,
        outcome=outcome,
        opened=tuple(played.state.opened),
        turns=len(played.turns),
        overall=card.overall,
        right=right,
        twin=prospect.twin,
        resisted=round(sum(a in RESISTING for a in played.acts) / max(1, len(played.acts)), 3),
        repeated=len(said) - len(set(said)),
        lingered=played.lingered,
    )


def play(
    prospect: Prospect, script: Script, ears: Ears, reader: Reader, seed: int, without: Collection[Without] = ()
) -> Played:
    """One simulated call, played to its end."""
    brief = PublicBrief(prospect.person, prospect.you_sell, prospect.situation, prospect.before, prospect.card)
    trainee = Trainee(script, ears, brief, random.Random(f"{script.id}/{seed}"))
    state, opening = engine.open_call(prospect, seed)
    turns = [Turn(speaker="prospect", text=opening)] if opening else []
    acts: list[str] = []
    since = lingered = 0
    while not state.over:
        line = trainee.next_line(turns)
        if line is None:
            state = engine.hang_up(prospect, state)
            break
        said = [t.text for t in turns if t.speaker == "prospect"]
        reps = [t.text for t in turns if t.speaker == "rep"]
        heard = reader.read(line, said[-1] if said else None, reps, len(reps) + 1)
        answer = engine.reply(prospect, state, heard, said, seed, without)
        state = answer.state
        acts.append(_named(prospect, answer.directive))
        since = since + 1 if since or state.patience <= 0 else 0
        lingered = max(lingered, since)
        turns += [Turn(speaker="rep", text=line), Turn(speaker="prospect", text=answer.text)]
    return Played(tuple(turns), state, tuple(acts), lingered)
