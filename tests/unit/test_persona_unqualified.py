"""The people who ask for another demo: one without money, one without a need, and a small firm about to buy."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.heard import Heard
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.vocabulary import NEEDED_ACTS

MASKED = ("marchetti", "prosser")


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "unqualified.yaml")


def heard(text: str, *made: str, about: tuple[str, ...] = (), asks: int = 0, **more: str) -> Heard:
    return Heard(
        text=text,
        made=made,
        moves=dict.fromkeys(made, 0.9),
        topics=dict.fromkeys(about, 0.9),
        about=about,
        asks=asks,
        words=len(text.split()),
        when=more.get("when"),
        closes="no" if more.get("closes") else None,
    )


BEFORE = heard("Before I put on another one I have a blunt question.", "hold", "candour")
MONEY = heard("Where would the first year's money come from?", "qualify", about=("budget",), asks=1)
WHY = heard("It has been seen twice. What is really behind a third?", "dig", "challenge", about=("reason",), asks=1)
WHAT_FOR = heard("And what would it settle?", "dig", about=("use",), asks=1)
NO = heard("Then there is nothing for me to sell you, and I'll close the file.", "candour", closes="no")
GLADLY = heard("Of course, another one, with pleasure.", "cave", "appease")
BYE = heard("Thank you so much, have a lovely day.", "appease")
DEMO = heard("Thursday at ten, start to finish?", "next_step", about=("next",), asks=1, when="Thursday at ten")
NEED = heard("What does it have to do for you?", "discover", about=("need",), asks=1)
BY_WHEN = heard("By when?", "qualify", about=("timing",), asks=1)


def call(who: Prospect, seed: int, *turns: Heard) -> tuple[list[str], engine.Reply]:
    """What the prospect did and the last reply; the call may end before the last turn."""
    state, first = engine.open_call(who, seed)
    said, did = [first or ""], []
    for turn in turns:
        reply = engine.reply(who, state, turn, said, seed)
        did.append(reply.directive.act)
        said.append(reply.text)
        state = reply.state
        if state.over:
            break
    return did, reply


def test_two_are_masked_and_the_little_firm_means_it() -> None:
    assert {v.key: v.twin for v in file().variants} == {"marchetti": False, "prosser": False, "delgado": True}
    twin = file().variant("delgado")
    assert twin.serves and not twin.truths and "challenge" in twin.grading.off


@pytest.mark.parametrize("key", [*MASKED, "delgado"])
def test_everyone_has_a_line_for_everything(key: str) -> None:
    who = file().variant(key)
    assert not [act for act in NEEDED_ACTS if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"teo", "saltbox", "ray", "delgado's", "delgado"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("delgado"), words("marchetti"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_nothing_said_before_the_gate_gives_the_truth_away(key: str) -> None:
    who = file().variant(key)
    for truth in who.truths:
        pattern = re.compile("|".join(rf"\b{re.escape(w)}" for w in truth.words), re.IGNORECASE)
        early = [line for act in who.lines for line in who.spoken(act)]
        early += [line for a in who.answers if a.needs != truth.id for line in a.says]
        early += [line for q in who.asks if q.needs != truth.id for line in q.says]
        for other in who.truths:
            early += [*other.deflect, *other.hint]
        early += [who.card, who.before, who.situation]
        assert [line for line in early if pattern.search(line)] == []
        assert all(pattern.search(tell) for tell in truth.tell)


@pytest.mark.parametrize("key", MASKED)
def test_asking_where_the_money_is_and_why_opens_the_truth_and_ends_in_an_honest_no(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, BEFORE, MONEY, WHY, WHAT_FOR, NO, BYE)
        assert "tell" in did[:4]
        assert reply.state.let_go


@pytest.mark.parametrize("key", MASKED)
def test_another_demo_gladly_given_ends_with_nothing(key: str) -> None:
    for seed in range(20):
        did, reply = call(file().variant(key), seed, GLADLY, BYE)
        assert did[0] == "take_it"
        assert reply.outcome == "brushed_off" and not reply.state.opened


@pytest.mark.parametrize("key", MASKED)
def test_a_demo_with_a_day_is_never_a_firm_step(key: str) -> None:
    for seed in range(20):
        _, reply = call(file().variant(key), seed, NEED, DEMO)
        assert reply.state.step not in ("firm", "order")


@pytest.mark.parametrize("key", MASKED)
def test_to_let_go_before_anything_is_known_is_no_honest_no(key: str) -> None:
    for seed in range(10):
        _, reply = call(file().variant(key), seed, NEED, NO)
        assert reply.outcome == "brushed_off"


def test_with_the_little_firm_a_question_and_a_day_are_enough() -> None:
    for seed in range(20):
        _, reply = call(file().variant("delgado"), seed, NEED, BY_WHEN, GLADLY, DEMO)
        assert reply.state.step == "firm"
        assert reply.state.patience > 5


def test_with_the_little_firm_the_tough_reflex_loses_the_call() -> None:
    again = heard("No demo until I know that you can pay for it.", "hold")
    doubt = heard("Is that approved, or is it a hope?", "dig", "challenge", about=("budget",), asks=1)
    last = heard("I doubt that you need it, and I'm not showing it.", "hold", "challenge")
    for seed in range(20):
        _, reply = call(file().variant("delgado"), seed, BEFORE, again, doubt, last, again)
        assert reply.outcome == "hung_up"
