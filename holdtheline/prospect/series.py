"""The same person, days later: what they remember, whether they turn up, and how a silent one is reached.

Decided in code like everything else: what was agreed holds, what was left empty goes silent, what was promised and
not done is named, what was not so is brought up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.state import State, replace

MOST_DAYS = 365
"""Days between two calls, at most."""

FIRM = ("next_step", "committed")
SILENT = ("soft_next_step", "brushed_off", "stalled", "abandoned")
PARTED = ("honest_no", "released")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OTHER_DAYS = ("Monday at eleven", "Tuesday afternoon", "Thursday at nine", "Friday at two")
"""What is offered instead when something comes up."""

_SEND = re.compile(
    r"\b(?:send|e-?mail|mail|post|drop|refund|replace|credit|fix|deliver|write|put|sort|correct|courier)\b"
)
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:afternoon|morning|evening)|right (?:away|now)|within the hour|at once)\b"
)
_SILENCE = re.compile(
    r"\b(?:silen\w+|quiet|went cold|heard nothing|not hear\w*|no answer|didn't (?:call|ring|answer|reply))\b"
)
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "fourteen": 14}


def due_in(promise: str) -> int:
    """Days after the call by which a promise falls due, as far as its words say; two where they say nothing."""
    low = promise.lower()
    if _TODAY.search(low):
        return 0
    if re.search(r"\btomorrow\b", low):
        return 1
    found = re.search(r"\b(?:in|within) (?:a |the next )?(\d+|\w+) (day|week)s?\b", low)
    if found:
        count = int(found[1]) if found[1].isdigit() else _NUMBER.get(found[1], 1)
        return count * (7 if found[2] == "week" else 1)
    if re.search(r"\bnext (?:week|\w+day)\b", low):
        return 10
    if any(day in low for day in WEEKDAYS) or re.search(r"\bthis week\b|\bend of (?:the )?week\b", low):
        return 6
    return 30 if "month" in low else 2


def open_promises(state: State) -> tuple[str, ...]:
    """Promises of an ended call that somebody could have kept by now: something was to be sent, mended, found out."""
    return tuple(p for p in state.promises if _SEND.search(p.lower()))


def broken(state: State, days: int, kept: Collection[str] | None) -> tuple[str, ...]:
    """Promises that fell due ``days`` after the call and were not kept. ``kept``: those that were (None: all were).

    What can still be done in the call itself (to check, to have ready) is not broken by its beginning.
    """
    if kept is None:
        return ()
    return tuple(p for p in open_promises(state) if p not in kept and days >= due_in(p))


def follow_up(prospect: Prospect, ended: State, days: int, kept: Collection[str] | None = ()) -> State:
    """The mind ``days`` after a call that ended in ``ended``. ``kept``: its promises kept since (None: all).

    Raises ValueError if that call is not over, or days is not 1 to MOST_DAYS.
    """
    if ended.outcome is None:
        raise ValueError("the earlier call is still going on; end it first")
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"days must be 1 to {MOST_DAYS}, not {days}")
    past = ended.outcome
    silent = goes_silent(ended)
    not_done = broken(ended, days, kept)
    held = {**dict.fromkeys(FIRM, 0.9), **dict.fromkeys(PARTED, 0.9), "hung_up": 0.0}.get(past, 0.5)
    respect = max(0.0, ended.respect * held * c.COOLS_A_DAY ** min(days, 30) - c.BROKEN_PROMISE * len(not_done))
    injured = ended.attacked + ended.pressured
    patience = float(prospect.temperament.patience) - (2.0 if past == "hung_up" else 0.0) - 0.5 * min(2, injured)
    raised = tuple(("promise_broken", p) for p in not_done[:1]) + tuple(("lie_remembered", u) for u in ended.untrue[:1])
    return State(
        patience=max(2.0, patience),
        respect=round(respect, 3),
        respect_turns=min(ended.respect_turns, 2) if past in (*FIRM, *PARTED) else 0,
        interest=round(max(2.0, ended.interest * held), 3),
        attacked=min(1, ended.attacked),
        pressured=min(1, ended.pressured),
        opened=dict.fromkeys(ended.opened, 0),
        probes={k: min(v, 1) for k, v in ended.probes.items() if k not in ended.opened},
        answered=dict(ended.answered) if past in FIRM else {},
        held=ended.held,
        granted=past in FIRM,
        claims=ended.claims[-24:],
        call=ended.call + 1,
        days=days,
        past=past,
        reach="mailbox" if silent else "live",
        quiet=silent,
        to_raise=raised,
    )


def goes_silent(ended: State) -> bool:
    """Whether nobody picks up after a call that agreed nothing. Who told what was really going on, and was merely left
    with nothing at the end, still does, coolly."""
    left_open = ended.outcome in ("stalled", "abandoned") and bool(ended.opened)
    return ended.outcome in SILENT and not left_open


def opening(prospect: Prospect, state: State, rng: random.Random) -> Directive:
    """What is heard when the rep calls again, before their first word."""
    if state.reach == "mailbox":
        return Directive("voicemail")
    if state.past in FIRM:
        hurt = any(act == "promise_broken" for act, _ in state.to_raise)
        if state.days > c.STALE_DAYS or (hurt and rng.random() < 0.5):
            return Directive("back_reschedule", quotes={"when_else": rng.choice(OTHER_DAYS)})
        return Directive("back_firm")
    if state.past in PARTED:
        return Directive("back_no")
    return Directive("back_sore" if state.past == "hung_up" else "back_cool")


def raises(state: State) -> tuple[State, Directive | None]:
    """The next thing from the last call that the prospect has to say, if any, as a directive of its own."""
    if not state.to_raise:
        return state, None
    (act, words), rest = state.to_raise[0], state.to_raise[1:]
    slot = "promised" if act == "promise_broken" else "earlier"
    return replace(state, to_raise=rest), Directive(act, quotes={slot: words})


def message_left(before: State, after: State, heard: Heard, hollow: bool) -> tuple[State, Directive]:
    """A message on the mailbox: worth an answer, or one more that nobody answers; three tries at most.

    ``before`` and ``after``: the mind without and with the turn's usual effects; only respect moves by a message.
    """
    worth = 0.0 if hollow else _worth(heard)
    state = replace(
        before,
        turn=after.turn,
        tries=before.tries + 1,
        pull=round(max(0.0, before.pull + worth), 3),
        respect=round(min(10.0, max(0.0, before.respect + max(-1.0, min(worth, 0.6)))), 3),
        respect_turns=before.respect_turns + (worth >= 1.0),
        heard_before=after.heard_before,
        promises=after.promises,
        claims=after.claims,
    )
    wanted = c.WORTH_AN_ANSWER + (0.5 if before.past == "brushed_off" else 0.0) + 0.5 * before.pressured
    if worth > 0 and state.pull >= wanted:
        return replace(state, reach="live"), Directive("reached")
    if state.tries >= c.TRIES:
        return state, Directive("gone_silent", end="stalled")
    return state, Directive("no_answer")


def _worth(heard: Heard) -> float:
    """What a message is worth: plain reasons, an easy way to say no, one's own part; not checking in, not a squeeze."""
    worth = sum(value * heard.weight(move) for move, value in c.MESSAGE.items())
    if heard.closes == "offer" or heard.closes == "no":
        worth += 0.6
    if heard.asks == 1 and heard.touches("reason", "feelings", "problem", "change", "history", "grievance"):
        worth += 0.4
    if heard.words > c.LONG_MESSAGE:
        worth -= 0.6
    return worth


def asks_why_quiet(state: State, heard: Heard) -> bool:
    """Whether a rep who reached them asks after the silence."""
    if not state.quiet or state.reach != "live" or not heard.did("dig", "discover", "candour", "qualify", "challenge"):
        return False
    about = heard.touches("reason", "feelings", "history", "grievance", "change", "next")
    return about or bool(_SILENCE.search(heard.text.lower()))
