"""Commands that read a file of calls, or play calls of their own: moves, grade, evaluate, simulate."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from holdtheline.grading import offline
from tests.unit.cli.conftest import CALL, Run


def test_moves_and_grade_work_in_the_files_order(hold: Run, file: Callable[..., str]) -> None:
    calls = file({**CALL, "id": "b"}, {**CALL, "id": "a"}, {"id": "short", "turns": CALL["turns"][:2]})  # type: ignore[index]
    moves = hold("moves", calls).lines
    assert [m["id"] for m in moves] == ["b", "a", "short"] and set(moves[0]["moves"]) == {"2", "4"}
    ran = hold("grade", calls)
    assert ran.code == 0 and [c["id"] for c in ran.lines] == ["b", "a", "short"]
    assert ran.lines[2]["status"] == "not_graded" and "Fewer than two" in ran.lines[2]["reason"]
    assert ran.lines[0]["criteria"] == ran.lines[1]["criteria"]
    assert hold("grade", calls, "--runs", "3", "--concurrency", "2").out == ran.out
    assert all(score["spread"] == 0 for score in ran.lines[0]["criteria"].values())


def test_a_grader_that_fails_on_one_call_grades_the_others_and_says_so(
    hold: Run, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = offline.grade

    def sometimes(call: Any, rubric: Any, **known: Any) -> Any:
        if call.id == "bad":
            raise ValueError("lost the thread")
        return sound(call, rubric, **known)

    monkeypatch.setattr(offline, "grade", sometimes)
    ran = hold("grade", file(CALL, {**CALL, "id": "bad"}, {**CALL, "id": "c3"}))
    assert ran.code == 3 and [c["id"] for c in ran.lines] == ["c1", "bad", "c3"]
    assert ran.lines[1]["status"] == "not_graded" and "lost the thread" in ran.lines[1]["reason"]
    assert ran.lines[1]["overall"] is None and ran.lines[2]["status"] != "not_graded"
    assert "call bad" in ran.err


@pytest.mark.parametrize("command", ["moves", "grade", "evaluate", "import"])
def test_a_bad_file_is_refused_whole_with_every_line_named(hold: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "bad.jsonl"
    good = json.dumps(CALL)
    path.write_text(f'{good}\n{{"id": "x"}}\nnot json\n{good}\n', encoding="utf-8")
    ran = hold(command, str(path))
    assert ran.code == 1 and ran.out == ""
    for place in ("line 2: `turns`", "line 3: is not JSON", "line 4: `id` 'c1' stands already on line 1"):
        assert place in ran.err


def test_files_that_are_none_are_refused(hold: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes('{"id": "é"}'.encode("latin-1"))
    (tmp_path / "empty.jsonl").write_bytes(b"\n")
    for name, complaint in (("nowhere", "No such file"), ("latin.jsonl", "not UTF-8"), ("empty.jsonl", "no calls")):
        ran = hold("grade", str(tmp_path / name))
        assert ran.code == 1 and complaint in ran.err and ran.out == ""


def test_a_byte_order_mark_and_line_separators_in_text_do_no_harm(hold: Run, tmp_path: Path) -> None:
    call = json.loads(json.dumps(CALL))
    call["turns"][1]["text"] = "One\u2028two\x85three. Who decides?"
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(call, ensure_ascii=False).encode() + b"\r\n")
    assert hold("moves", str(path)).json["id"] == "c1"


@pytest.mark.parametrize(
    ("command", "complaint"), [("grade", "No model is connected"), ("evaluate", "Only the offline grader")]
)
def test_a_model_that_is_not_there_is_said_to_be_not_there(
    hold: Run, file: Callable[..., str], command: str, complaint: str
) -> None:
    ran = hold(command, file(CALL), "--grader", "llm")
    assert ran.code == 3 and ran.out == "" and complaint in ran.err


def test_evaluate_reports_agreement(hold: Run, file: Callable[..., str]) -> None:
    levels = {"challenge": 2, "ground": 3, "substance": 3, "truth": 2, "next_step": 0, "respect": 3}
    labelled = [{**CALL, "id": f"c{i}", "levels": levels, "moves": {"2": ["hold"], "4": ["qualify"]}} for i in range(3)]
    report = hold("evaluate", file(*labelled)).json
    assert report["calls"] == 3 and set(report["criteria"]) == set(levels)


@pytest.mark.parametrize(
    ("labels", "complaint"),
    [
        ({}, "`levels` is missing"),
        ({"levels": {"ground": 7}}, "`levels.ground` must be 0 to 4 or null"),
        ({"levels": {}, "moves": {"1": ["hold"]}}, "`moves.1` is no turn of the rep's"),
        ({"levels": {}, "moves": {"2": ["charm"]}}, "`moves.2` must be a list of known moves"),
        ({"levels": {}, "evidence": {"ground": [99]}}, "`evidence.ground` must be a list of turn numbers"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_labels_that_are_none_are_named(
    hold: Run, file: Callable[..., str], labels: dict[str, Any], complaint: str
) -> None:
    ran = hold("evaluate", file({**CALL, **labels}))
    assert ran.code == 1 and ran.out == "" and "call c1" in ran.err and complaint in ran.err


def test_simulate_prints_a_line_a_call_and_repeats_itself(hold: Run) -> None:
    args = ("simulate", "--persona", "send-info", "--trainee", "affable", "--seeds", "2")
    first = hold(*args)
    assert first.code == 0 and first.out == hold(*args).out
    keys = {"persona", "variant", "trainee", "seed", "outcome", "opened", "turns", "overall"}
    assert all(keys <= set(line) for line in first.lines) and {line["seed"] for line in first.lines} == {0, 1}
    assert hold("simulate", "--persona", "nobody").code == 1
    assert hold("simulate", "--variant", "x").code == 2


def test_simulate_takes_another_cast_and_says_what_a_folder_lacks(hold: Run, tmp_path: Path) -> None:
    args = ("simulate", "--persona", "send-info", "--variant", "kraft", "--trainee", "silent")
    other = hold(*args, "--cast", str(Path(__file__).parents[3] / "benchmarks" / "cast"))
    assert other.code == 0 and other.json["trainee"] == "silent" and other.json["opened"] == []
    lacking = hold(*args, "--cast", str(tmp_path))
    assert lacking.code == 1 and "ears.yaml" in lacking.err and str(tmp_path) in lacking.err
