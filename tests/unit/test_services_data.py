"""Calls leave and come in as call files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from holdtheline.errors import InputError, InputErrors
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.settings import Settings
from holdtheline.transcript import Transcript, read_lines
from tests.conftest import MASKED, PERSONAS, finished, start, talk

LINE: dict[str, Any] = {
    "id": "in-1",
    "persona": "flour-shop",
    "twin": False,
    "trainee": "Dora",
    "rep_style": "strong",
    "levels": {"ground": 4},
    "outcome": "honest_no",
    "turns": [
        {"speaker": "prospect", "text": "Just send me something.", "mood": "cool"},
        {"speaker": "rep", "text": "No. You'd never read it. What happens on a Monday when a driver is ill?"},
        {"speaker": "prospect", "text": "Then I drive myself."},
        {"speaker": "rep", "text": "And who minds the shop? What did that cost you last time?"},
    ],
}


def calls_of(*lines: dict[str, Any]) -> list[Transcript]:
    return read_lines([json.dumps(line) for line in lines], "calls.jsonl")


def test_an_export_carries_the_coachs_word_and_the_machines_beside_it(
    app: App, ann: Actor, coach: Actor, admin: Actor
) -> None:
    call = finished(app, ann)
    machine = app.review.debrief(coach, call).scorecard
    level = 0 if machine.criteria["ground"].level else 4
    app.review.override(coach, call, "ground", level, "Seen otherwise.")
    app.review.comment(coach, call, 2, "Good.")
    app.review.sign_off(coach, call, "Done.")
    (line,) = app.data.export(admin)
    assert line["levels"]["ground"] == level
    assert line["scorecard"] == machine.to_json()
    assert line["overrides"][0]["reason"] == "Seen otherwise."
    assert line["comments"][0]["text"] == "Good." and line["sign_off"]["note"] == "Done."
    assert line["trainee"] == "Ann" and line["persona"] == "flour-shop" and line["variant"] == MASKED
    assert line["outcome"] == app.practise.call(ann, call).outcome
    assert set(line["moves"]) == {str(t.number) for t in app.practise.call(ann, call).turns if t.speaker == "rep"}


def test_an_exported_line_is_a_call_files_line(app: App, ann: Actor, admin: Actor) -> None:
    call = finished(app, ann)
    (read,) = calls_of(*app.data.export(admin))
    assert [(t.speaker, t.text) for t in read.turns] == [
        (t.speaker, t.text) for t in app.practise.call(ann, call).turns
    ]


def test_a_live_call_is_not_exported(app: App, ann: Actor, admin: Actor) -> None:
    talk(app, ann, start(app, ann).id, "Hello.")
    assert list(app.data.export(admin)) == []


def test_an_imported_call_is_a_graded_call_of_its_trainee(app: App, admin: Actor, coach: Actor) -> None:
    assert app.data.import_calls(admin, calls_of(LINE)) == ["in-1"]
    dora = app.people.sign_in("dora")
    (row,) = app.practise.my_calls(dora)
    assert (row.id, row.outcome, row.status) == ("in-1", "honest_no", row.status)
    assert row.status in ("graded", "partial")
    debrief = app.review.debrief(coach, "in-1")
    assert set(debrief.moves) == {2, 4}
    assert debrief.reveal.story and debrief.call.brief.name
    assert app.review.override(coach, "in-1", "ground", 2, "x").result.levels["ground"] == 2


def test_a_line_without_a_trainee_belongs_to_imported(app: App, admin: Actor) -> None:
    app.data.import_calls(admin, calls_of({k: v for k, v in LINE.items() if k != "trainee"}))
    assert len(app.practise.my_calls(app.people.sign_in("Imported"))) == 1


def test_unknown_keys_leave_as_they_came(app: App, admin: Actor) -> None:
    app.data.import_calls(admin, calls_of(LINE))
    (line,) = app.data.export(admin)
    assert line["rep_style"] == "strong"
    assert line["imported"]["levels"] == {"ground": 4}
    assert line["turns"][0]["mood"] == "cool"


def test_what_was_exported_comes_in_elsewhere_with_its_prospect(
    app: App, ann: Actor, admin: Actor, tmp_path: Path
) -> None:
    call = finished(app, ann)
    lines = [json.loads(json.dumps(line)) for line in app.data.export(admin)]
    other = App.open(Settings(data=tmp_path / "other"), pace=0, personas=PERSONAS)
    try:
        there = other.people.local_admin()
        assert other.data.import_calls(there, calls_of(*lines)) == [call]
        before, after = app.practise.debrief(ann, call), other.practise.debrief(there, call)
        assert after.call.brief == before.call.brief
        assert after.call.started_at == before.call.started_at
        assert after.result.levels == before.result.levels
        assert after.reveal.reached_right_end == before.reveal.reached_right_end
    finally:
        other.close()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "a/b"}, "`id` may hold letters"),
        ({"outcome": "won"}, "`outcome` 'won' is not known"),
        ({"trainee": ""}, "`trainee` must be a name"),
        ({"trainee": 7}, "`trainee` must be a name"),
        ({"trainee": "Command line"}, "`trainee`"),
        ({"started_at": "yesterday"}, "`started_at` must be a time"),
        ({"turns": [{"speaker": "rep", "text": "a\x00b"}]}, "turn 1 holds bytes"),
        ({"turns": [{"speaker": "rep", "text": "a\ud800b"}]}, "turn 1 holds bytes"),
    ],
    ids=str,
)
def test_a_bad_line_refuses_the_whole_import(app: App, admin: Actor, change: dict[str, Any], complaint: str) -> None:
    bad = {**LINE, "id": "in-2", **change}
    with pytest.raises(InputErrors, match=complaint):
        app.data.import_calls(admin, calls_of(LINE, bad))
    assert list(app.data.export(admin)) == []
    assert [p.name for p in app.people.everyone()] == ["Coach"]


def test_a_call_that_is_here_already_is_refused(app: App, admin: Actor) -> None:
    app.data.import_calls(admin, calls_of(LINE))
    with pytest.raises(InputError, match="is here already"):
        app.data.import_calls(admin, calls_of(LINE))


def test_show_reveals_truths_and_steps_to_coaches_only_when_asked(app: App, ann: Actor, coach: Actor) -> None:
    call = finished(app, ann)
    plain = app.data.show(coach, call)
    assert "truths" not in plain and "steps" not in plain and plain["ended"] is True
    shown = app.data.show(coach, call, reveal=True)
    assert shown["truths"][0]["id"] == "brother-signs" and shown["truths"][0]["opened_at"]
    assert [s["turn"] for s in shown["steps"]] == [0, 2, 4, 6, 8, 10]
    assert shown["steps"][1]["directive"]["why"] is not None and shown["steps"][1]["heard"]["made"]
    assert json.dumps(shown)


def test_a_call_keeps_the_version_of_the_prospect_that_it_was_played_with(
    data: Path, tmp_path: Path, reopen: Callable[..., App]
) -> None:
    app = reopen()
    ann = app.people.sign_in("Ann")
    call = finished(app, ann)
    story = app.practise.debrief(ann, call).reveal.story
    text = (PERSONAS / "flour-shop.yaml").read_text(encoding="utf-8")
    edited = tmp_path / "edited"
    edited.mkdir()
    (edited / "flour-shop.yaml").write_text(text.replace("I never read", "I always burn"), encoding="utf-8")
    later = App.open(Settings(data=data), pace=0, personas=edited)
    try:
        assert later.practise.debrief(ann, call).reveal.story == story
        new = finished(later, ann)
        assert "I always burn" in later.practise.debrief(ann, new).reveal.story
    finally:
        later.close()
