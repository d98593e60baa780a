"""How the app puts things: outcomes, levels, times. Plain, dry, on the learner's side."""

from __future__ import annotations

from datetime import UTC, datetime

from holdtheline.vocabulary import Outcome

OUTCOMES: dict[Outcome, str] = {
    "committed": "an order",
    "next_step": "a firm next step",
    "soft_next_step": "a vague next step",
    "honest_no": "an honest no",
    "released": "let go with care",
    "brushed_off": "brushed off",
    "hung_up": "they hung up",
    "stalled": "went nowhere",
    "abandoned": "you hung up",
}
"""Ends of a call, to be read after "ended in" or alone."""

_DIFFICULTY = ("gentle", "fair", "stiff", "hard", "brutal")


def outcome(value: Outcome | None) -> str:
    """An outcome in a few words; a call that is not over is "still on the line"."""
    return OUTCOMES[value] if value else "still on the line"


def points(overall: float | None) -> str:
    """An overall between 0 and 1 as "62 of 100"; None as "not scored"."""
    return "not scored" if overall is None else f"{round(overall * 100)} of 100"


def difficulty(level: int) -> str:
    """1 to 5 as a word."""
    return _DIFFICULTY[max(1, min(5, level)) - 1]


def clock(seconds: float) -> str:
    """A length of time as on a phone's display: 2:07, or 1:02:07."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def ago(moment: datetime, now: datetime | None = None) -> str:
    """How long ago, roughly: "just now", "20 minutes ago", "yesterday", "on 3 May"."""
    now = now or datetime.now(UTC)
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 2:
        return "just now"
    if minutes < 60:
        return f"{minutes} minutes ago"
    if minutes < 120:
        return "an hour ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} hours ago"
    now, moment = now.astimezone(), moment.astimezone()
    days = (now.date() - moment.date()).days
    if days <= 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"on {moment.day} {moment:%B}{year}"
