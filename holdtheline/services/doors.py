"""Doors that stood open: turns where what was hidden could have come out, had the rep asked, and what they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from holdtheline.persona import Prospect, Truth
from holdtheline.services.beats import Beat, Found, instead
from holdtheline.services.debrief_views import Moment
from holdtheline.services.topic_words import ABOUT

TELLING = 7
"""How much a door counts: less than a hint let drop or giving in, more than a compliment."""


def open_doors(prospect: Prospect, beats: Sequence[Beat]) -> list[Found]:
    """The best door to each truth that nobody asked after in the whole call; the first of several as good."""
    asked = {b.truth for b in beats}
    out: list[Found] = []
    for truth in prospect.truths:
        if truth.id in asked or (truth.after is not None and truth.after not in asked):
            continue
        there = [(door, b) for a, b in pairwise(beats) if (door := _door(truth, a)) and _did(b, door.wide)]
        if there:
            door, beat = max(there, key=lambda one: (one[0].wide, -one[1].turn))
            words = door.words.format(name=prospect.person.first)
            what = f"{words} You {_did(beat, door.wide)} instead."
            out.append(Found(Moment(beat.turn, beat.said, what), TELLING, truth.id))
    return out


@dataclass(frozen=True, slots=True)
class _Door:
    """``wide``: 3 spoke of it, 2 let the rep ask, 1 held up the mask."""

    wide: int
    words: str


_ACTS = {
    "grant": _Door(2, "{name} had just given you leave to ask: the place for the one question that mattered."),
    "re_examine": _Door(2, "{name} was thinking aloud, and one more question would have been heard."),
    "mask": _Door(1, "{name} had just come back to the same demand: the place to ask what was behind it."),
    "push_back": _Door(1, "{name} had just pushed back: the place to ask what was behind it."),
    "indignant": _Door(1, "{name} had just been taken aback, and was listening: the place to ask."),
}


def _door(truth: Truth, said: Beat) -> _Door | None:
    """How the prospect's words opened one, if they did."""
    if said.topic in truth.gate.topics:
        about = ABOUT.get(said.topic or "", "it")
        if said.act == "answer":
            return _Door(3, f"{{name}} had just spoken of {about}, one question away from what was hidden.")
        if said.act == "dodge":
            return _Door(3, f"{{name}} had just slid past {about}, and there was something under it.")
    if said.act not in _ACTS and said.tail == "tail_mask":
        return _ACTS["mask"]
    return _ACTS.get(said.act)


def _did(beat: Beat, wide: int) -> str | None:
    """What the rep did with it; None where that was no loss. Asking on elsewhere is a loss where it was wide open."""
    return instead(beat) or ("asked about something else" if wide >= 2 and beat.about else None)
