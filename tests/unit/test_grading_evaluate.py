"""The report on a grader: what it counts, and what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from holdtheline.errors import InputError, ServiceError
from holdtheline.grading.evaluate import evaluate, read_moves
from holdtheline.grading.levels import Levels
from holdtheline.grading.offline import grade
from holdtheline.grading.scorecard import CriterionScore, Evidence, Scorecard
from holdtheline.moves.reader import Reader
from holdtheline.moves.weightfile import WeightsError, load
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, read_lines
from holdtheline.yamlfile import read

ROOT = Path(__file__).parents[2]
RUBRIC = read(ROOT / "rubrics" / "challenge-over-rapport.yaml", Rubric)
with (ROOT / "training" / "data" / "calls.jsonl").open(encoding="utf-8") as _lines:
    CALLS = read_lines(list(_lines)[::27], "calls.jsonl")


def knows_the_labels(call: Transcript) -> Scorecard:
    criteria = {}
    for name, level in call.extras["levels"].items():
        turns = call.extras["evidence"].get(name, [])
        quotes = tuple(Evidence(turn=n, quote=call.turns[n - 1].text) for n in turns)
        criteria[name] = CriterionScore(level=level, applicable=level is not None, evidence=quotes, confidence=0.9)
    return Scorecard(id=call.id, rubric="x", rubric_hash="y", grader="offline", status="graded", criteria=criteria)


def knows_nothing(call: Transcript) -> Scorecard:
    criteria = {name: CriterionScore(why="cannot tell") for name in call.extras["levels"]}
    return Scorecard(id=call.id, rubric="x", rubric_hash="y", grader="offline", status="not_graded", criteria=criteria)


def test_a_perfect_grader_gets_perfect_figures() -> None:
    moves = [{int(n): m for n, m in c.extras["moves"].items()} for c in CALLS]
    found = evaluate(CALLS, RUBRIC, knows_the_labels, moves=moves)
    assert found["mean_qwk"] == 1.0
    assert all(c["exact"] == 1.0 and c["coverage"] == 1.0 for c in found["criteria"].values())
    assert found["moves"]["macro_f1"] == 1.0
    assert all(e["precision"] == e["recall"] == 1.0 for e in found["evidence"].values())
    json.dumps(found)


def test_a_grader_that_gives_nothing_is_worse_than_chance_and_covers_nothing() -> None:
    found = evaluate(CALLS, RUBRIC, knows_nothing)
    assert all(c["coverage"] == 0.0 and c["exact"] == 0.0 and c["qwk"] <= 0 for c in found["criteria"].values())
    assert found["not_graded"] == len(CALLS)


def test_the_report_tells_prospects_styles_and_writers_apart() -> None:
    found = evaluate(CALLS, RUBRIC)
    for by in ("persona", "twin", "rep_style", "writer"):
        assert sum(group["calls"] for group in found["by"][by].values()) == len(CALLS)
    assert set(found["baselines"]["truth"]) == {"majority", "length", "random"}
    assert "no human coach" in found["labels"]


def test_calls_without_labels_are_refused_by_name() -> None:
    bare = Transcript.model_validate({"id": "bare", "turns": [{"speaker": "rep", "text": "Hi"}]})
    with pytest.raises(InputError, match=r"bare.*levels"):
        evaluate([bare], RUBRIC)


def test_cross_validation_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "training.cross", None)
    with pytest.raises(ServiceError, match="train extra"):
        evaluate(CALLS, RUBRIC, cv="call")


def test_moves_are_read_for_every_rep_turn() -> None:
    for call, moves in zip(CALLS, read_moves(CALLS), strict=True):
        assert list(moves) == [n for n, _ in call.rep_turns()]
        assert all(moves.values())


def test_weights_written_and_read_again_grade_the_same(tmp_path: Path) -> None:
    write = pytest.importorskip("training.write")
    write.save_reader(tmp_path / "reader.npz", Reader.default())
    write.save_levels(tmp_path / "levels.npz", Levels.default())
    reader = Reader.from_weights(load(tmp_path / "reader.npz"))
    levels = Levels.from_weights(load(tmp_path / "levels.npz"))
    assert (reader.hash, levels.hash) == (Reader.default().hash, Levels.default().hash)
    for call in CALLS[:3]:
        assert grade(call, RUBRIC, reader=reader, levels=levels) == grade(call, RUBRIC)


def test_broken_weights_are_named(tmp_path: Path) -> None:
    path = tmp_path / "reader.npz"
    with pytest.raises(WeightsError, match=r"reader\.npz"):
        load(path)
    path.write_bytes(b"not an archive")
    with pytest.raises(WeightsError, match=r"reader\.npz"):
        load(path)
