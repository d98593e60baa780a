"""A call ends: hanging up, the debrief, the guess at where it turned, and gradings that failed or were missed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdtheline.errors import CallOverError, InputError
from holdtheline.grading import offline
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import GOOD, finished, start, talk


def test_hanging_up_ends_the_call_once(app: App, ann: Actor) -> None:
    call = start(app, ann)
    talk(app, ann, call.id, "Hello.", "Nice weather.")
    ended = app.practise.end(ann, call.id)
    assert ended.outcome == "abandoned" and ended.ended_at is not None
    assert app.practise.end(ann, call.id).ended_at == ended.ended_at
    with pytest.raises(CallOverError):
        app.practise.say(ann, call.id, "One more thing.")


def test_hanging_up_before_a_word_is_no_call_to_grade(app: App, ann: Actor) -> None:
    call = start(app, ann)
    app.practise.end(ann, call.id)
    found = app.practise.debrief(ann, call.id)
    assert found.scorecard.status == "not_graded" and found.scorecard.reason
    assert found.result.overall is None and found.result.passed is None
    assert app.practise.my_calls(ann)[0].status == "not_graded"


def test_elapsed_stops_when_the_call_does(app: App, ann: Actor) -> None:
    call = start(app, ann)
    ended = app.practise.end(ann, call.id)
    assert ended.ended_at is not None
    assert app.practise.call(ann, call.id).elapsed == (ended.ended_at - ended.started_at).total_seconds()


def test_a_call_that_goes_on_has_no_debrief(app: App, ann: Actor) -> None:
    call = start(app, ann)
    with pytest.raises(InputError, match="still going on"):
        app.practise.debrief(ann, call.id)


def test_the_debrief_of_a_good_call(app: App, ann: Actor) -> None:
    found = app.practise.debrief(ann, finished(app, ann))
    assert set(found.result.levels) == {c.id for c in found.rubric.criteria}
    assert dict(found.result.levels) == {c: s.level for c, s in found.scorecard.criteria.items()}
    assert found.result.overall == found.scorecard.overall and not found.result.by_coach
    assert found.reveal.truths[0].opened_at in found.moves
    assert found.reveal.truths[0].text == "Her brother signs everything."
    said = {t.number: t.text for t in found.call.turns}
    for score in found.scorecard.criteria.values():
        assert all(e.quote in said[e.turn] for e in score.evidence)
    assert sorted(found.moves) == [2, 4, 6, 8, 10]


def test_the_guess_is_taken_once(app: App, ann: Actor) -> None:
    call = finished(app, ann)
    assert app.practise.debrief(ann, call).guess is None
    with pytest.raises(InputError, match="turns 1 to"):
        app.practise.guess(ann, call, 99)
    app.practise.guess(ann, call, 4)
    assert app.practise.debrief(ann, call).guess == 4
    with pytest.raises(InputError, match="already"):
        app.practise.guess(ann, call, 2)


def test_a_skipped_guess_is_a_guess_of_nothing(app: App, ann: Actor) -> None:
    call = finished(app, ann)
    app.practise.guess(ann, call, 0)
    assert app.practise.debrief(ann, call).guess == 0


def test_a_grader_that_fails_gives_no_numbers_and_is_tried_again_at_the_next_start(
    app: App, ann: Actor, reopen: Callable[..., App], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(offline, "grade", lambda *_, **__: 1 / 0)
        call = finished(app, ann)
        found = app.practise.debrief(ann, call)
    assert found.scorecard.status == "not_graded"
    assert found.scorecard.reason is not None and "ZeroDivisionError" in found.scorecard.reason
    assert found.result.overall is None and found.result.levels == {}
    assert "The grader failed on this call." in found.flags
    again = reopen()
    again.house.grading.once("last", lambda: None).result(10)
    assert again.practise.debrief(ann, call).scorecard.status in ("graded", "partial")


def test_a_call_ended_in_a_crash_is_graded_at_the_next_start(
    app: App, ann: Actor, reopen: Callable[..., App], monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdtheline.services import grade

    call = start(app, ann)
    talk(app, ann, call.id, *GOOD[:2])
    monkeypatch.setattr(grade, "in_background", lambda *_: None)
    app.practise.end(ann, call.id)
    waiting = app.practise.my_calls(ann)[0]
    assert waiting.overall is None and waiting.to_come, "its grade is still to come: no call without one"
    monkeypatch.undo()
    again = reopen()
    again.house.grading.once("last", lambda: None).result(10)
    graded = again.practise.my_calls(ann)[0]
    assert graded.status in ("graded", "partial") and not graded.to_come
