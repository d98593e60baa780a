"""What a rep turn asks about: topics, measured on turns that people labelled."""

from __future__ import annotations

import pytest

from holdtheline.moves.taxonomy import TOPICS
from holdtheline.moves.understand import understand
from tests.unit.topic_score import score, turns

LEAST_F1 = {"tuning": 0.84, "held-out": 0.8}


@pytest.mark.parametrize("part", LEAST_F1)
def test_asked_topics_are_read_as_a_person_labelled_them(part: str) -> None:
    assert score(part).f1() >= LEAST_F1[part]


def test_neither_precision_nor_recall_is_bought_with_the_other() -> None:
    held = score("held-out")
    assert held.precision() >= 0.75
    assert held.recall() >= 0.8


def test_the_labelled_turns_name_only_known_topics() -> None:
    rows = turns("tuning") + turns("held-out")
    assert len(rows) >= 350
    assert {t for r in rows for t in r["topics"] + r["maybe"]} <= set(TOPICS)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("who signs off on this besides you", "who_decides"),
        ("My guess is that you don't decide this alone", "who_decides"),
        ("I suspect somebody above you said no", "who_decides"),
        ("walk me through how you bought the last one", "process"),
        ("and what then?", "process"),
        ("why not", "reason"),
        ("what do u mean by that", "reason"),
        ("how so?", "reason"),
        ("such as?", "reason"),
        ("what happened last time?", "history"),
        ("who are you using right now", "current"),
        ("how long have you and Barry known each other?", "relationship"),
        ("whats the biggest headache with it", "problem"),
        ("What does an hour of downtime cost you?", "cost"),
        ("what would have to go wrong before you looked elsewhere?", "change"),
        ("what are you hoping to get out of a new supplier", "need"),
        ("I don't think you would read it", "use"),
        ("what will you do with the brochure", "use"),
        ("have you a budget set aside for this?", "budget"),
        ("what would a discount do for you", "price"),
        ("tell me what we did wrong", "grievance"),
        ("when do you need it by?", "timing"),
        ("give me two minutes and two questions", "permission"),
        ("what is your role there", "role"),
    ],
)
def test_a_question_or_probe_is_about_its_topic(text: str, topic: str) -> None:
    assert topic in understand(text).about


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("our price is great, honestly the best price around", "price"),
        ("Our clients' CFOs love it because they can approve everything in one click.", "who_decides"),
        ("It solves all the problems that firms have with scheduling.", "problem"),
        ("We are proud of our history and our experience.", "history"),
    ],
)
def test_mentioning_a_topic_while_pitching_is_not_asking_about_it(text: str, topic: str) -> None:
    assert topic not in understand(text).about


@pytest.mark.parametrize(
    "typo", ["who has to aprove it", "is there a comittee that decides", "whats your budgit for this"]
)
def test_one_slip_in_a_telling_word_does_not_hide_the_topic(typo: str) -> None:
    assert set(understand(typo).about) & {"who_decides", "budget"}


def test_who_is_that_asks_about_the_person_just_named() -> None:
    assert "who_decides" in understand("who's that?", "She wouldn't go for it.").about
    assert "relationship" in understand("who's that?", "My friend Barry looks after me, he's very loyal.").about
