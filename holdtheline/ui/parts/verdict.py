"""The sentence that sums a call up: what came of it, dry and true."""

from __future__ import annotations

import re

from holdtheline.services.debrief_views import Debrief

_SENT = re.compile(
    r"\b(brochure|information|info|pdf|flyer|deck|material|proposal|send|sending|email)\b", re.IGNORECASE
)


def verdict(debrief: Debrief) -> str:
    """One or two short sentences. Says what happened, never what the rep is like."""
    if debrief.scorecard.status == "not_graded":
        return "Not enough was said to judge this call."
    return _of_caps(debrief) or _of_end(debrief)


def _of_caps(debrief: Debrief) -> str | None:
    name, levels = debrief.call.brief.first, debrief.result.levels
    if "respect" in debrief.result.caps:
        if levels.get("respect") == 0:
            return f"At some point it turned on {name}, or on the facts. Whatever else was won, that is what stays."
        return f"Part of this call leaned on pressure. That is the part {name} will remember."
    if "caving" in debrief.result.caps:
        if debrief.reveal.nothing_hidden:
            return f"You agreed to what {name} asked for without learning what it was for. Nothing is decided."
        return f"{_gave(debrief)} Nothing will come of it."
    return None


def _gave(debrief: Debrief) -> str:
    """What was given away, in the rep's own terms where they are plain."""
    text = {turn.number: turn.text for turn in debrief.call.turns}
    for number, moves in debrief.moves.items():
        found = _SENT.search(text.get(number, "")) if "cave" in moves else None
        if found:
            thing = "brochure" if "brochure" in text[number].lower() else ""
            return "You sent the brochure." if thing else "You promised to send something."
    return f"You gave {debrief.call.brief.first} what was asked for."


def _of_end(debrief: Debrief) -> str:
    name, reveal = debrief.call.brief.first, debrief.reveal
    opened = any(truth.opened_at is not None for truth in reveal.truths)
    plain, right = reveal.nothing_hidden, reveal.reached_right_end
    match debrief.call.outcome:
        case "committed":
            return (
                f"{name} ordered, and meant it." if right else f"{name} said yes. Whether it holds is another matter."
            )
        case "next_step" if right:
            return f"You found out what was going on, and {name} will be there." if opened else f"{name} will be there."
        case "next_step":
            return "There is a date in the diary. It isn't the end this call was worth."
        case "soft_next_step":
            return f"{name} said maybe. Maybe is not a date."
        case "honest_no":
            return (
                "A clear no, for a reason. That is worth having." if right else "A no. There was more to be had here."
            )
        case "released":
            return (
                f"You let {name} go. It was the right thing." if right else f"You let {name} go, and nobody had asked."
            )
        case "brushed_off" if opened:
            return "You found out what was going on. Then nothing was agreed."
        case "brushed_off" if plain:
            return f"{name} meant what was said, and you parted with nothing agreed."
        case "brushed_off":
            return "A polite goodbye, nothing agreed. Nothing will come of it."
        case "hung_up" if plain:
            return f"{name} meant what was said, and hung up."
        case "hung_up" if opened:
            return f"{name} told you what was going on, and then hung up."
        case "hung_up":
            return f"{name} hung up before you got to what was going on."
        case "stalled":
            return (
                "You found out what was going on. Then time ran out."
                if opened
                else "Time ran out, and nothing was decided."
            )
        case "abandoned":
            return "You knew what was going on, and hung up." if opened else "You hung up before anything was decided."
        case _:
            return "This call came from outside. How it ended isn't known; what was said is."
