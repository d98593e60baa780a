"""What a model is told about one turn: the person's public side, what is open, the last turns, what to do.

Nothing here can name a closed truth: of the persona it takes only what the prospect may say or the rep may know, and
leaves out each piece that holds a give-away word all the same. Persona id, mask, story, gates, ends and rubric are
never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from holdtheline.llm import prompt, tokens
from holdtheline.moves.normalise import sentences
from holdtheline.persona import Prospect
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.engine import Reply
from holdtheline.prospect.guard import closed_words, gives_away
from holdtheline.prospect.voice_memory import answered, come_out, quoted, stands
from holdtheline.transcript import Turn

BUDGET = 2400
"""Tokens of a whole request. The unchanging part takes 700 to 900, a turn about 40."""
LAST_TURNS = 6
"""At most so many turns of the call are shown, however short they are; of the others, what the mind remembers."""
LONGEST_TURN = 700
"""Tokens of one turn that are shown: 4,000 letters of English are some 900."""

SOUNDS = (("pick_up", 2), ("mask", 3), ("push_back", 2), ("dodge", 2))
"""Acts, and how many of their lines show how somebody sounds."""

AS_WRITTEN = frozenset({"voicemail", "no_answer", "gone_silent"})
"""Acts that nobody speaks in person."""

AS_NOTED = "Say what stands in your notes."
"""For an act that has no line of its own."""

GO_ON = "Go on from there and do not say it again."
"""Said to a model that is to end what it has begun."""

FILES = ("voice", "voice_turn", "acts", "tones", "lengths", "manner")


@dataclass(frozen=True, slots=True)
class Telling:
    """``prefix`` is the same to the byte for all turns of a call; ``turn`` is this turn's; ``known`` is the facts in
    them, without the rules. ``instructions``: what a reply must not recite. ``marker`` edges the said words."""

    prefix: str
    turn: str
    known: str
    instructions: tuple[str, ...]
    marker: str

    def messages(self) -> list[dict[str, str]]:
        """As Chat Completions take it."""
        return [{"role": "system", "content": self.prefix}, {"role": "user", "content": self.turn}]


def telling(
    prospect: Prospect,
    reply: Reply,
    turns: Sequence[Turn],
    model: str,
    refused: str | None = None,
    said: str = "",
) -> Telling:
    """What the model is told to word ``reply``. ``turns``: the call so far, the rep's turn last.

    ``refused``: why its last attempt was not used from there on (never the attempt itself). ``said``: what of this
    reply is spoken already.
    """
    directive, marker = reply.directive, prompt.marker()
    facts = about(prospect)
    prefix = prompt.load("voice").fill(**facts)
    closed = closed_words(prospect, reply.state.opened, directive.when)
    notes = "" if gives_away(reply.text, closed) else reply.text
    shown_turns = turns[-LAST_TURNS:]
    known = _known(prospect, reply, closed, shown_turns)
    doing, first = _doing(directive), prospect.person.first
    slots = {
        "known": known,
        "marker": marker,
        "first": first,
        "act": doing,
        "tone": prompt.table("tones")[directive.tone],
        "length": prompt.table("lengths")["long" if directive.act == "tell" else directive.length],
        "notes": f"Notes: {notes}" if notes else "",
        "begun": f"{first} has just begun: {said} {GO_ON}" if said else "",
        "again": f"An earlier attempt was not used: {refused}. Mind that." if refused else "",
    }
    file = prompt.load("voice_turn")
    room = BUDGET - tokens.count(prefix, model) - tokens.count(file.fill(**slots, turns=""), model)
    shown = last_turns(shown_turns, first, model, room)
    old = [one for one in quoted(reply.state, turns[: -len(shown_turns)]) if not _stands_in(shown, one)]
    room -= sum(tokens.count(one, model) + 1 for one in shown)
    for one in reversed(old):
        line = f"SALESPERSON: ... {prompt.on_one_line(one)}"
        room -= tokens.count(line, model) + 1
        if room < 0:
            break
        shown.insert(0, line)
    return Telling(
        prefix=prefix,
        turn=_LINES.sub("\n", file.fill(**slots, turns="\n".join(shown))),
        known="\n".join((*facts.values(), known, notes, directive.when or "", said, *shown)),
        instructions=(prefix, file.text, doing, GO_ON),
        marker=marker,
    )


_LINES = re.compile(r"\n{2,}")


def as_written(directive: Directive) -> bool:
    """Whether a reply is spoken as it is written: a machine's, or one that quotes the rep. (A draft stands outside
    the marks, and there nothing may stand that somebody typed.)"""
    return directive.act in AS_WRITTEN or bool(directive.quotes)


def prefix_of(prospect: Prospect) -> str:
    """Who speaks, how they sound, and the rules: the same for every turn."""
    return prompt.load("voice").fill(**about(prospect))


def about(prospect: Prospect) -> dict[str, str]:
    """What the prefix says of this person, by slot: its facts without its rules."""
    person, secret = prospect.person, closed_words(prospect, ())
    manner, t = prompt.table("manner"), prospect.temperament
    sounds = [s for act, most in SOUNDS for s in _safe(prospect.spoken(act), secret)[:most]]
    return {
        "name": person.name,
        "first": person.first,
        "role": person.role,
        "company": person.company,
        "about": " ".join(_safe(sentences(person.about), secret)) or "Nothing more is known.",
        "situation": " ".join(_safe(sentences(f"{prospect.situation}. {prospect.before}"), secret)),
        "manner": f"{manner[_scale('warmth', t.warmth)]}; {manner[_scale('directness', t.directness)]}",
        "sounds": "\n".join(f"- {s}" for s in sounds if "{" not in s),
    }


def last_turns(turns: Sequence[Turn], first: str, model: str, room: int) -> list[str]:
    """The newest turns that fit into ``room`` tokens, oldest first; the very last one always."""
    shown: list[str] = []
    for turn in reversed(turns[-LAST_TURNS:]):
        who = "SALESPERSON" if turn.speaker == "rep" else first.upper()
        line = f"{who}: {tokens.head(prompt.on_one_line(turn.text), model, LONGEST_TURN)}"
        room -= tokens.count(line, model) + 1
        if room < 0 and shown:
            break
        shown.insert(0, line)
    return shown


def _stands_in(shown: Sequence[str], quote: str) -> bool:
    """Whether a passage of earlier is in the lines shown as well, said again since: it need not be told twice."""
    return any(quote.removesuffix(" ...") in line for line in shown)


def _known(prospect: Prospect, reply: Reply, closed: Sequence[str], shown: Sequence[Turn]) -> str:
    """What this person remembers of the call: what came out, what stands, what they have said before."""
    state = reply.state
    heard = "\n".join(t.text for t in shown if t.speaker == "prospect")
    parts = (
        ("In this call it has come out:", _safe(come_out(prospect, state), closed)),
        ("So far:", _safe(stands(state), closed)),
        ("You have said before:", _safe(answered(prospect, state, f"{heard}\n{reply.text}"), closed)),
    )
    return "\n".join(line for title, told in parts if told for line in (title, *(f"- {s}" for s in told)))


def _doing(directive: Directive) -> str:
    acts = prompt.table("acts")
    pieces = [directive.aside, directive.act, "ask" if directive.ask is not None else directive.tail]
    doing = " Then: ".join(acts.get(p, AS_NOTED) for p in pieces if p)
    return doing.replace("{when}", directive.when or "as they said")


def _safe(pieces: Sequence[str], secret: Sequence[str]) -> list[str]:
    return [" ".join(p.split()) for p in pieces if not gives_away(p, secret)]


def _scale(name: str, value: int) -> str:
    return f"{name}_{'low' if value <= 3 else 'middle' if value <= 6 else 'high'}"
