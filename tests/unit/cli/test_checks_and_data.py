"""Commands for what ships and what is kept: checks, import, export, review, the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.conftest import PERSONAS
from tests.unit.cli.conftest import CALL, Run


def test_what_ships_passes_the_checks(hold: Run) -> None:
    for command in ("personas", "rubrics"):
        ran = hold(command, "check")
        assert ran.code == 0 and all(line["ok"] for line in ran.lines) and ran.lines


def test_a_faulty_persona_is_refused_with_file_line_and_field(hold: Run, tmp_path: Path) -> None:
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
