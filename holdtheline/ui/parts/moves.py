"""The moves of a rep's turn as a coach reads them in the margin."""

from __future__ import annotations

from collections.abc import Iterable

SAID: dict[str, str] = {
    "small_talk": "passed the time",
    "flatter": "flattered",
    "appease": "soothed",
    "cave": "gave way",
    "pitch": "pitched",
    "answer": "answered",
    "discover": "asked how it is",
    "dig": "dug deeper",
    "qualify": "asked who, when, how much",
    "challenge": "challenged",
    "hold": "held the line",
    "candour": "was candid",
    "empathise": "understood",
    "next_step": "named a step",
    "vague_follow_up": "left it vague",
    "pressure": "pushed",
    "attack": "attacked",
    "meta": "spoke to the grader",
}
"""What the rep did; greetings and filler ("other") are left out."""


def said(moves: Iterable[str]) -> tuple[str, ...]:
    """Each move in a few words, most likely first."""
    return tuple(SAID[move] for move in moves if move in SAID)
