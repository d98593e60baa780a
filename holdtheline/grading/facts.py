"""Hard facts that bound a level, whatever the trained models think."""

from __future__ import annotations

from holdtheline.grading.anchors import FIRM, did, gave_way, pushed, surely
from holdtheline.grading.callread import CallRead, RepTurn
from holdtheline.moves.prospect_cues import BRUSH_OFF

Bounds = tuple[int, int]


def bounds(read: CallRead, criterion: str) -> Bounds:
    """Lowest and highest level that the moves allow for a core criterion."""
    if len(read.hollow) == len(read.turns):  # nothing said counts, for good or for ill
        return (0, 3) if criterion == "respect" else (0, 0)
    find = {"challenge": _challenge, "ground": _ground, "truth": _truth, "next_step": _next_step, "respect": _respect}
    return find[criterion](read) if criterion in find else (0, 4)


def _any(read: CallRead, *moves: str, least: float = 0.2) -> bool:
    return any(did(t, *moves) or max(t.moves[m] for m in moves) >= least for t in read.turns)


def _challenge(read: CallRead) -> Bounds:
    if not _any(read, "challenge", "dig", "hold", "candour", least=0.15):
        return 0, 0
    return 0, 4


def _ground(read: CallRead) -> Bounds:
    """Caving to the empty request with nothing firm anywhere is 0; an insult caps at 2, and so does giving way in the
    end, whatever was held before (rubric: held sometimes)."""
    if sum(t.moves["attack"] for t in read.turns if did(t, "attack")) >= 0.9:
        return 0, 2
    firm = any(did(t, *FIRM) for t in read.turns)
    brushed = [t for t in read.turns if t.before & set(BRUSH_OFF)]
    if not firm and any(gave_way(t) for t in brushed):
        return 0, 0
    if not firm and brushed and all(did(t, "cave", "appease", "vague_follow_up") for t in brushed):
        return 0, 1
    return 0, 2 if _gave_way_in_the_end(read) else 4


def _gave_way_in_the_end(read: CallRead) -> bool:
    """Gave way when pushed, and nothing firm came after it.

    All 51 labelled calls of which held-out readers say so are labelled 2 or lower.
    """
    for turn in reversed(read.turns):
        if did(turn, "hold", "challenge", "dig"):
            return False
        if _yielded(turn):
            return True
    return False


def _yielded(turn: RepTurn) -> bool:
    """Whether the turn surely gave way to a push: not a mere suspicion, nor agreeing to what nobody pressed for."""
    return gave_way(turn) and pushed(turn) and surely(turn, "cave") > 0


def _truth(read: CallRead) -> Bounds:
    own = [t for t in read.turns if not gave_way(t)]
    asking = ("discover", "dig", "qualify", "challenge", "candour")
    if not any(did(t, *asking) or max(t.moves[m] for m in asking) >= 0.15 for t in own):
        return 0, 1 if any(t.questions for t in own) else 0
    return 0, 4


def _next_step(read: CallRead) -> Bounds:
    """With no step, no close and a soft last word there is nothing to hold anybody to.

    A last word is soft where a push was surely given way to: whoever takes a name off the list closes fairly.
    """
    last = read.turns[-1]
    if not _any(read, "next_step", "candour", "hold", "qualify", least=0.15):
        return 0, 1
    if _yielded(last) and not any(did(t, "next_step") for t in read.turns[-4:]):
        return 0, 1
    return 0, 4


def _respect(read: CallRead) -> Bounds:
    """Below 2 takes an insult, a threat or manipulation; 4 takes candour, care or a way out."""
    low = 0 if _any(read, "attack", "pressure", "flatter", least=0.3) else 2
    high = 4 if _any(read, "candour", "empathise", "hold", least=0.2) else 3
    return low, high


def empty_ending(read: CallRead) -> bool:
    """Gave way to a brush-off and left the next contact empty."""
    caved = any(gave_way(t) and pushed(t) for t in read.turns)
    return caved and not any(did(t, *FIRM, "next_step") for t in read.turns)
