"""What a debrief tells beside the levels: the one priority, where it turned, the reveal, the coach. Trusted markup."""

from __future__ import annotations

from holdtheline.services.debrief_views import Debrief, TruthShown
from holdtheline.services.views import CallView
from holdtheline.ui.parts import words
from holdtheline.ui.parts.one_thing import one_thing
from holdtheline.ui.plain import plain

NEAR = 1
"""Turns this close count as the same place: a line and the answer to it."""


def jump(call: CallView, turn: int, text: str | None = None) -> str:
    """A button that brings the transcript to a turn; shows its words, or ``text``."""
    said = text if text is not None else next((t.text for t in call.turns if t.number == turn), "")
    return (
        f'<button type="button" class="jump" data-jump="{turn}"><q>{plain(_short(said))}</q>'
        f"<span>turn {turn}</span></button>"
    )


def priority(debrief: Debrief) -> str:
    """The one thing to work on: the line, what it did, a line that might have done better. Empty if there is none."""
    found = one_thing(debrief)
    if found is None:
        return ""
    if found.better:
        better = f'<h3>A line that might have done better</h3><p class="better">“{plain(found.better)}”</p>'
    else:
        better = "<h3>What would have done better</h3>" if found.reason else ""
    return (
        '<section class="priority"><h2>One thing to work on</h2>'
        f"<h3>Your line</h3>{jump(debrief.call, found.turn, found.quote)}<p>{plain(found.did)}</p>"
        f"{better}{f'<p>{plain(found.reason)}</p>' if found.reason else ''}</section>"
    )


def turning(debrief: Debrief) -> str:
    """What the trainee said about where the call turned, beside where it did."""
    call, guess, name = debrief.call, debrief.guess, plain(debrief.call.brief.first)
    turned = debrief.reveal.turned
    grader = debrief.scorecard.priority.turn if debrief.scorecard.priority else None
    there, whose = (turned, f"For {name}") if turned is not None else (grader, "The grader points to")
    if there is None:
        return ""
    if not guess:
        yours = "<p>You left the question open.</p>"
    elif abs(guess - there) <= NEAR:
        yours = "<p>You saw it where it was.</p>"
    else:
        yours = f"<h3>You said</h3>{jump(call, guess)}"
    what = next((m.what for m in debrief.reveal.moments if m.turn == turned), "") if turned is not None else ""
    return (
        f'<section class="turning"><h2>Where it turned</h2>{yours}<h3>{whose}</h3>{jump(call, there)}'
        f"{f'<p>{plain(what)}</p>' if what else ''}</section>"
    )


def reveal(debrief: Debrief) -> str:
    """What was really going on, as the prospect would tell a friend; what would have opened it; the moments."""
    found, call = debrief.reveal, debrief.call
    name = plain(call.brief.first)
    if not found.right_end:  # an imported call: nobody knows who was on the other end
        return f'<section class="reveal"><h2>What was really going on</h2><p>{plain(found.story)}</p></section>'
    hidden = (
        f'<p class="meant">{name} meant what was said. There was nothing behind it.</p>'
        if found.nothing_hidden
        else f'<ul class="truths">{"".join(_truth(call, one) for one in found.truths)}</ul>'
    )
    rows = (
        f"<li>{jump(call, m.turn, m.said)}<p>{plain(m.what)}</p></li>" for m in found.moments if m.turn != found.turned
    )
    moments = "".join(rows)
    return (
        f'<section class="reveal"><h2>What was really going on</h2>'
        f'<p class="told">{name}, to a friend, some time later:</p>'
        f"<blockquote>{plain(found.story)}</blockquote>{hidden}"
        f"{f'<h3>The other moments that mattered</h3><ul class=moments>{moments}</ul>' if moments else ''}"
        f"<h3>Where a call like this should end</h3><p>{plain(found.right_end_says)}</p></section>"
    )


def _truth(call: CallView, truth: TruthShown) -> str:
    if truth.opened_at == 0:
        return f'<li class="open"><p>{plain(truth.text)}</p><p class="how">You knew this from an earlier call.</p></li>'
    if truth.opened_at is not None:
        return (
            f'<li class="open"><p>{plain(truth.text)}</p><p class="how">You got this out:</p>'
            f"{jump(call, truth.opened_at)}</li>"
        )
    near = _near(truth.near)
    return (
        f'<li><p>{plain(truth.text)}</p><p class="how">It stayed hidden. {near}This would have gone towards it:</p>'
        f'<p class="better">“{plain(truth.question)}”</p></li>'
    )


def _near(turns: tuple[int, ...]) -> str:
    """How often the rep came near, and where; each number leads to its turn."""
    if not turns:
        return "You never came near it. "
    places = " and ".join(
        f'<button type="button" class="turn-link" data-jump="{turn}">turn {turn}</button>' for turn in turns[-2:]
    )
    return f"You came near it in {places}. "


def coach(debrief: Debrief) -> str:
    """That a coach has read the call, and what they said about the whole of it. Empty if nobody has."""
    rows = [f"<p><b>{plain(c.coach)}</b> {plain(c.text)}</p>" for c in debrief.comments if c.turn is None]
    signed = debrief.sign_off
    if signed:
        rows.insert(0, f"<p><b>{plain(signed.coach)}</b> read this call and signed it off {words.ago(signed.at)}.</p>")
        if signed.note:
            rows.insert(1, f'<p class="said">{plain(signed.note)}</p>')
    on_turns = [c for c in debrief.comments if c.turn is not None]
    if on_turns:
        places = ", ".join(dict.fromkeys(str(c.turn) for c in on_turns))
        names = " and ".join(plain(n) for n in dict.fromkeys(c.coach for c in on_turns))
        rows.append(f"<p>{names} wrote beside turn {places} of the call.</p>")
    return f'<section class="coach">{"".join(rows)}</section>' if rows else ""


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
