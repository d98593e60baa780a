"""Finding the prepared answer that fits a question."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from holdtheline.moves.question import question
from holdtheline.moves.reader import Reader
from holdtheline.moves.topic_guess import ORDER, guess
from holdtheline.persona import Answer
from holdtheline.prospect import fitting
from holdtheline.prospect.answer_book import Book
from tests.unit.persona_play import variant

MARKED = Path(__file__).parents[2] / "training" / "data" / "answers.jsonl"
ANSWERS = (
    Answer(topic="current", asked=("who fixes the vans", "which garage do you use"), says=("Pat's garage does.",)),
    Answer(topic="company", asked=("how many vans have you got",), says=("Nineteen vans.",)),
    Answer(topic="problem", needs="secret", asked=("what broke down",), says=("The big one, in March.",)),
    Answer(topic="problem", until="secret", asked=("what goes wrong",), says=("Nothing much.",)),
)


def test_a_question_in_other_words_finds_its_answer() -> None:
    book = Book(ANSWERS)
    near = book.likeness(book.weigh(question("Which garage fixes yours?").words))
    assert int(near.heard.argmax()) == 0 and near.heard[1] < near.heard[0]


def test_slips_of_the_pen_are_put_right() -> None:
    book = Book(ANSWERS)
    assert "garag" in book.weigh(question("which garrage is it").words)


def test_an_answer_that_may_not_be_given_now_has_no_chance() -> None:
    heard = Reader.default().read("What broke down?", "Hm.", (), 3)
    assert fitting.chances(ANSWERS, heard, ())[2] == 0.0
    assert fitting.chances(ANSWERS, heard, ("secret",))[3] == 0.0
    assert fitting.chances(ANSWERS, heard, ("secret",))[2] > 0.0


@pytest.mark.parametrize("text", ["", "?", "...", "ж" * 500, "why " * 2_000, "12 34 56"])
def test_any_text_has_chances_between_0_and_1(text: str) -> None:
    found = fitting.chances(ANSWERS, Reader.default().read(text, None, (), 1), ())
    assert found.shape == (4,) and np.isfinite(found).all() and (found >= 0).all() and (found <= 1).all()


def test_how_many_is_one_word_and_what_time_asks_when() -> None:
    asked = question("How many drivers, and what time do they start?")
    assert "how-many" in asked.words and "when" in asked.words and "many" not in asked.words


@pytest.mark.parametrize(
    ("text", "topic"),
    [("Who signs it off in the end?", "who_decides"), ("How much is put aside for this?", "budget")],
)
def test_topics_are_guessed(text: str, topic: str) -> None:
    found = guess(question(text))
    assert ORDER[int(found.argmax())] == topic and found.sum() == pytest.approx(1.0, abs=1e-4)


def test_most_marked_questions_get_an_answer_that_fits() -> None:
    """Of the marked questions, which the weights have seen: fewer than one answer in five is beside the question."""
    rows = [json.loads(line) for line in MARKED.read_text(encoding="utf-8").splitlines()]
    reader, given, beside = Reader.default(), 0, 0
    for row in rows[::6]:
        who = variant(row["persona"], row["variant"])
        found = fitting.chances(who.answers, reader.read(row["text"], row["before"], (), 3), row["open"])
        if not row["asks"] or found.max() < fitting.LIKELY:
            continue
        given += 1
        beside += who.answers[int(found.argmax())].says[0] not in (*row["fits"], *row["fair"])
    assert given > 100 and beside * 5 < given
