"""The command line: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from holdtheline.cli import commands as cli
from holdtheline.grading import offline

CALL = {
    "id": "c1",
    "turns": [
        {"speaker": "prospect", "text": "Just send me something."},
        {"speaker": "rep", "text": "No. You'd never read it. Who else decides about this?"},
        {"speaker": "prospect", "text": "Only me."},
        {"speaker": "rep", "text": "How was the last such purchase decided?"},
    ],
}


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The only line of its output."""
        (line,) = self.lines
        return line

    @property
    def lines(self) -> list[Any]:
        """Its output, line by line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def hold(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a data folder of this test's own."""
    monkeypatch.setenv("HOLDTHELINE_DATA", str(tmp_path / "data"))

    def run(*args: str) -> Ran:
        code = cli.code(list(args))
        out = capsys.readouterr()
        return Ran(code, out.out, out.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Writes a call file."""

    def write(*calls: dict[str, Any], name: str = "calls.jsonl") -> str:
        path = tmp_path / name
        path.write_text("".join(json.dumps(c, ensure_ascii=False) + "\n" for c in calls), encoding="utf-8")
        return str(path)

    return write


# --- call


def test_a_call_from_start_to_end(hold: Run) -> None:
    started = hold("call", "start", "send-info", "--seed", "3").json
    assert set(started) == {"call", "prospect", "ended"} and started["prospect"] and started["ended"] is False
    said = hold("call", "say", started["call"], "Hello, Ann here. Who reads it if I send it?").json
    assert set(said) == {"turn", "prospect", "ended", "outcome"}
    assert (said["turn"], said["ended"], said["outcome"]) == (2, False, None)
    ended = hold("call", "end", started["call"]).json
    assert ended["outcome"] and [t["speaker"] for t in ended["turns"]] == ["prospect", "rep", "prospect"]
    shown = hold("call", "show", started["call"]).json
    assert shown["outcome"] == ended["outcome"] and shown["persona"] == "send-info" and shown["seed"] == 3
    revealed = hold("call", "show", started["call"], "--reveal").json
    assert {"id", "text", "opened_at"} == set(revealed["truths"][0])
    assert {"turn", "heard", "state", "directive"} == set(revealed["steps"][1])


def test_a_later_call_remembers_the_first(hold: Run) -> None:
    first = hold("call", "start", "send-info", "--variant", "tuohy", "--seed", "3").json["call"]
    assert hold("call", "start", "send-info", "--follows", first, "--days", "3").code == 1, "it is still going on"
    hold("call", "say", first, "I'll send you the sheet by tomorrow, then. Bye!")
    hold("call", "end", first)
    later = hold("call", "start", "send-info", "--follows", first, "--days", "4", "--seed", "5").json
    assert later["prospect"] and later["ended"] is False
    shown = hold("call", "show", later["call"], "--reveal").json
    assert (shown["follows"], shown["days"], shown["variant"]) == (first, 4, "tuohy")
    mind = shown["steps"][0]["state"]
    assert mind["reach"] == "mailbox" and mind["to_raise"] == [
        ["promise_broken", "I'll send you the sheet by tomorrow"]
    ]
    kept = hold("call", "start", "send-info", "--follows", first, "--days", "4", "--kept").json["call"]
    assert hold("call", "show", kept, "--reveal").json["steps"][0]["state"]["to_raise"] == []


@pytest.mark.parametrize(
    ("more", "code", "complaint"),
    [
        (("--follows", "nonesuch", "--days", "3"), 1, "no such call"),
        (("--days", "3"), 2, "go together"),
        (("--kept",), 2, "--follows"),
        (("--follows", "x", "--days", "0"), 2, "0"),
    ],
)
def test_a_later_call_to_nobody_is_refused(hold: Run, more: tuple[str, ...], code: int, complaint: str) -> None:
    refused = hold("call", "start", "send-info", *more)
    assert refused.code == code and complaint in refused.err and refused.out == ""


def test_data_may_be_given_with_every_command(hold: Run, tmp_path: Path) -> None:
    here = str(tmp_path / "elsewhere")
    call = hold("call", "start", "send-info", "--data", here).json["call"]
    assert hold("--data", here, "call", "show", call).code == 0
    assert hold("call", "--data", here, "show", call).code == 0
    refused = hold("call", "show", call)
    assert refused.code == 1 and "no such call" in refused.err and refused.out == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("", "is empty"), ("   ", "is empty"), ("x" * 20000, "20,000 characters long; at most 4,000")],
    ids=["empty", "blank", "20,000 characters"],
)
def test_a_refused_message_loses_nothing(hold: Run, text: str, complaint: str) -> None:
    call = hold("call", "start", "send-info").json["call"]
    before = hold("call", "show", call).json
    refused = hold("call", "say", call, text)
    assert refused.code == 1 and complaint in refused.err and refused.out == ""
    assert hold("call", "show", call).json == before
    assert hold("call", "say", call, "Hello?").code == 0


def test_nothing_is_said_in_a_call_that_is_over_or_unknown(hold: Run) -> None:
    call = hold("call", "start", "send-info").json["call"]
    hold("call", "end", call)
    over = hold("call", "say", call, "One more thing.")
    assert over.code == 1 and "over" in over.err
    assert hold("call", "say", "nonesuch", "Hello.").code == 1
    assert hold("call", "end", call).code == 0


def test_a_message_may_begin_with_a_dash(hold: Run) -> None:
    call = hold("call", "start", "send-info").json["call"]
    assert hold("call", "say", call, "-- well, so?").code == 0
    assert hold("call", "show", call).json["turns"][1]["text"] == "-- well, so?"


@pytest.mark.parametrize(
    ("args", "code", "complaint"),
    [
        (["call", "start", "nobody"], 1, "send-info"),
        (["call", "start", "send-info", "--variant", "nobody"], 1, "there are:"),
        (["call", "start", "send-info", "--voice", "llm"], 3, "No model is connected"),
        (["call", "start", "send-info", "--seed", "-1"], 2, "--seed"),
        (["call", "start"], 2, "PERSONA"),
        (["call", "start", "send-info", "--follows", "x"], 2, "--follows"),
        (["nothing"], 2, "nothing"),
        (["run", "--address", "0.0.0.0"], 1, "no accounts"),
        (["run", "--port", "0"], 2, "--port"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_refused_says_why_on_stderr_only(hold: Run, args: list[str], code: int, complaint: str) -> None:
    ran = hold(*args)
    assert (ran.code, ran.out) == (code, "") and complaint in ran.err


def test_a_folder_that_cannot_be_used_is_a_failed_service(hold: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = hold("call", "start", "send-info", "--data", str(tmp_path / "file"))
    assert ran.code == 3 and "--data" in ran.err and "Traceback" not in ran.err


# --- files


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


# --- checks


def test_what_ships_passes_the_checks(hold: Run) -> None:
    for command in ("personas", "rubrics"):
        ran = hold(command, "check")
        assert ran.code == 0 and all(line["ok"] for line in ran.lines) and ran.lines


def test_a_faulty_persona_is_refused_with_file_line_and_field(hold: Run, tmp_path: Path) -> None:
    from tests.conftest import PERSONAS

    text = (PERSONAS / "flour-shop.yaml").read_text(encoding="utf-8")
    bad = tmp_path / "flour-shop.yaml"
    bad.write_text(text.replace("difficulty: 2", "difficulty: 40\nmood: sour"), encoding="utf-8")
    line = text[: text.index("difficulty")].count("\n") + 1
    ran = hold("personas", "check", str(bad))
    assert ran.code == 1 and ran.json["ok"] is False
    assert f"flour-shop.yaml, line {line}: `difficulty`" in ran.err
    assert f"flour-shop.yaml, line {line + 1}: `mood`" in ran.err


def test_a_faulty_rubric_is_refused(hold: Run, tmp_path: Path) -> None:
    bad = tmp_path / "r.yaml"
    bad.write_text("id: r\nversion: 0\n", encoding="utf-8")
    ran = hold("rubrics", "check", str(bad))
    assert ran.code == 1 and "line 2: `version`" in ran.err and "`criteria` is missing" in ran.err


# --- data


def test_import_export_and_review(hold: Run, file: Callable[..., str]) -> None:
    assert hold("import", file({**CALL, "trainee": "Dora"})).json == {"call": "c1"}
    reviewed = hold("review", "c1", "--criterion", "ground", "--level", "4", "--reason", "Held well.").json
    assert reviewed["levels"]["ground"] == 4
    line = hold("export").json
    assert line["levels"]["ground"] == 4 and line["overrides"][0]["reason"] == "Held well."
    assert line["scorecard"]["criteria"]["ground"]["level"] == reviewed["machine"]["ground"]
    again = hold("import", file(CALL))
    assert again.code == 1 and "is here already" in again.err and again.out == ""
    for args in (["--level", "7"], ["--level", "high"], ["--reason", " "], ["--criterion", "charm"]):
        refused = hold("review", "c1", "--criterion", "ground", "--level", "1", "--reason", "x", *args)
        assert refused.code == 1 and refused.out == ""


def test_db_upgrade_makes_the_database_and_refuses_a_newer_one(hold: Run, tmp_path: Path) -> None:
    made = hold("db", "upgrade").json
    assert made["before"] is None and made["now"]
    assert hold("db", "upgrade").json["before"] == made["now"]
    with sqlite3.connect(tmp_path / "data" / "holdtheline.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    ran = hold("db", "upgrade")
    assert ran.code == 3 and ran.out == "" and "newer version" in ran.err
