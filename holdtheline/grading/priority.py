"""The one thing to work on: the criterion that cost most, the turn where it was missed, and a better line."""

from __future__ import annotations

from collections.abc import Mapping

from holdtheline.grading.anchors import WORK, did, pushed
from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.grading.features import PUSHED
from holdtheline.grading.quotes import LOWERS, RAISES, worth
from holdtheline.grading.scorecard import Priority
from holdtheline.grading.sentences import Sentences
from holdtheline.rubric import Criterion, Hint, Rubric

_MISSED = {
    "challenge": "They said something here that could be questioned, and it went by.",
    "ground": "They pushed here, and you moved.",
    "substance": "This turn does no work for their decision.",
    "truth": "What they said here covers something, and nobody asked.",
    "next_step": "The call could have been given a date and a purpose here, or an honest end.",
    "respect": "This line costs you more than it wins.",
}
_WEAKEST = {
    "challenge": "More could have been questioned here, or held to for longer.",
    "ground": "This is where you stood least firmly.",
    "substance": "This turn does less for their decision than your others.",
    "truth": "There was more beneath what they said here.",
}
"""What is said where the turn did not plainly do what ``_MISSED`` says of it."""

GOOD = 3
"""The level from which nothing was missed: what is left to say is what one more would have taken."""


def choose(rubric: Rubric, levels: Mapping[str, int | None], weights: Mapping[str, float]) -> Criterion | None:
    """What a cap hangs on, if one holds; else the criterion with most weight to win; None where every level is 4."""
    for cap in rubric.caps:
        if all(levels.get(c) == at for c, at in cap.when.items()):
            return rubric.criterion(next(iter(cap.when)))
    lost = [
        (weights[c.id] * (4 - (levels[c.id] or 0)), c)
        for c in rubric.criteria
        if c.id in weights and levels.get(c.id) is not None
    ]
    if not lost:
        return None
    most, found = max(lost, key=lambda pair: pair[0])
    return found if most > 0 else None


def missed_turn(read: CallRead, criterion: str) -> RepTurn:
    """Where the criterion was lost: its worst turn, pressure and openings by the prospect counting double."""
    up, down = RAISES.get(criterion, {}), LOWERS.get(criterion, {})
    last = read.turns[-1].number

    def cost(turn: RepTurn) -> float:
        opening = turn.before & PUSHED if criterion in ("ground", "challenge", "truth") else frozenset()
        late = 0.6 * turn.number / last if criterion == "next_step" else 0.0
        gave_way = 1.0 if criterion == "ground" and turn.moves.get("cave", 0.0) >= 0.5 else 0.0
        return worth(turn, down) - worth(turn, up) + (0.8 if opening else 0.0) + late + gave_way

    open_ones = read.turns[:-1] if criterion in ("challenge", "truth") and len(read.turns) > 2 else read.turns
    return max(open_ones, key=lambda t: (cost(t), -t.number))


def _hint(criterion: Criterion, turn: RepTurn, call_id: str) -> Hint | None:
    """A hint for the move that the turn lacked; which one follows from call and turn, so it stays the same."""
    lacked = sorted(criterion.earns, key=lambda m: -criterion.earns[m] * (1 - turn.moves.get(m, 0.0)))
    for move in lacked:
        fitting = [h for h in criterion.hints if h.missed == move]
        if fitting:
            return fitting[(turn.number + sum(map(ord, call_id))) % len(fitting)]
    return criterion.hints[turn.number % len(criterion.hints)] if criterion.hints else None


def priority(
    sentences: Sentences,
    rubric: Rubric,
    levels: Mapping[str, int | None],
    weights: Mapping[str, float],
    better_lines: Mapping[str, str] | None = None,
) -> Priority | None:
    """``better_lines`` by criterion or by move, from the prospect's own file, win over the rubric's hints."""
    criterion = choose(rubric, levels, weights)
    if criterion is None:
        return None
    turn = missed_turn(sentences.read, criterion.id)
    level = levels[criterion.id] or 0
    quote = sentences.quote(turn, LOWERS.get(criterion.id, {}))
    if quote is None:
        return None
    hint = _hint(criterion, turn, sentences.call.id) if level < GOOD else None
    given = better_lines or {}
    line = given.get(criterion.id) or (given.get(hint.missed) if hint else None) or (hint.line if hint else None)
    why = _why(criterion, turn, level)
    if hint:
        why = f"{why} {hint.why}"
    return Priority(criterion=criterion.id, turn=turn.number, quote=quote.quote, better_line=line, why=why)


def _why(criterion: Criterion, turn: RepTurn, level: int) -> str:
    if level >= GOOD:
        more = criterion.anchors[level + 1].removeprefix(f"As {level}, and ")
        return f"Nearly all of it was there. One level more: {more[0].lower()}{more[1:]}"
    general = f"Most was to be won here for “{criterion.title}”."
    plainly = {
        "challenge": not did(turn, "challenge", "dig", "hold"),
        "ground": pushed(turn) and did(turn, "cave", "appease", "vague_follow_up"),
        "substance": not did(turn, *WORK),
        "truth": pushed(turn) and not did(turn, "dig", "qualify", "discover"),
    }.get(criterion.id, True)
    return (_MISSED if plainly else _WEAKEST).get(criterion.id, general)
