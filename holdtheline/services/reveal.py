"""The reveal: what was really going on, and which of the rep's turns came near it. Built from the saved steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from holdtheline.persona import Prospect
from holdtheline.services.views import Moment, Reveal, TruthShown
from holdtheline.store.calls import Call, Step, Turn
from holdtheline.vocabulary import Outcome

MOST_MOMENTS = 5
"""Little and pointed beats much."""

SAID_CHARS = 240
PATIENCE_COST = 0.8
"""How much patience (of 10) a tough turn must cost a prospect who means it before it is worth telling."""

STRANGER = Reveal(
    story="This call was imported. Who the prospect was, and what they hid, is not known here.",
    nothing_hidden=False,
    truths=(),
    moments=(),
    right_end=(),
    right_end_says="",
    reached_right_end=False,
)

# What a rep did in place of taking something up, the most telling first.
_INSTEAD = {
    "attack": "went on the attack",
    "cave": "gave in",
    "flatter": "paid a compliment",
    "small_talk": "turned to small talk",
    "pitch": "went back to the product",
    "appease": "soothed and agreed",
    "pressure": "pushed",
    "vague_follow_up": "left it vague",
    "next_step": "went for a next step",
}

_TOUGH = ("dig", "challenge", "hold", "qualify")


@dataclass(frozen=True, slots=True)
class _Beat:
    """One exchange: the rep's turn, and the mind before and after it."""

    turn: int
    said: str
    made: tuple[str, ...]
    about: tuple[str, ...]
    act: str
    truth: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Found:
    moment: Moment
    weight: int


def reveal(call: Call, prospect: Prospect, turns: Sequence[Turn], steps: Sequence[Step]) -> Reveal:
    """What was going on in a call with this prospect."""
    opened = opened_at(steps)
    beats = _beats(turns, steps)
    found = [one for i in range(len(beats)) if (one := _moment(prospect, beats, i)) is not None]
    best = sorted(found, key=lambda f: (-f.weight, f.moment.turn))[:MOST_MOMENTS]
    return Reveal(
        story=prospect.story,
        nothing_hidden=not prospect.truths,
        truths=tuple(TruthShown(t.id, t.text, opened.get(t.id), t.question) for t in prospect.truths),
        moments=tuple(sorted((f.moment for f in best), key=lambda m: m.turn)),
        right_end=cast("tuple[Outcome, ...]", prospect.right_end),
        right_end_says=prospect.right_end_says,
        reached_right_end=call.outcome in prospect.right_end,
        turned=best[0].moment.turn if best else None,
    )


def opened_at(steps: Sequence[Step]) -> dict[str, int]:
    """Each open truth with the number, over both speakers, of the rep's turn that opened it."""
    out: dict[str, int] = {}
    for step in steps:
        for truth in step.state.get("opened", {}):
            out.setdefault(truth, step.turn)
    return out


def _beats(turns: Sequence[Turn], steps: Sequence[Step]) -> list[_Beat]:
    text = {t.number: t.text for t in turns}
    out = []
    for before, step in pairwise(steps):
        heard, directive = step.heard or {}, step.directive or {}
        out.append(
            _Beat(
                turn=step.turn,
                said=_short(text.get(step.turn, "")),
                made=tuple(heard.get("made", ())),
                about=tuple(heard.get("about", ())),
                act=str(directive.get("act", "")),
                truth=directive.get("truth"),
                before=before.state,
                after=step.state,
            )
        )
    return out


def _moment(prospect: Prospect, beats: Sequence[_Beat], i: int) -> _Found | None:
    """What made this exchange matter, with how telling it is; None for most."""
    beat, name = beats[i], prospect.person.first
    if beat.act in ("tell", "hint", "deflect") and beat.truth is not None:
        what, weight = _asked(name, beats, i)
    elif _offended(prospect, beat):
        cost = beat.before["patience"] - beat.after["patience"]
        what = f"You looked for something behind this. There was nothing, and {name} took it as suspicion."
        weight = 9 if cost >= 2 else 8
    elif beat.act == "take_it":
        what, weight = _gave(prospect, name)
    elif beat.act == "attacked":
        what, weight = f"You attacked {name}. Whatever might have been said next wasn't.", 8
    elif beat.act == "pressured":
        what, weight = f"{name} noticed the push, and moved further away.", 7
    elif beat.act in ("step_accept", "order"):
        what, weight = f"{name} agreed here.", 5
    elif beat.act == "flattered":
        what, weight = f"{name} enjoyed the compliment, or noticed it. Either way it opened nothing.", 4
    elif beat.act == "interrupt":
        what, weight = f"{name} stopped listening here and cut in: too long a speech.", 4
    elif beat.act == "re_examine":
        what, weight = f"This made {name} think again.", 4
    else:
        return None
    return _Found(Moment(beat.turn, beat.said, what), weight)


def _asked(name: str, beats: Sequence[_Beat], i: int) -> tuple[str, int]:
    beat = beats[i]
    following = beats[i + 1] if i + 1 < len(beats) else None
    if beat.act == "tell":
        return f"This opened it. {name} told you because you had asked before and earned the answer.", 10
    opened_later = any(b.act == "tell" and b.truth == beat.truth for b in beats[i + 1 :])
    taken_up = following is not None and following.truth == beat.truth and following.act in ("tell", "hint", "deflect")
    if beat.act == "hint":
        if taken_up:
            return f"{name} half said it here, and you took it up.", 7
        return f"{name} half said it here. {_then(following)}", 9
    if taken_up:
        return f"The right thing to ask. {name} waved it away, and you asked again.", 5
    weight = 4 if opened_later else 8
    return f"The right thing to ask. {name} waved it away. {_then(following)}", weight


def _then(following: _Beat | None) -> str:
    if following is None:
        return "The call ended there."
    for move, words in _INSTEAD.items():
        if move in following.made:
            return f"Next you {words}."
    return "Next you asked about something else." if following.about else "Next you went on to something else."


def _gave(prospect: Prospect, name: str) -> tuple[str, int]:
    if prospect.serves:
        return f"{name} meant the request, and you took it at its word.", 7
    return f"You gave {name} what was asked for, and nothing was left to talk about.", 9


def _offended(prospect: Prospect, beat: _Beat) -> bool:
    if not any(move in beat.made for move in _TOUGH):
        return False
    cost = float(beat.before.get("patience", 0)) - float(beat.after.get("patience", 0))
    touched = any(topic in prospect.suspicion for topic in beat.about)
    return cost >= PATIENCE_COST and (touched or not prospect.truths)


def _short(text: str) -> str:
    if len(text) <= SAID_CHARS:
        return text
    return text[:SAID_CHARS].rsplit(" ", 1)[0] + " …"
