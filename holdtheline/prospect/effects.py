"""What a rep turn does to patience, respect and interest: every move in it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.state import State, replace
from holdtheline.vocabulary import MOVES

COUNTED = {
    "appease": "appeased",
    "flatter": "flattered",
    "pitch": "pitched",
    "pressure": "pressured",
    "attack": "attacked",
    "hold": "held",
    "small_talk": "chatted",
}
"""Moves that the state counts, and the field that counts them."""


@dataclass(frozen=True)
class Impact:
    """State after the turn's effects; ``gain``: net respect; ``hollow``: words without weight (stuffed, repeated)."""

    state: State
    gain: float
    hollow: bool
    why: tuple[str, ...]


@lru_cache(maxsize=2_048)
def words_of(text: str) -> frozenset[str]:
    """The words of a turn, for telling whether it was said before."""
    return frozenset(w.strip(".,;:!?\"'()").lower() for w in text.split()) - {""}


def said_before(state: State, heard: Heard) -> bool:
    """Whether the rep has said nearly the same words in this call (four words or more)."""
    now = words_of(heard.text)
    if len(now) < 4:
        return False
    for earlier in state.heard_before:
        then = words_of(earlier)
        if then and len(now & then) / len(now | then) >= c.SAME_WORDS:
            return True
    return False


def stuffed(heard: Heard) -> bool:
    """Too many questions or topics at once to be meant, or the right words in a heap."""
    return heard.stuffed or heard.asks >= c.STUFFED_QUESTIONS or len(heard.about) >= c.STUFFED_TOPICS


WORTH_HEARING = ("candour", "hold", "empathise", "next_step", "challenge", "answer", "dig")
"""Moves for which a longer turn is heard out."""


def rambles(heard: Heard) -> bool:
    """Whether the listener loses the thread: a long turn that asks, offers and answers nothing. Who introduces
    themselves is given longer."""
    if heard.touches("greeting") and heard.words <= c.RAMBLE_WORDS:
        return False
    worth = max(heard.weight(m) for m in WORTH_HEARING)
    if "runs_on" in heard.signs:
        return worth < c.HEARD_OUT
    return heard.words > c.RAMBLE_WORDS and "?" not in heard.text and not worth


def drills(heard: Heard) -> bool:
    """Questions off a list: three or more at once, or two that take up nothing of what was answered."""
    if heard.asks != 2:
        return heard.asks >= c.LISTED
    return not heard.did("dig", "challenge", "candour", "empathise", "hold", "answer", "next_step")


def effect(prospect: Prospect, state: State, heard: Heard, move: str) -> c.Effect:
    """What a move does to this prospect: the usual, its own ``reacts``, and offence at suspicion.

    To check once who decides is a fair question; to check again what was answered plainly is suspicion. What may as
    well be a plain question offends nobody. Firm or frank words that doubt somebody earn nothing with those who mean
    what they say; a mask is doubted rightly.
    """
    usual = c.EFFECTS[move]
    own = prospect.reacts.get(move)
    if own is not None:
        given = (own.patience, own.respect, own.interest)
        usual = c.Effect(*(u if o is None else o for u, o in zip(usual, given, strict=True)))
    if prospect.twin and move in ("hold", "candour", "empathise") and "disbelief" in heard.signs and not heard.asks:
        return c.Effect(*(min(u, 0.0) for u in usual))
    if move not in ("dig", "challenge", "hold", "qualify"):
        return usual
    if move == "dig" and heard.weight("discover") >= heard.weight("dig"):
        return c.Effect(*(max(u, 0.0) for u in usual))
    offended = [prospect.suspicion[t] for t in heard.about if t in prospect.suspicion]
    if move == "qualify":
        offended = [prospect.suspicion[t] for t in heard.about if t in prospect.suspicion and state.answered.get(t)]
    for offence in offended:
        given = (offence.patience, offence.respect, offence.interest)
        usual = c.Effect(*(u if o is None else min(u, o) for u, o in zip(usual, given, strict=True)))
    if heard.asks and not offended and any(a.topic in heard.about for a in prospect.answers):
        return c.Effect(*(min(u, 0.0) * c.FAIR_QUESTION + max(u, 0.0) for u in usual))
    return usual


def apply(prospect: Prospect, state: State, heard: Heard) -> Impact:
    """The turn's effects, bounded: patience rises only by an earning move, respect by so much a turn at most."""
    drilled = state.drilled + 1 if drills(heard) else max(0, state.drilled - 1)
    craft = state.craft + heard.craft
    by_the_book = heard.craft > 0 and craft >= c.BY_THE_BOOK
    hollow = (
        by_the_book
        or drilled > c.DRILLED_TURNS
        or stuffed(heard)
        or said_before(state, heard)
        or heard.clarity < 0.35
        or heard.addressed_the_grader
        or rambles(heard)
    )
    patience, respect, interest = -c.TICK, 0.0, 0.0
    why: list[str] = []
    for move in MOVES:
        sure = heard.weight(move)
        if not sure:
            continue
        one = c.Effect(*(sure * x for x in effect(prospect, state, heard, move)))
        if hollow:
            one = c.Effect(min(one.patience, 0.0), min(one.respect, 0.0), min(one.interest, 0.0))
        up = one.patience if move in c.EARNING else min(one.patience, 0.0)
        patience, respect, interest = patience + up, respect + one.respect, interest + one.interest
        if abs(up) >= 0.3 or abs(one.respect) >= 0.3:
            why.append(f"{move}: patience {up:+.1f}, respect {one.respect:+.1f}")
    if hollow:
        patience -= 0.6
        why.append("words without weight: nothing earned")
    if heard.words > c.MONOLOGUE_WORDS:
        patience -= 0.7
        why.append("a speech: patience -0.7")
    respect = min(respect, c.MOST_RESPECT_A_TURN)
    counts = {name: getattr(state, name) + 1 for move, name in COUNTED.items() if heard.did(move)}
    after = replace(
        state,
        turn=state.turn + 1,
        drilled=drilled,
        craft=min(30, craft),
        patience=_bound(state.patience + patience),
        respect=_bound(state.respect + respect),
        interest=_bound(state.interest + interest),
        respect_turns=state.respect_turns + (respect >= c.RESPECTED_TURN),
        heard_before=(*state.heard_before, heard.text[:300])[-12:],
        **counts,
    )
    return Impact(after, respect, hollow, tuple(why))


def _bound(x: float) -> float:
    return round(min(10.0, max(0.0, x)), 3)
