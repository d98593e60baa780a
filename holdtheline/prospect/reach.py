"""What nobody can reach in a prospect: truths that never open, ends that never come about."""

from __future__ import annotations

from typing import Any, Literal

from holdtheline.persona import End, Prospect, Truth
from holdtheline.prospect import constants as c
from holdtheline.prospect.truths import SPOILING
from holdtheline.vocabulary import MOVES, Outcome

USELESS = frozenset({*SPOILING, "vague_follow_up", "other"})
"""Moves that open nothing: they spoil the question they come with, give in, or are filler."""

ABLE = 6.0
"""Respect that ten turns of good work come to, at some 0.6 a turn (``constants.EFFECTS``): few calls bear more."""

ENDS: dict[str, tuple[Outcome, str]] = {
    "firm": ("next_step", "a next step"),
    "order": ("committed", "an order"),
    "honest_no": ("honest_no", "an honest no"),
    "released": ("released", "being let go"),
}
"""Each part of ``ends`` with the outcome it allows, and in words."""

Problem = tuple[Literal["fault", "advice"], tuple[Any, ...], str]
"""Kind, place inside the prospect, what is wrong and its mend."""


def problems(prospect: Prospect) -> list[Problem]:
    """All that cannot be reached, each with its mend."""
    out = _cycles(prospect)
    stuck = {t.id for t in prospect.truths if _circle(prospect, t)}
    most = earnable(prospect)
    for i, truth in enumerate(prospect.truths):
        found = _gate(prospect, truth, ("truths", i, "gate"), most)
        out += found
        stuck |= {truth.id} if any(kind == "fault" for kind, _, _ in found) else set()
    stuck = _and_what_waits(prospect, stuck)
    return [*out, *_ends(prospect, stuck), *_waiting(prospect, stuck)]


def acts_of_its_ends(prospect: Prospect) -> tuple[str, ...]:
    """Acts that need lines because this prospect's ends can bring them about."""
    ends = prospect.ends
    there = {
        "order": ends.order is not None,
        "released": ends.released is not None,
        "step_who": ends.firm is not None and "brings" in ends.firm.needs,
    }
    return tuple(act for act, needed in there.items() if needed)


def earnable(prospect: Prospect) -> float:
    """The most respect (0 to 10) that a rep could earn, making the best move turn after turn while patience lasts."""
    best = 0.0
    for move in MOVES:
        if move in USELESS:
            continue
        usual, own = c.EFFECTS[move], prospect.reacts.get(move)
        respect = own.respect if own and own.respect is not None else usual.respect
        patience = own.patience if own and own.patience is not None else usual.patience
        a_turn = min(respect, c.MOST_RESPECT_A_TURN)
        lost = c.TICK - (patience if move in c.EARNING else min(patience, 0.0))
        turns = c.CALL_TURNS if lost <= 0 else min(c.CALL_TURNS, int(prospect.temperament.patience / lost))
        best = max(best, a_turn * turns)
    return round(min(10.0, best), 1)


def _gate(prospect: Prospect, truth: Truth, path: tuple[Any, ...], most: float) -> list[Problem]:
    gate, out = truth.gate, list[Problem]()
    if set(gate.moves) <= USELESS:
        text = f"truth `{truth.id}` never opens: {_listed(gate.moves)} open nothing; name a move such as dig or qualify"
        out.append(("fault", (*path, "moves"), text))
    if gate.respect > most:
        text = (
            f"truth `{truth.id}` asks for respect {gate.respect:g}; no more than {most:g} can be earned here, lower it"
        )
        out.append(("fault", (*path, "respect"), text))
    elif gate.respect > ABLE:
        text = (
            f"truth `{truth.id}` asks for respect {gate.respect:g}; ten turns of good work come to about {ABLE:g}. "
            "Lower it unless hardly anybody is meant to get there"
        )
        out.append(("advice", (*path, "respect"), text))
    if gate.topics and set(gate.topics) <= set(prospect.suspicion):
        text = (
            f"truth `{truth.id}` is asked after under {_listed(gate.topics)}, and `suspicion` says that digging there "
            "offends; take a topic out of one of the two"
        )
        out.append(("advice", (*path, "topics"), text))
    return out


def _circle(prospect: Prospect, truth: Truth) -> list[str] | None:
    """The truths that wait for one another, if this one is among them."""
    after = {t.id: t.after for t in prospect.truths}
    seen, here = [truth.id], after[truth.id]
    while here is not None and here in after:
        if here == truth.id:
            return seen
        if here in seen:
            return None
        seen.append(here)
        here = after[here]
    return None


def _cycles(prospect: Prospect) -> list[Problem]:
    out: list[Problem] = []
    told: set[str] = set()
    for i, truth in enumerate(prospect.truths):
        circle = _circle(prospect, truth)
        if circle is None or truth.id in told:
            continue
        told |= set(circle)
        waits = (
            "waits for itself" if len(circle) == 1 else f"wait for one another ({' after '.join([*circle, truth.id])})"
        )
        text = f"truth{'s' if len(circle) > 1 else ''} {_listed(circle)} {waits}; drop one `after`"
        out.append(("fault", ("truths", i, "after"), text))
    return out


def _and_what_waits(prospect: Prospect, stuck: set[str]) -> set[str]:
    """Truths that cannot open, and those that wait for them."""
    for _ in prospect.truths:
        stuck = stuck | {t.id for t in prospect.truths if t.after in stuck}
    return stuck


def _ends(prospect: Prospect, stuck: set[str]) -> list[Problem]:
    out: list[Problem] = []
    known = {t.id for t in prospect.truths}
    for name, (outcome, words) in ENDS.items():
        end: End | None = getattr(prospect.ends, name)
        if end is None:
            if outcome in prospect.right_end:
                text = f"`right_end` names {outcome}, which takes `ends.{name}`; add that, or choose another end"
                out.append(("fault", ("right_end",), text))
            continue
        for truth in end.truths:
            if truth not in known:
                text = f"`ends.{name}` names truth {truth!r}, which this prospect does not have"
                out.append(("fault", ("ends", name, "truths"), text))
            elif truth in stuck:
                text = (
                    f"{words} takes truth `{truth}`, which cannot open; mend its gate or leave it out of `ends.{name}`"
                )
                out.append(("fault", ("ends", name, "truths"), text))
        out += _asked(prospect, name, end, words)
    return out


def _asked(prospect: Prospect, name: str, end: End, words: str) -> list[Problem]:
    """An end that takes more answers than there are."""
    there = sum(len(a.says) for a in prospect.answers if a.topic in end.topics)
    there += sum(1 for t in prospect.truths if t.gate.topics[0] in end.topics)
    if end.asked <= there:
        return []
    about = _listed(end.topics) or "nothing"
    text = f"{words} takes {end.asked} answered questions about {about}; there are {there} answers"
    return [("fault", ("ends", name, "asked"), f"{text}; write more, or name more topics")]


def _waiting(prospect: Prospect, stuck: set[str]) -> list[Problem]:
    lines = [(("answers", i, "needs"), a.topic, a.needs) for i, a in enumerate(prospect.answers)]
    lines += [(("asks", i, "needs"), q.topic, q.needs) for i, q in enumerate(prospect.asks)]
    return [
        ("advice", path, f"this about `{topic}` waits for truth `{needs}`, which cannot open; nobody hears it")
        for path, topic, needs in lines
        if needs in stuck
    ]


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{w}`" for w in words)
