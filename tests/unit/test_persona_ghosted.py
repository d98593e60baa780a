"""The ones who went silent after asking for a proposal: two who hide an answer, and one who was in hospital."""

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

MASKED = ("haverkamp", "chandran")
SEEDS = range(12)
LATER = [act for act in LATER_ACTS if act not in ("no_answer", "gone_silent", "step_other_day")]
"""Those two are stage directions, the same for all."""

WHICH_PILE = "I've written four times and I don't want to be the fifth. Which pile is this in? Either is okay."
WHO_SAID_NO = "When something that urgent goes silent, somebody said no or it never mattered. Which is nearer?"
MY_PART = "I rushed that proposal and never asked who else had to agree. What did I get wrong?"
SAY_NO = "You can tell me no. What changed since I sent it?"
CLOSE = "Then I'll take that as a no and close the file. No hard feelings."

HOW_ARE_YOU = "Hello! How have you been keeping? Great to hear your voice."
NO_WORRIES = "Oh, no worries at all, you must be so busy. Sorry to bother you."
LOVELY = "You're doing an amazing job over there, everyone says so."
CHECK_BACK = "Of course, whatever works for you. I'll check back in a few weeks."
BYE = "Thanks a million. Take care, have a lovely day!"


@cache
def file() -> Persona:
    return persona.load(Path(__file__).parents[2] / "personas" / "ghosted.yaml")


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


def test_two_are_masked_and_one_was_ill() -> None:
    assert {v.key: v.twin for v in file().variants} == {"haverkamp": False, "chandran": False, "ansah": True}
    assert not file().variant("ansah").truths


def test_nothing_in_the_file_is_at_fault() -> None:
    assert [str(f) for f in check(file(), "ghosted.yaml") if f.kind == "fault"] == []


@pytest.mark.parametrize("key", [*MASKED, "ansah"])
def test_everyone_has_lines_of_their_own_for_everything(key: str) -> None:
    who = file().variant(key)
    assert not [act for act in (*NEEDED_ACTS, *LATER) if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 150


def test_the_twin_opens_like_a_masked_one() -> None:
    def words(key: str) -> list[set[str]]:
        named = {"abbey", "lane", "meera", "redgate", "reuben", "we've", "i've", "here"}
        return [set(re.findall(r"[\w']+", line.lower())) - named for line in file().variant(key).spoken("pick_up")]

    for twin, masked in zip(words("ansah"), words("chandran"), strict=True):
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
def test_making_a_no_safe_and_owning_ones_part_brings_it_out_and_an_honest_no(key: str) -> None:
    for seed in SEEDS:
        did, reply = call(file().variant(key), seed, WHICH_PILE, WHO_SAID_NO, MY_PART, SAY_NO, CLOSE, BYE)
        assert "tell" in did
        assert reply.outcome == "honest_no"


@pytest.mark.parametrize("key", MASKED)
def test_another_check_in_gets_another_promise(key: str) -> None:
    for seed in SEEDS:
        _, reply = call(file().variant(key), seed, HOW_ARE_YOU, NO_WORRIES, LOVELY, CHECK_BACK, BYE)
        assert reply.outcome == "brushed_off" and not reply.state.opened


def test_a_no_that_nobody_asked_about_is_only_a_relief() -> None:
    for key in MASKED:
        _, reply = call(file().variant(key), 1, "I'll take that as a no and close the file.")
        assert reply.outcome == "brushed_off"


def test_a_kind_question_and_a_day_are_enough_for_the_one_who_was_ill() -> None:
    for seed in SEEDS:
        did, reply = call(
            file().variant("ansah"),
            seed,
            "No chase. Good to hear you. Is everything all right?",
            "I'm sorry to hear that, and glad that you're back. What do you need now, and by when?",
            "Then let's take half an hour on Thursday at ten and fix the start date. Does that suit?",
        )
        assert did[-1] == "step_accept" and reply.state.step == "firm"


def test_to_look_for_a_plot_loses_the_one_who_was_ill() -> None:
    for seed in SEEDS:
        _, reply = call(
            file().variant("ansah"),
            seed,
            "People don't go silent for eight weeks for no reason. Who said no?",
            "That's a convenient story. I don't buy it. What's really behind it?",
            "No, I won't leave it there. I'm not sending anything until I know the real reason.",
            "You're avoiding the question, and I'm not going to be put off. Who really decides?",
            "I don't believe you. Somebody above you killed it.",
            "I won't be put off again.",
            "No. I'm staying on this line until you tell me the truth.",
        )
        assert reply.outcome == "hung_up"
