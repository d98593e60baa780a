"""What the prospect does with a turn when staying on the line: the first rule that fits."""

from __future__ import annotations

import random
import re

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.prospect import constants as c
from holdtheline.prospect.answers import ASKING, answer, note
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.dressing import dress, meant
from holdtheline.prospect.effects import Impact, rambles, said_before
from holdtheline.prospect.memory import Noticed
from holdtheline.prospect.series import asks_why_quiet
from holdtheline.prospect.state import State, replace
from holdtheline.prospect.steps import met, on_proposal, proposes
from holdtheline.prospect.truths import probe

Result = tuple[State, Directive]

_WORD = re.compile(r"[b-gi-ln-z]", re.IGNORECASE)
"""A letter that "Mm", "Hm", "Ah" and a silence do without."""


def choose(
    prospect: Prospect, before: State, impact: Impact, heard: Heard, rng: random.Random, noticed: Noticed | None = None
) -> Result:
    """State and directive for a call that goes on. ``noticed``: what is wrong with the rep's claims."""
    state = replace(impact.state, awaits=None)
    answers = before.awaits is not None and meant(heard, "answer")  # a bare yes may be one
    if "grunt" in heard.signs and state.turn > 1 and state.step != "asked" and not answers:
        if before.awaits is not None:
            return state, Directive("unanswered", topic=before.awaits)
        made_no_word = not _WORD.search(heard.text)
        return state, Directive("silence" if made_no_word and state.turn % 2 == 0 else "prompt")
    wanted = heard.orders and met(prospect.ends.order, state)  # who wants to buy is not pushed by being asked to
    for rule in (_nonsense, _too_much) if wanted else (_nonsense, _injury, _too_much):
        found = rule(before, state, heard)
        if found:
            return found
    if noticed is not None:
        quotes = {"now": noticed.now, **({"earlier": noticed.earlier} if noticed.earlier else {})}
        return state, Directive(noticed.kind, quotes=quotes)
    if asks_why_quiet(state, heard):
        return replace(state, quiet=False), Directive("why_quiet")
    state, directive = _substance(prospect, before, state, impact, heard, rng)
    if impact.hollow and directive.act in _EARNED:
        return state, Directive("what")
    directive = dress(prospect, state, directive, heard, rng)
    if directive.ask is not None:
        state = replace(state, awaits=prospect.asks[directive.ask].topic, questions_asked=state.questions_asked + 1)
    return state, directive


def _nonsense(before: State, state: State, heard: Heard) -> Result | None:
    if heard.addressed_the_grader or heard.made == ("meta",) or "machine" in heard.signs:
        return state, Directive("meta")
    if heard.clarity < 0.35 or (heard.stuffed and heard.asks < c.STUFFED_QUESTIONS):
        return replace(state, unclear=state.unclear + 1), Directive("what")
    if said_before(before, heard):
        return state, Directive("again_said")
    return None


def _injury(before: State, state: State, heard: Heard) -> Result | None:
    if heard.did("attack"):
        return replace(state, step="none" if state.step != "order" else "order"), Directive("attacked")
    if heard.did("pressure"):
        return state, Directive("pressured")
    return None


def _too_much(before: State, state: State, heard: Heard) -> Result | None:
    if state.drilled > c.DRILLED_TURNS and state.drilled % 2:
        return state, Directive("one_at_a_time")
    listed = len(heard.about) >= c.STUFFED_TOPICS
    if "?" in heard.text and (heard.asks >= c.STUFFED_QUESTIONS or (listed and heard.asks > 1)):
        return state, Directive("one_at_a_time")
    if heard.words > c.MONOLOGUE_WORDS or listed or rambles(heard):
        return state, Directive("interrupt", interrupts=True)
    return None


_EARNED = frozenset({"respects", "moved", "re_examine", "grant", "acknowledge"})
"""Acts by which a prospect shows that something was worth hearing."""


def _substance(
    prospect: Prospect, before: State, state: State, impact: Impact, heard: Heard, rng: random.Random
) -> Result:
    if gives_in(heard):
        if prospect.serves and not proposes(state, heard):
            return _served(prospect, state, heard, rng)
        if not prospect.serves:
            nothing_given = not heard.sends and not heard.did("cave")
            return replace(state, caved=state.caved + 1), Directive("vague" if nothing_given else "take_it")
    only_leave = set(heard.about) <= {"permission", "greeting"}
    if _may_grant(state, impact, heard) and heard.touches("permission") and only_leave and not heard.did("next_step"):
        return replace(state, granted=True), Directive("grant")
    found = probe(prospect, state, heard, impact.hollow, rng)
    if found is None:
        state = replace(state, waved_off=None)
    if found is not None:
        topic = found.truth.gate.topics[0]
        state = note(found.state, heard, topic if found.told == "tell" else None)
        if found.told == "tell" and proposes(state, heard) and state.step not in ("firm", "order"):
            state = replace(state, step="asked", step_when=heard.when, step_brings=heard.brings)
        return state, Directive(found.told, truth=found.truth.id, topic=topic, length="long")
    if proposes(state, heard):
        act, state = on_proposal(prospect, state, heard)
        return state, Directive(act)
    if _just_refused(prospect, before, heard):
        answered = answer(prospect, before, state, heard, rng) if not prospect.truths else None
        return answered if answered and answered[1].act == "answer" else (state, Directive("indignant"))
    if before.awaits is not None and not heard.did(*ASKING) and not heard.asks:
        return _after_our_question(before, state, heard)
    answered = answer(prospect, before, state, heard, rng)
    if answered is not None:
        return answered
    return _reaction(prospect, before, state, impact, heard, rng)


