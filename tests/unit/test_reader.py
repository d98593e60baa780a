"""The reader of moves on plain, typical lines that no training call holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from holdtheline.moves.features import turn_features
from holdtheline.moves.hindsight import around
from holdtheline.moves.normalise import plain, sentences
from holdtheline.moves.reader import Reader, _said
from holdtheline.moves.taxonomy import MOVES
from holdtheline.transcript import Transcript

PROBES = Path(__file__).parents[1] / "data" / "probe_turns.txt"


def probes() -> list[tuple[list[str], str | None, str]]:
    rows = []
    for line in PROBES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            moves, before, text = (part.strip() for part in line.split("|"))
            rows.append((moves.split(), None if before == "-" else before, text))
    return rows


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.default()


@pytest.mark.parametrize(
    ("before", "text", "moves"),
    [
        (
            "just send me something to look over",
            "Of course, I'll send our brochure over. Anything else I can do for you?",
            {"cave"},
        ),
        ("Hello?", "You sound amazing, I love your energy", {"flatter"}),
        (
            "just send me something",
            "I won't just send something you'd never read. Give me two minutes and two questions",
            {"hold"},
        ),
        ("It's fine, really.", "What's really behind that?", {"dig"}),
        ("Looks good.", "Who else has to sign off?", {"qualify"}),
        ("It's my decision.", "How was the last purchase like this decided?", {"qualify", "discover"}),
        ("Okay, let's look at it.", "Thursday at ten with your CFO?", {"next_step"}),
        ("no thanks, I'll let you know", "great, thanks, I'll check back", {"vague_follow_up", "cave"}),
    ],
)
def test_a_typical_line_is_read_right(reader: Reader, before: str, text: str, moves: set[str]) -> None:
    assert moves & set(reader.read(text, before, position=2).made)


def test_most_probe_lines_are_read_right(reader: Reader) -> None:
    hits: dict[str, list[bool]] = defaultdict(list)
    for moves, before, text in probes():
        position = 1 if before in (None, "Hello?") else 3
        hits[moves[0]].append(moves[0] in reader.read(text, before, position=position).made)
    every = [hit for found in hits.values() for hit in found]
    assert len(every) >= 150
    assert sum(every) / len(every) >= 0.85
    assert {move: sum(found) / len(found) for move, found in hits.items() if sum(found) / len(found) < 0.5} == {}


def test_the_probe_lines_are_not_in_the_training_data() -> None:
    data = Path(__file__).parents[2] / "training" / "data"
    trained = "".join(plain(p.read_text(encoding="utf-8")) for p in sorted(data.iterdir()))
    for _, _, text in probes():
        if len(text.split()) > 6:
            assert plain(text) not in trained


def test_probabilities_cover_every_move_and_something_is_always_made(reader: Reader) -> None:
    for text in ("?", "...", "asdf qwer", "\u200b x", "Привет, как дела", "a" * 4000, "no " * 1300, "🙂"):
        heard = reader.read(text)
        assert set(heard.moves) == set(MOVES)
        assert all(0 <= p <= 1 for p in heard.moves.values())
        assert heard.made


def test_invisible_characters_and_look_alikes_change_nothing(reader: Reader) -> None:
    honest = reader.read("Of course, I'll send the brochure over today.", "Send me something.")
    dressed = reader.read("Of cоurse, I’ll s\u200bend the brосhure over today.", "Send me something.")
    assert dressed.made == honest.made
    assert dressed.moves == honest.moves


def test_a_call_is_read_in_hindsight(reader: Reader) -> None:
    said = ["Grow up.", "You people are useless, no wonder you're losing.", "Is that the best you can do?"]
    turns = [t for s in said for t in ({"speaker": "rep", "text": s}, {"speaker": "prospect", "text": "Excuse me?"})]
    read = reader.read_call(Transcript.model_validate({"id": "x", "turns": turns}))
    assert list(read) == [1, 3, 5]
    alone = reader.read(said[2], "Excuse me?", said[:2], 3)
    assert read[5].moves["attack"] > alone.moves["attack"]
    assert replace(read[5], moves={}, made=()) == replace(alone, moves={}, made=())


def test_what_stands_around_a_turn() -> None:
    scores = np.array([[1.0, -2.0]], dtype=np.float32)
    assert around(scores).tolist() == [[1.0, -2.0, 0, 0, 0, 0, 0, 0, 0, 0]]
    three = around(np.array([[1.0], [2.0], [4.0]], dtype=np.float32))
    assert three[1].tolist() == [2.0, 1.0, 4.0, pytest.approx(1 / 3), pytest.approx(5 / 4)]


def test_a_call_without_a_rep_turn_reads_as_nothing(reader: Reader) -> None:
    call = Transcript.model_validate({"id": "x", "turns": [{"speaker": "prospect", "text": "Hello?"}]})
    assert reader.read_call(call) == {}


def test_plain_spelling() -> None:
    assert plain("  I DON’T\u00a0know — u dont? ") == "i don't know - you don't?"
    assert sentences("One. Two? three") == ("One.", "Two?", "three")
    assert sentences("...") == ("...",)


def test_a_call_is_looked_up_as_its_turns_are_named() -> None:
    known = Reader.default().linear.vocabulary
    said = [("Hi, it's Sam. Why now? Why not later?", None, 1), ("Fair. 40 a week, then?", "Too dear, too dear!", 2)]
    for turn, (places, values) in zip(said, known.rows([_said(*turn) for turn in said]), strict=True):
        text, before, position = turn
        wanted = known.known(turn_features(text, before, (), position))
        assert dict(zip(places, values, strict=True)) == pytest.approx(dict(zip(*wanted, strict=True)))


def test_a_turn_by_itself_has_the_scores_it_has_in_a_call() -> None:
    reader, turn = Reader.default(), ("What would stop you from doing it this week?", "Send me something.", 3)
    assert reader._score(*turn) == pytest.approx(reader._scores([("Hello.", None, 1), turn])[1], abs=1e-4)
