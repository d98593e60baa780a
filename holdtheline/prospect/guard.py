"""The guard: what a model may not put into a prospect's mouth. Each sentence is looked at before anybody hears it.

It errs on the strict side: a sentence wrongly refused costs a retry and then a written line, one wrongly let through
costs the call.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from holdtheline.moves.english import in_english
from holdtheline.moves.figures import invented
from holdtheline.moves.normalise import sentences, visible
from holdtheline.persona import Prospect
from holdtheline.prospect import guard_patterns as p
from holdtheline.prospect.directive import Directive

MOST_WORDS = {"short": 25, "normal": 60, "long": 120}
"""Words of a whole reply, by the directive's length. Acts that tell a truth get the longest."""

RECITED = 7
"""So many words in a row from its instructions are a recital of them."""

STEP_ACTS = frozenset({"step_accept", "step_confirm", "order", "bye_step"})
"""Acts in which agreeing is what was decided, at the time that was decided and no other."""

WILLING_ACTS = frozenset({"step_when", "step_who"})
"""Acts in which someone would agree, but no time is settled yet."""

WARNING = "warn"
_NAMED = "it puts a name in front, or speaks for the salesperson"
_LEAVING, _AGREEING = "it ends the call, which was not decided", "it agrees to something, which was not decided"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for one reply.

    ``closed``: give-away words of truths that are not open. ``written``: what the scripted voice would say; its own
    words are allowed, whatever pattern finds them. ``known``: the facts that the model was given, for their numbers.
    ``told``: one of these words must come, where a truth is told (empty: nothing must). ``when``: the day agreed on,
    to be named where ``written`` names it. ``said``: the prospect's earlier turns. ``recital``: runs of words of the
    instructions. ``marker``: what edges the said words in the request. ``name``: the speaker's own, for no line to
    be headed by it. A reply must ask where a question was decided on.
    """

    directive: Directive
    closed: Sequence[str]
    written: str
    known: str
    told: tuple[str, ...] = ()
    when: str | None = None
    said: Sequence[str] = ()
    recital: Collection[tuple[str, ...]] = frozenset()
    marker: str = ""
    name: str = ""


def closed_words(prospect: Prospect, opened: Collection[str], when: str | None = None) -> tuple[str, ...]:
    """Words that would give away a truth that is not open, and that no open one uses as well.

    ``when``: the day and hour that the rep proposed; its words ("eleven") give nothing away.
    """
    free = {w.casefold() for t in prospect.truths if t.id in opened for w in t.words}
    closed = [w for t in prospect.truths if t.id not in opened for w in t.words if w.casefold() not in free]
    return tuple(w for w in closed if not gives_away(when or "", (w,)))


def gives_away(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in the text, however it is spelled."""
    if not words:
        return False
    return _any_of(tuple(words)).search(visible(text)) is not None


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(w)}" for w in words), re.IGNORECASE)


def fault_in(sentence: str, bounds: Bounds) -> str | None:
    """Why a sentence may not be said, in words that the model can be told; None if it may."""
    text, written = visible(sentence), visible(bounds.written)
    if bounds.marker and bounds.marker in sentence:
        return "it repeats a part of the notes"
    if bounds.name and re.search(rf"\b{re.escape(bounds.name)}\s*:", text, re.IGNORECASE):
        return _NAMED
    for pattern, why in _forbidden(bounds.directive):
        if _beyond(pattern, text, written):
            return why
    warned = bounds.directive.act == WARNING and bounds.directive.end is None
    if warned and _beyond(p.LEAVES, p.THREATENS.sub("", text), written):
        return _LEAVING
    agreed = f"{written}\n{visible(bounds.directive.when or '')}"
    if bounds.directive.act in STEP_ACTS and _beyond(p.TIMES, text, agreed):
        return "it names another time than the one agreed"
    if not in_english(sentence):
        return "it is not in English"
    if gives_away(text, bounds.closed):
        return "it tells something that does not stand in the notes"
    if invented(text, (bounds.known, *bounds.said)):
        return "it names a number that does not stand in the notes"
    if bounds.recital and (_runs(text) & set(bounds.recital)) - _runs(written):
        return "it repeats its instructions"
    return None


def _forbidden(directive: Directive) -> list[tuple[re.Pattern[str], str]]:
    out = [
        (p.OUT_OF_CHARACTER, "it falls out of the part"),
        (p.SPEAKS_FOR_REP, _NAMED),
        (p.MARKUP, "it holds markup or a stage direction"),
    ]
    act = directive.act
    if act not in STEP_ACTS:
        out.append((p.SETS_A_TIME, _AGREEING))
    if act not in STEP_ACTS | WILLING_ACTS:
        out.append((p.AGREES, _AGREEING))
    if act != "order":
        out.append((p.ORDERS, _AGREEING))
    if directive.end is None and act != WARNING:
        out.append((p.LEAVES, _LEAVING))
    return out


def _beyond(pattern: re.Pattern[str], text: str, written: str) -> bool:
    """Whether the pattern finds words in ``text`` that the written line has not."""
    allowed = " ".join(written.casefold().split())
    return any(" ".join(found[0].casefold().split()) not in allowed for found in pattern.finditer(text))


def fault_of_whole(reply: str, bounds: Bounds) -> str | None:
    """Why a whole reply may not be said although each sentence may: too long, said before, not what was decided."""
    if any(same_words(reply, earlier) for earlier in bounds.said):
        return "it was said before in this call, word for word"
    for one in (*sentences(reply), reply):
        found = fault_in(one, bounds)
        if found:
            return found
    return too_long(reply, bounds) or lacking(reply, bounds)


def too_long(reply: str, bounds: Bounds) -> str | None:
    """Why a reply, as far as it goes, is too long for what was decided."""
    words = len(visible(reply).split())
    most = max(MOST_WORDS[bounds.directive.length], 1.5 * len(bounds.written.split()))
    return f"it is too long ({words} words)" if words > most else None


def lacking(reply: str, bounds: Bounds) -> str | None:
    """What was decided and is not in the reply: the truth to tell, the time agreed, the question to ask."""
    text = visible(reply)
    if bounds.told and not gives_away(text, bounds.told):
        return "it does not tell what the notes say to tell"
    if bounds.when and _names(bounds.written, bounds.when) and not _names(text, bounds.when):
        return f"it does not name the time agreed ({bounds.when})"
    if bounds.directive.ask is not None and "?" in bounds.written and "?" not in text:
        return "it does not ask the question of the notes"
    return None


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same order."""
    return _flat(one) == _flat(other)


@lru_cache(maxsize=128)
def recital(*instructions: str) -> frozenset[tuple[str, ...]]:
    """Runs of words by which a recital of the instructions is known."""
    return frozenset(run for text in instructions for run in _runs(text))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _flat(text).split()
    return {tuple(words[i : i + RECITED]) for i in range(len(words) - RECITED + 1)}


def _names(text: str, when: str) -> bool:
    wanted = [w for w in _flat(when).split() if len(w) > 2 and w not in ("the", "next", "this", "then", "day")]
    said = set(_flat(text).split())
    return not wanted or any(w in said for w in wanted)


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[^\w']+", " ", text.casefold()).split())