def gives_in(heard: Heard) -> bool:
    """Caves, and does not hold, challenge or ask what it is for in the same breath."""
    given = max(heard.weight("cave"), heard.weight("vague_follow_up"))
    if not given or (heard.unsure and not heard.sends and "matches" not in heard.signs):
        return False
    if given == heard.weight("cave") and not heard.sends and heard.weight("appease") > given:
        return False  # "no worries, I understand" soothes, and gives nothing away
    if max(heard.weight(m) for m in ("hold", "challenge", "dig", "qualify")) >= given:
        return False
    if heard.when is not None and heard.weight("next_step") >= given:
        return False
    return not (heard.asks and (heard.did("discover") or not heard.sends))


def _served(prospect: Prospect, state: State, heard: Heard, rng: random.Random) -> Result:
    answered = answer(prospect, state, state, heard, rng) if heard.asks else None
    return answered or (state, Directive("take_it"))


def _just_refused(prospect: Prospect, before: State, heard: Heard) -> bool:
    """The first no is news, early in a call; later it is part of a conversation."""
    if heard.sends or before.turn >= c.NEWS_UNTIL or heard.did("candour"):
        return False
    refused = heard.weight("hold") >= 0.9 or (heard.did("hold") and not heard.asks and not heard.unsure)
    return refused and before.held == 0 and not before.opened and bool(prospect.spoken("indignant"))


def _after_our_question(before: State, state: State, heard: Heard) -> Result:
    got_it = heard.did("answer", "candour", "pitch") or heard.touches(before.awaits or "")
    got_it = got_it or (bool(state.opened) and heard.did("empathise"))
    if got_it:
        return state, Directive("acknowledge", topic=before.awaits)
    return replace(state, patience=max(0.0, state.patience - 0.4)), Directive("unanswered", topic=before.awaits)


def _may_grant(state: State, impact: Impact, heard: Heard) -> bool:
    """Two minutes are granted once, to a rep who has earned some respect, before anything has come out."""
    if state.granted or state.opened or state.respect_turns < 1 or impact.gain <= 0 or state.step in ("firm", "order"):
        return False
    return heard.touches("permission")


def _reaction(
    prospect: Prospect, before: State, state: State, impact: Impact, heard: Heard, rng: random.Random
) -> Result:
    if state.turn <= 1 and heard.touches("greeting") and heard.asks and not meant(heard, "candour", "hold"):
        return state, Directive("greet")
    if _may_grant(state, impact, heard) and (not heard.asks or heard.touches("permission")):
        return replace(state, granted=True), Directive("grant")
    if "disbelief" in heard.signs and not heard.asks:
        return state, Directive("disbelieved")
    if before.recent[-1:] == ("tell",) and not heard.asks and not heard.did("pitch", "challenge", "hold", "flatter"):
        return state, Directive(
            "moved" if heard.did("empathise", "appease") or heard.touches("feelings") else "respects"
        )
    if "gush" in heard.signs:
        return state, Directive("flattered")
    if "will_ask" in heard.signs and not heard.asks and not heard.did("answer", "candour"):
        return state, Directive("prompt")
    if "serves" in heard.signs:
        wants_it_still = not state.opened and state.step not in ("firm", "order")
        return state, Directive("mask" if wants_it_still else "prompt")
    if heard.touches("personal") and heard.did("small_talk"):
        return state, Directive("chat")
    if heard.touches("permission") and heard.weight("hold") < c.HEARD_OUT:
        return state, Directive("prompt")
    if heard.unsure and (not heard.asks or "opener" in heard.signs):  # anybody's guess: nothing is made of it
        return state, Directive("prompt")
    if heard.asks and heard.did("challenge") and heard.weight("challenge") < 1.0 and heard.did(*ASKING):
        return state, Directive("dodge")
    if heard.did("challenge"):
        landed = state.respect >= 1.5 and state.respect_turns >= 2 and rng.random() < 0.75
        return state, Directive("re_examine" if landed else "push_back")
    if heard.did("candour") and not heard.asks and state.recent.count("respects") < 2:
        return state, Directive("respects")
    if heard.did("appease") and heard.weight("appease") >= heard.weight("empathise"):
        return state, Directive("appeased")
    if heard.did("empathise"):
        return state, Directive("moved")
    if heard.did("hold"):
        return state, Directive("push_back" if state.opened or rng.random() < 0.6 else "mask")
    if (
        heard.asks
        and not heard.touches("greeting", "permission")
        and (heard.did(*ASKING) or not heard.did("pitch", "flatter", "appease", "small_talk", "next_step"))
    ):
        return state, Directive("dodge")
    for move, act in (("pitch", "pitched_at"), ("flatter", "flattered"), ("appease", "appeased")):
        if heard.did(move):
            return state, Directive(act)
    if heard.did("small_talk"):
        return state, Directive("chat")
    if heard.did("answer"):
        willing = state.interest >= 3.5 and prospect.spoken("leads_on") and rng.random() < 0.5
        return state, Directive("leads_on" if willing else "acknowledge")
    if state.turn <= 2 and (heard.touches("greeting") or state.turn == 1):
        return state, Directive("greet")
    bored = state.interest < 1.6 and state.patience < 4
    return state, Directive("short" if bored else "prompt", length="short" if bored else "normal")
