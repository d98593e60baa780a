"""What the mind remembers, in words for a model, so that a long call need not be told again at every turn.

Ours (what has come out, what was agreed, how they were treated) stands with the instructions. The rep's own words
(numbers, promises) are data: they come as lines of the call, between its marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from holdtheline.moves.normalise import sentences
from holdtheline.persona import Prospect
from holdtheline.prospect.state import State
from holdtheline.transcript import Turn

FACTS, QUOTES = 10, 6
"""At most so many answers already given, and so many passages of the rep's, are told; the newest."""

_LONGEST = 160
"""Letters of one remembered sentence."""

_PAST = {
    "committed": "they ordered",
    "next_step": "a next step was agreed",
    "soft_next_step": "they left it at a maybe",
    "honest_no": "it ended in an honest no",
    "released": "they were let go with care",
    "brushed_off": "nothing came of it",
    "hung_up": "they hung up",
    "stalled": "nothing came of it",
    "abandoned": "the salesperson hung up",
}


def come_out(prospect: Prospect, state: State) -> list[str]:
    """Truths that are open."""
    return [prospect.truth(id).text for id in state.opened]


def stands(state: State) -> list[str]:
    """What is agreed or refused, and how this person was treated; nothing that was not said aloud."""
    out = []
    if state.call > 1 and state.past:
        out.append(f"This is a later call. {state.days} days ago {_PAST[state.past]}.")
    if state.step in ("firm", "order"):
        out.append(f"A next step is agreed: {state.step_when or 'as they discussed'}.")
    elif state.step == "refused":
        out.append("A step they proposed was refused.")
    elif state.step == "soft":
        out.append("A step they proposed got a maybe, no day.")
    if state.warned:
        out.append("They have had their last warning.")
    for count, what in ((state.attacked, "insulted you"), (state.pressured, "pushed you"), (state.held, "told you no")):
        if count:
            out.append(f"They have {what}{f' {count} times' if count > 1 else ''}.")
    if state.granted:
        out.append("You have let them go on.")
    return out


def answered(prospect: Prospect, state: State, shown: str) -> list[str]:
    """Facts that this person has given as answers already; those that stand in ``shown`` are left out."""
    out = []
    for number in state.given:
        if not 0 <= int(number) < len(prospect.answers):
            continue  # the persona's file was changed meanwhile
        says = prospect.answers[int(number)].says
        if not any(_core(one) in shown for one in says):
            out.append(_short(says[0]))
    return out[-FACTS:]


def quoted(state: State, earlier: Sequence[Turn]) -> list[str]:
    """Passages of the rep's turns before those shown that hold what they claimed or promised, oldest first."""
    kept = [claim[2] for claim in state.claims] + list(state.promises) + list(state.untrue)
    out: list[str] = []
    for turn in earlier:
        if turn.speaker == "rep":
            out += [_short(s) for s in sentences(turn.text) if any(k and k in s for k in kept)]
    return list(dict.fromkeys(out))[-QUOTES:]


def _core(text: str) -> str:
    """Enough of a line to know it again."""
    return sentences(text)[0] if text.strip() else text


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(None, 1)[0] + " ..."
