"""Whether a question is answered, waved away, or was answered already."""

from __future__ import annotations

import random
import re

from holdtheline.moves.heard import Heard
from holdtheline.moves.question import leans
from holdtheline.moves.text import sentences
from holdtheline.moves.topics import asked_about
from holdtheline.persona import Answer, Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.fitting import LEANING, LIKELY, PLAIN, chances
from holdtheline.prospect.state import State, replace

Reply = tuple[State, Directive]

ASKING = ("discover", "dig", "qualify")
"""Moves that ask, whatever the form of the sentence."""

_FREE = frozenset({"greeting", "permission", "next", "price", "product"})
"""Topics that nobody withholds."""

_HELLO = frozenset({"greeting", "permission", "personal", "product"})
"""Topics of a turn that says hello and who is calling."""

_UNSPOKEN = ("greeting", "permission", "personal", "next", None)
"""Topics on which, without an answer, the turn is met for what else it does."""


def answer(prospect: Prospect, before: State, state: State, heard: Heard, rng: random.Random) -> Reply | None:
    """The answer to what was asked, if anything was: given, waved away, or said to have been given."""
    asking = heard.asks > 0 or any(heard.weight(m) >= c.PLAINLY_ASKED for m in ASKING)
    if not asking or "gush" in heard.signs:
        return None
    if state.turn <= 2 and ("opener" in heard.signs or _only_who(heard.text)):  # a question in form only
        return None
    best, chance = _best(prospect, state, heard)
    if best is not None:
        found = prospect.answers[best]
        if chance < PLAIN and _keeps_it(prospect, state, found, heard, rng):
            return note(state, heard, None), Directive("dodge", topic=found.topic)
        times = before.given.get(str(best), 0)
        if times >= len(found.says):
            return note(state, heard, None), Directive("again" if chance >= PLAIN else "dodge", topic=found.topic)
        state = replace(state, given={**state.given, str(best): times + 1})
        return note(state, heard, found.topic), Directive("answer", answer=best, topic=found.topic)
    topic = heard.about[0] if heard.about else None
    if topic in _UNSPOKEN or not heard.asks or _hello(state, heard):
        return None
    return note(state, heard, None), Directive("dodge", topic=topic)


def note(state: State, heard: Heard, answered: str | None) -> State:
    """The state with what was asked about, and the topic that was answered, if any."""
    asked = {**state.asked, **{t: state.asked.get(t, 0) + 1 for t in heard.about}}
    counted = state.answered if answered is None else {**state.answered, answered: state.answered.get(answered, 0) + 1}
    return replace(state, asked=asked, answered=counted)


def _best(prospect: Prospect, state: State, heard: Heard) -> tuple[int | None, float]:
    """The likeliest answer and its chance of fitting; one that was given has used up part of it."""
    if not prospect.answers:
        return None, 0.0
    found = chances(prospect.answers, heard, state.opened).copy()
    if not _HOW_ARE.search(heard.text):
        found[[a.topic == "greeting" for a in prospect.answers]] = 0.0
    if _ASKS_ALREADY.search(heard.text):
        found[[a.topic == "permission" for a in prospect.answers]] = 0.0
    if _hello(state, heard):
        found[[a.topic not in heard.about for a in prospect.answers]] = 0.0
    elif not set(heard.about) <= _HELLO or state.turn > c.HELLO_UNTIL:  # "how does it go there on a bad day?"
        found[[a.topic == "greeting" for a in prospect.answers]] *= c.LATE_HELLO
    for place, times in state.given.items():
        if int(place) < found.size:  # a call goes on with the version it began with, but a file may be shorter now
            found[int(place)] *= c.GIVEN_BEFORE ** min(3, times)
    best = int(found.argmax())
    chance = float(found[best])
    return (best, chance) if chance >= (LEANING if leans(heard.text) else LIKELY) else (None, chance)


def _hello(state: State, heard: Heard) -> bool:
    """Who says hello, and what it is about, asks nothing else yet."""
    if state.turn > 1 or not heard.touches("greeting"):
        return False
    return set(heard.about) <= _HELLO or set(asked_about(heard.text)) <= _HELLO


_HOW_ARE = re.compile(
    r"\bhow(?:'s| is| are|'re| have| has| goes)\b.{0,30}\b(?:you|ye|things|day|morning|afternoon|week|it|life|yourself|"
    r"everybody|everyone|all|tricks|form)\b|\byou(?: all)? (?:well|keeping|doing|okay|ok|good|all right|alright)\b|"
    r"\b(?:a bad|the wrong) (?:time|moment)\b|\b(?:everything|all) (?:is )?(?:all right|alright|okay|ok|well)\b",
    re.I,
)
"""Asks how they are, or whether they would rather not talk now; whether this is a good time is another question."""

_ASKS_ALREADY = re.compile(
    r"\bif i (?:may|might|can|could)(?: just)? ask\b|\b(?:may|can|could|might) i (?:just )?ask (?:you )?"
    r"(?:what|who|how|why|where|when|which|whether|if)\b",
    re.I,
)
"""Asks leave and the question in one breath."""

_WHO_IS_IT = re.compile(
    r"\b(?:is (?:that|this)|am i (?:speaking|talking)|(?:have|has) i got|speaking (?:to|with))\b", re.I
)


def _only_who(text: str) -> bool:
    """Whether all that a turn asks is whom it has on the line."""
    asked = [s for s in sentences(text) if s.rstrip().endswith("?")]
    return bool(asked) and all(_WHO_IS_IT.search(s) and len(s.split()) <= 9 for s in asked)


def _keeps_it(prospect: Prospect, state: State, found: Answer, heard: Heard, rng: random.Random) -> bool:
    """Somebody with something to hide owes a stranger no answers: the less respect earned, the fewer are given.

    What the mask itself wants to talk about, and what was asked for in so many words, is answered.
    """
    early = state.turn <= 2 and found.topic in ("need", "use")
    if early or heard.touches("greeting") or not prospect.truths or state.opened or found.topic in _FREE:
        return False
    if state.recent and state.recent[-1] == "dodge":
        return False
    return rng.random() < max(0.0, c.KEEPS - c.THAWS * state.respect)
