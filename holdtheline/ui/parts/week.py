"""The last seven days as a small picture: a dot a call, one column a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from holdtheline.services.views import CallRow
from holdtheline.vocabulary import Outcome

DAYS = 7
_WELL: tuple[Outcome, ...] = ("committed", "next_step", "honest_no", "released")
"""Ends that mean something: an order, a firm step, an honest no, a person let go with care."""

_MOST = 6
"""Dots in a column; the rest is a number."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def picture(calls: Sequence[CallRow], today: date | None = None) -> str:
    """Markup: a sentence, and under it the picture. Nothing for a week without a finished call."""
    today = today or datetime.now().astimezone().date()
    days = [today - timedelta(days=n) for n in reversed(range(DAYS))]
    over = [call for call in calls if _day(call) in days]
    if not over:
        return ""
    said = sentence(over)
    columns = "".join(_column(day, [call for call in over if _day(call) == day]) for day in days)
    return (
        f'<section class="week"><h2>Last seven days</h2><p>{said}</p>'
        f'<div class="days" role="img" aria-label="{said}">{columns}</div></section>'
    )


def _day(call: CallRow) -> date | None:
    """The day on which it ended, by this machine's clock, which is the trainee's."""
    return call.ended_at.astimezone().date() if call.ended_at else None


def sentence(calls: Sequence[CallRow]) -> str:
    """What the picture shows, in words."""
    well = sum(call.outcome in _WELL for call in calls)
    many = f"{_number(len(calls)).capitalize()} call{'s' if len(calls) > 1 else ''}"
    if not well:
        return f"{many}, none of which ended in anything firm yet."
    what = "it ended" if len(calls) == 1 else f"{_number(well)} of them ended"
    return f"{many}; {what} in something firm: a step, an order or an honest no. Those are the full dots."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _column(day: date, calls: Sequence[CallRow]) -> str:
    dots = "".join(f'<i class="{"well" if call.outcome in _WELL else "empty"}"></i>' for call in calls[:_MOST])
    more = f"<small>+{len(calls) - _MOST}</small>" if len(calls) > _MOST else ""
    return f"<div>{more}{dots}<span>{_DAYS[day.weekday()]}</span></div>"
