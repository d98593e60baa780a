"""Which of the rep's turns mattered to what was going on, and what each did: one dry sentence a turn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from holdtheline.persona import Prospect
from holdtheline.prospect import constants as c
from holdtheline.services.beats import Beat, Found, instead
from holdtheline.services.debrief_views import Moment
from holdtheline.services.doors import open_doors
from holdtheline.store.calls import Step, Turn

MOST_MOMENTS = 5
"""Little and pointed beats much."""

SAID_CHARS = 240
TRUTH_CHARS = 140
PATIENCE_COST = 0.8
"""How much patience (of 10) a tough turn must cost a prospect who means it before it is worth telling."""

# Acts that are worth telling whoever the prospect is, with how telling each is.
_PLAIN = {
    "attacked": ("You attacked {name}. Whatever might have been said next wasn't.", 8),
    "pressured": ("{name} noticed the push, and moved further away.", 7),
    "step_accept": ("{name} agreed here.", 5),
    "order": ("{name} said yes here.", 5),
    "accept_no": ("You let it be a no, and {name} respected that.", 5),
    "released": ("You let {name} go. That was the thing to do.", 6),
    "interrupt": ("{name} stopped listening here and cut in: too long a speech.", 4),
    "re_examine": ("This made {name} think again.", 4),
    "flattered": ("{name} heard the compliment. It opened nothing.", 4),
    "appeased": ("You soothed and agreed. It cost nothing, and it bought nothing.", 3),
    "pitched_at": ("You described the product. {name} hadn't asked.", 2),
    "warn": ("{name} was about to leave.", 6),
    "bye_brushed": ("{name} ended it here with nothing agreed.", 3),
    "bye_stalled": ("{name} ran out of time, with nothing agreed.", 3),
}


def moments(prospect: Prospect, turns: Sequence[Turn], steps: Sequence[Step]) -> list[Found]:
    """The moments worth telling, the most telling first; the same thing done again is told once."""
    beats = _beats(turns, steps)
    found = [one for i in range(len(beats)) if (one := _found(prospect, beats, i)) is not None]
    once: dict[tuple[str, str | None], Found] = {}
    again: set[tuple[str, str | None]] = set()
    for one in found:
        key = (one.moment.what, one.truth)
        if key in once:
            again.add(key)
        else:
            once[key] = one
    told = [_and_again(one) if key in again else one for key, one in once.items()]
    # Of two things that one turn did, the more telling is told.
    for door in open_doors(prospect, beats):
        same = next((one for one in told if one.moment.turn == door.moment.turn), None)
        if same is None or same.weight < door.weight:
            told = [one for one in told if one is not same] + [door]
    return sorted(told, key=lambda f: (-f.weight, f.moment.turn))[:MOST_MOMENTS]


def _and_again(one: Found) -> Found:
    return replace(one, moment=replace(one.moment, what=f"{one.moment.what} It wasn't the only time."))


def _beats(turns: Sequence[Turn], steps: Sequence[Step]) -> list[Beat]:
    text = {t.number: t.text for t in turns}
    out = []
    for before, step in pairwise(steps):
        heard: Mapping[str, Any] = step.heard or {}
        directive: Mapping[str, Any] = step.directive or {}
        out.append(
            Beat(
                turn=step.turn,
                said=_short(text.get(step.turn, ""), SAID_CHARS),
                made=tuple(heard.get("made", ())),
                about=tuple(heard.get("about", ())),
                act=str(directive.get("act", "")),
                truth=directive.get("truth"),
                cost=float(before.state.get("patience", 0)) - float(step.state.get("patience", 0)),
                topic=directive.get("topic"),
                tail=directive.get("tail"),
                asked=int(step.state.get("probes", {}).get(directive.get("truth"), 0)),
            )
        )
    return out


def _found(prospect: Prospect, beats: Sequence[Beat], i: int) -> Found | None:
    """What made this exchange matter; None for most."""
    beat, name = beats[i], prospect.person.first
    if beat.act in ("tell", "hint", "deflect") and beat.truth is not None:
        what, weight = _asked(prospect, beats, i)
        return Found(Moment(beat.turn, beat.said, what), weight, beat.truth)
    told = _tough_on_the_sincere(prospect, beat) or _gave(prospect, beat) or _hung_up(name, beat)
    if told is None:
        if beat.act not in _PLAIN:
            return None
        sentence, weight = _PLAIN[beat.act]
        told = sentence.format(name=name), weight
    return Found(Moment(beat.turn, beat.said, told[0]), told[1])


def _asked(prospect: Prospect, beats: Sequence[Beat], i: int) -> tuple[str, int]:
    """A turn that asked after a truth."""
    beat, name = beats[i], prospect.person.first
    following = beats[i + 1] if i + 1 < len(beats) else None
    if beat.act == "tell":
        known = {t.id: t.text for t in prospect.truths}
        text = _first_sentence(known.get(beat.truth or "", ""))
        return f"This brought it out: {text} You had asked before, and earned the answer.", 10
    taken_up = following is not None and following.truth == beat.truth and following.act in ("tell", "hint", "deflect")
    opened_later = any(b.act == "tell" and b.truth == beat.truth for b in beats[i + 1 :])
    if beat.act == "hint":
        if taken_up:
            return f"{name} half said it here, and you took it up.", 6
        return f"{name} half said it here. {_then(following)}", 5 if opened_later else 9
    if beat.asked > c.PROBES_FOR_A_TRUTH - 1:
        why = f"Rightly asked again. {name} still kept it: you had not earned it yet."
        return why if taken_up else f"{why} {_then(following)}", 6
    if taken_up:
        return f"The right thing to ask. {name} waved it away, and you asked again.", 5
    return f"The right thing to ask. {name} waved it away. {_then(following)}", 4 if opened_later else 8


def _then(following: Beat | None) -> str:
    if following is None:
        return "The call ended there."
    words = instead(following)
    if words is not None:
        return f"Next you {words}."
    return "Next you asked about something else." if following.about else "Next you went on to something else."


def _tough_on_the_sincere(prospect: Prospect, beat: Beat) -> tuple[str, int] | None:
    """The tough reflex where there was nothing to be tough about, and it cost patience."""
    if beat.cost < PATIENCE_COST or beat.act in ("attacked", "pressured"):
        return None
    if prospect.truths and not any(topic in prospect.suspicion for topic in beat.about):
        return None
    weight = 9 if beat.cost >= 2 else 8
    name = prospect.person.first
    if any(move in beat.made for move in ("dig", "qualify")):
        return f"You looked for something behind this. There was nothing, and {name} took it as suspicion.", weight
    if any(move in beat.made for move in ("hold", "challenge")):
        return f"You stood against something that {name} meant. It cost patience, and won nothing.", weight
    return None


def _gave(prospect: Prospect, beat: Beat) -> tuple[str, int] | None:
    if beat.act not in ("take_it", "vague"):
        return None
    name = prospect.person.first
    if "cave" not in beat.made and "vague_follow_up" in beat.made:
        return f"You left it vague, and {name} let it go at that.", 8
    if prospect.serves:
        return f"{name} meant the request, and you took it at its word.", 7
    return f"You gave {name} what was asked for, and nothing was left to talk about.", 9


def _hung_up(name: str, beat: Beat) -> tuple[str, int] | None:
    if beat.act != "hang_up":
        return None
    words = instead(beat)
    return (f"You {words}, and {name} hung up." if words else f"{name} had had enough, and hung up."), 7


def _first_sentence(text: str) -> str:
    """Enough to tell one truth from another; the reveal shows each in full."""
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return _short(first, TRUTH_CHARS)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
