"""The assistants: two who keep the door for a reason they don't give, and one who does the buying herself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.reader import Reader
from holdtheline.persona import Persona, Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.check import check
from holdtheline.vocabulary import LATER_ACTS, NEEDED_ACTS

MASKED = ("odom", "furlong")
SEEDS = range(12)
LATER = [act for act in LATER_ACTS if act not in ("no_answer", "gone_silent", "step_other_day")]
"""Those two are stage directions, the same for all."""

PLAINLY = (
    "Good morning. You don't know me and nor does your boss. It's a sales call. I'll ask one thing, then throw me out."
)
JUDGE = "May I tell you the reason I think it deserves the time, and you judge whether it does?"
YOUR_WAY = "I won't go around you. How does something like this get decided there?"
WORTH_IT = (
    "What do you think, is it worth the time at all? If it isn't, say so and I'll go. What would you need to see?"
)
LAST_ONE = "What happened with the last one that got through?"
PAGE = "Then you get one page from me on Thursday at noon, with the price and what it can't do. Would that do?"

FLATTERY = "What a lovely voice you have! I bet the whole place would fall over without you."
CHARM = "You're clearly the one who really runs things. How was your weekend?"
EXPECTED = "He's expecting my call, and it's personal. You'd be in trouble if you didn't put me through today."


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "gatekeeper.yaml")


def call(who: Prospect, seed: int, *turns: str) -> tuple[list[str], engine.Reply]:
    """What the prospect did at each turn and the last reply; the call may end before the last turn."""
    reader = Reader.default()
    state, first = engine.open_call(who, seed)
    said, reps, did = [first or ""], list[str](), list[str]()
    for turn in turns:
        heard = reader.read(turn, said[-1], reps, len(reps) + 1)
        reply = engine.reply(who, state, heard, said, seed)
        did.append(reply.directive.act)
        said.append(reply.text)
        reps.append(turn)
        state = reply.state
        if state.over:
            break
    return did, reply


def test_two_keep_the_door_and_one_owns_the_purchase() -> None:
    assert {v.key: v.twin for v in file().variants} == {"odom": False, "furlong": False, "roche": True}
    assert not file().variant("roche").truths


def test_nothing_in_the_file_is_at_fault() -> None:
    assert [str(f) for f in check(file(), "gatekeeper.yaml") if f.kind == "fault"] == []


@pytest.mark.parametrize("key", [*MASKED, "roche"])
def test_everyone_has_lines_of_their_own_for_everything(key: str) -> None:
    who = file().variant(key)
    assert not [act for act in (*NEEDED_ACTS, *LATER) if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        text = [line.lower() for line in file().variant(key).spoken("pick_up")]
        named = "chief executive's|managing director's|declan|furlong|aisling|roche|slaney vale|nore bridge|ms hegarty"
        named += "|mr brophy"
        return [set(re.findall(r"[\w']+", re.sub(named, "", line))) - {"she", "he"} for line in text]

    for twin, masked in zip(words("roche"), words("furlong"), strict=True):
        assert len(twin & masked) / len(twin | masked) > 0.85


@pytest.mark.parametrize("key", MASKED)
def test_each_telling_says_what_no_earlier_line_does(key: str) -> None:
    for truth in file().variant(key).truths:
        assert len(truth.words) >= 5
        assert all(any(w.lower() in tell.lower() for w in truth.words) for tell in truth.tell)
        assert not [
            w for w in truth.words if w.lower() in f"{file().variant(key).card} {file().variant(key).before}".lower()
        ]


@pytest.mark.parametrize("key", MASKED)
def test_plain_dealing_and_asking_their_judgement_earns_the_way_in(key: str) -> None:
    for seed in SEEDS:
        did, reply = call(file().variant(key), seed, PLAINLY, JUDGE, YOUR_WAY, WORTH_IT, LAST_ONE, PAGE)
        assert "tell" in did
        assert did[-1] == "step_accept" and reply.state.step == "firm"


@pytest.mark.parametrize("key", MASKED)
def test_no_slot_is_given_to_a_stranger(key: str) -> None:
    for seed in SEEDS:
        did, reply = call(file().variant(key), seed, "Could I have ten minutes with your boss on Tuesday at ten?")
        assert did == ["step_refuse"] and reply.state.step == "refused"


@pytest.mark.parametrize("key", MASKED)
def test_butter_and_tricks_end_the_call(key: str) -> None:
    for seed in SEEDS:
        _, reply = call(file().variant(key), seed, FLATTERY, CHARM, EXPECTED, FLATTERY.upper(), EXPECTED + " Now.")
        assert reply.outcome == "hung_up" and not reply.state.opened


def test_asking_who_chooses_and_a_day_are_enough_for_the_one_who_buys() -> None:
    for seed in SEEDS:
        did, reply = call(
            file().variant("roche"),
            seed,
            "Then I won't ask you to put me through. It's about visitor sign-in. Who chooses that sort of thing?",
            "Good, then it's you I wanted. How do people sign in now?",
            "When do you need it by?",
            "Could I come on Thursday at ten and put one on the front door?",
        )
        assert did[-1] == "step_accept" and reply.state.step == "firm"


def test_pressing_on_to_the_boss_loses_the_one_who_buys() -> None:
    for seed in SEEDS:
        _, reply = call(
            file().variant("roche"),
            seed,
            "I appreciate that, but it's something I need to take up with him directly. I won't discuss it with you.",
            "No, I won't put it in writing. I'm not going to be brushed off. Who really decides?",
            "I don't think that's the real reason. Somebody above you can say no. Who is it really?",
            "I'm not moving until I know who signs.",
            "I won't be put off. He would want to hear this himself.",
        )
        assert reply.outcome == "hung_up"
