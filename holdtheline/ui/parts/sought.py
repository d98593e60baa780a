"""What a coach looks for in the queue. It travels in the address, so that a reload and the review page keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from holdtheline.services.app import App
from holdtheline.services.views import Actor, CallRow

SCORES: dict[str, tuple[float | None, float | None]] = {
    "Any score": (None, None),
    "Under 25": (0.0, 0.249),
    "25 to 44": (0.25, 0.449),
    "45 to 64": (0.45, 0.649),
    "65 and over": (0.65, 1.0),
}
"""Ranges of the overall, of 100, as the services count it: 0 to 1."""

ANY_TRAINEE, ANYBODY, ANY_SCORE = "Any trainee", "Any prospect", "Any score"


@dataclass(frozen=True, slots=True)
class Sought:
    """A trainee and a prospect by name, days from and to, a range of ``SCORES``, words said, only unsigned calls."""

    words: str = ""
    trainee: str = ANY_TRAINEE
    prospect: str = ANYBODY
    since: date | None = None
    until: date | None = None
    score: str = ANY_SCORE
    unsigned: bool = False

    @property
    def within(self) -> dict[str, str]:
        """The parameter that a call's page keeps it in: under one name, for a page's own names are bound to widgets."""
        return {"within": urlencode(self.params())} if self.params() else {}

    def params(self) -> dict[str, str]:
        """For an address: what differs from looking for everything."""
        out = {
            "words": self.words.strip(),
            "trainee": self.trainee if self.trainee != ANY_TRAINEE else "",
            "prospect": self.prospect if self.prospect != ANYBODY else "",
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "score": self.score if self.score != ANY_SCORE else "",
            "unsigned": "true" if self.unsigned else "",
        }
        return {name: value for name, value in out.items() if value}


def from_address(params: Mapping[str, str]) -> Sought:
    """What an address asks for; what cannot be understood counts as not asked."""
    score = params.get("score", ANY_SCORE)
    return Sought(
        words=params.get("words", ""),
        trainee=params.get("trainee", "") or ANY_TRAINEE,
        prospect=params.get("prospect", "") or ANYBODY,
        since=_day(params.get("since", "")),
        until=_day(params.get("until", "")),
        score=score if score in SCORES else ANY_SCORE,
        unsigned=params.get("unsigned", "").lower() == "true",
    )


def within(params: Mapping[str, str]) -> Sought:
    """What a call's page was reached through."""
    return from_address(dict(parse_qsl(params.get("within", ""))))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def calls(app: App, actor: Actor, sought: Sought) -> list[CallRow]:
    """The calls of the queue that fit, in the queue's order."""
    lowest, highest = SCORES[sought.score]
    trainee = None
    if sought.trainee != ANY_TRAINEE:
        # A name that nobody bears finds nothing, rather than everything.
        trainee = next((one.id for one in app.people.everyone() if one.name == sought.trainee), sought.trainee)
    return app.review.queue(
        actor,
        trainee=trainee,
        person=sought.prospect if sought.prospect != ANYBODY else None,
        since=sought.since,
        until=sought.until,
        lowest=lowest,
        highest=highest,
        words=sought.words or None,
        only_open=sought.unsigned,
    )


def in_words(sought: Sought, found: int) -> str:
    """ "3 calls by Mina, scored under 25, not signed off"."""
    said = [f"{found} call{'' if found == 1 else 's'}"]
    if sought.trainee != ANY_TRAINEE:
        said[0] += f" by {sought.trainee}"
    if sought.prospect != ANYBODY:
        said[0] += f" with {sought.prospect}"
    if sought.since:
        said.append(f"from {_said(sought.since)}")
    if sought.until:
        said.append(f"up to {_said(sought.until)}")
    if sought.score != ANY_SCORE:
        said.append(f"scored {sought.score[:1].lower()}{sought.score[1:]}")
    if sought.words.strip():
        said.append(f"with “{sought.words.strip()}” in it")
    if sought.unsigned:
        said.append("not signed off")
    return ", ".join(said)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
