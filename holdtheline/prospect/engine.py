"""One rep turn in, one reply out: mind and scripted voice together, the same for page, command line and simulation."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import mind, scripted, series
from holdtheline.prospect.ablation import Without
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.state import State, replace
from holdtheline.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Reply:
    """The prospect's side of one exchange."""

    state: State
    directive: Directive
    text: str

    @property
    def outcome(self) -> Outcome | None:
        """How the call ended with this reply, or None."""
        return self.state.outcome


def dice(seed: int, turn: int) -> random.Random:
    """The chance of one turn: depends on seed and turn number only, so a call replays the same after a restart."""
    return random.Random(f"{seed}/{turn}")


def open_call(prospect: Prospect, seed: int) -> tuple[State, str | None]:
    """State before the first word, and the prospect's opening line (None: the rep speaks first)."""
    state = mind.first_state(prospect)
    lines = prospect.spoken("pick_up")
    return state, scripted.fill(dice(seed, 0).choice(lines), prospect) if lines else None


def open_again(
    prospect: Prospect, ended: State, days: int, seed: int, kept: Collection[str] | None = ()
) -> tuple[State, str]:
    """A later call with the same person: their mind ``days`` after the call that ended in ``ended``, and what is heard
    first. ``kept``: promises of that call kept since (None: all). Raises ValueError (``series.follow_up``)."""
    state = series.follow_up(prospect, ended, days, kept)
    rng = dice(seed, 0)
    directive = series.opening(prospect, state, rng)
    text = scripted.word(prospect, directive, (), rng)
    if state.reach == "live":
        state, raised = series.raises(state)
        if raised is not None:
            text = f"{text} {scripted.word(prospect, raised, (text,), rng)}"
    if directive.act == "back_reschedule":
        state = replace(state, step="asked")
    return state, text


def reply(
    prospect: Prospect,
    state: State,
    heard: Heard,
    said: Sequence[str],
    seed: int,
    without: Collection[Without] = (),
) -> Reply:
    """The prospect's answer to one rep turn. ``said``: all that the prospect has said so far, for no line twice.

    ``without``: parts of the mind left out (``ablation``). Raises ValueError if the call is over.
    """
    rng = dice(seed, state.turn + 1)
    after, directive = mind.step(prospect, state, heard, rng, without)
    said = () if "memory" in without else said
    text = scripted.word(prospect, directive, said, rng)
    return Reply(after, directive, text)


def hang_up(prospect: Prospect, state: State) -> State:
    """The rep ends the call: the state with its outcome."""
    return mind.rep_ends(prospect, state)
