"""A coach reviews: the queue, the coach's word over the machine's, comments, signing off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from holdtheline.errors import InputError
from holdtheline.grading import offline
from holdtheline.grading.scorecard import CriterionScore, Scorecard, summarise
from holdtheline.services import result
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import GOOD, MASKED, TWIN, finished, start, talk

SMALL_TALK = ("Hello! Lovely weather, isn't it?", "You have such a nice voice.", "I'll send you something, then. Bye!")
CRITERIA = ("challenge", "ground", "substance", "truth", "next_step", "respect")


def graded_as(monkeypatch: pytest.MonkeyPatch, *levels: int | None) -> None:
    """Lets the grader find these levels, in the rubric's order."""

    def found(call: Any, rubric: Any, *, adjustment: Any, right_end: Any, **_: Any) -> Scorecard:
        given = dict(zip(CRITERIA, levels, strict=True))
        total = summarise(rubric, given, adjustment, right_end=right_end)
        return Scorecard(
            id=call.id,
            rubric=rubric.id,
            rubric_hash=rubric.hash,
            grader="offline",
            status="partial" if None in levels else "graded",
            overall=total.overall,
            passed=total.passed,
            caps=total.caps,
            criteria={c: CriterionScore(level=level) for c, level in given.items()},
        )

    monkeypatch.setattr(offline, "grade", found)


# --- the coach's word


def test_an_override_counts_and_the_machines_level_stays(app: App, ann: Actor, coach: Actor) -> None:
    call = finished(app, ann)
    machine = app.review.debrief(coach, call).scorecard
    level = 0 if machine.criteria["ground"].level else 4
    found = app.review.override(coach, call, "ground", level, "  The trainee held on in turn 2.  ")
    assert found.result.levels["ground"] == level and found.result.by_coach
    assert found.scorecard == machine
    assert (found.overrides[0].coach, found.overrides[0].reason) == ("Coach", "The trainee held on in turn 2.")
    assert app.practise.debrief(ann, call).result == found.result


def test_overall_caps_and_pass_follow_the_coachs_levels(
    app: App, ann: Actor, coach: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded_as(monkeypatch, 3, 3, 3, 3, 3, 3)
    call = finished(app, ann)
    assert app.review.debrief(coach, call).result.passed is True
    found = app.review.override(coach, call, "respect", 1, "The deadline was made up.")
    assert found.result.overall == 0.40 and found.result.caps and found.result.passed is False
    assert app.practise.my_calls(ann)[0].overall == 0.40
    again = app.review.override(coach, call, "respect", 3, "It was not; I misread.")
    assert again.result.passed is True and again.result.caps == ()
    assert [o.level for o in again.overrides] == [1, 3]


def test_levels_alone_do_not_pass_a_call_that_ended_wrongly(
    app: App, ann: Actor, coach: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded_as(monkeypatch, 3, 3, 3, 3, 3, 3)
    call = finished(app, ann, lines=SMALL_TALK)
    found = app.review.override(coach, call, "ground", 4, "Held.")
    assert not found.reveal.reached_right_end
    assert found.result.overall is not None and found.result.overall > 0.65 and found.result.passed is False


def test_a_coach_fills_in_what_the_machine_could_not_tell(
    app: App, ann: Actor, coach: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded_as(monkeypatch, 3, 3, 3, None, 3, 3)
    call = finished(app, ann)
    assert app.practise.my_calls(ann)[0].status == "partial"
    found = app.review.override(coach, call, "truth", 3, "It came out in turn 8.")
    assert found.result.overall == 0.75
    assert app.practise.my_calls(ann)[0].status == "graded"
    back = app.review.override(coach, call, "truth", None, "On second thoughts it did not.")
    assert back.result.overall is None and back.result.passed is None
    assert app.practise.my_calls(ann)[0].status == "partial"


@pytest.mark.parametrize(
    ("criterion", "level", "reason", "complaint"),
    [
        ("charm", 2, "x", "'charm' is not known; there are: challenge"),
        ("ground", 5, "x", "0 to 4"),
        ("ground", -1, "x", "0 to 4"),
        ("ground", True, "x", "0 to 4"),
        ("ground", 2.5, "x", "0 to 4"),
        ("ground", 2, "  ", "needs a reason"),
        ("ground", 2, "x" * 4001, "at most 4,000"),
    ],
)
def test_an_override_that_is_none_is_refused_and_changes_nothing(
    app: App, ann: Actor, coach: Actor, criterion: str, level: Any, reason: str, complaint: str
) -> None:
    call = finished(app, ann)
    before = app.review.debrief(coach, call)
    with pytest.raises(InputError, match=complaint):
        app.review.override(coach, call, criterion, level, reason)
    assert app.review.debrief(coach, call) == before


def test_a_criterion_switched_off_for_the_prospect_takes_no_level(
    app: App, ann: Actor, coach: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded_as(monkeypatch, 3, 3, 3, 3, 3, 3)
    normal = offline.grade

    def without_challenge(call: Any, rubric: Any, **known: Any) -> Scorecard:
        card = normal(call, rubric, **known)
        off = {"challenge": CriterionScore(applicable=False)}
        return card.model_copy(update={"criteria": {**card.criteria, **off}})

    monkeypatch.setattr(offline, "grade", without_challenge)
    call = finished(app, ann)
    with pytest.raises(InputError, match="switched off"):
        app.review.override(coach, call, "challenge", 3, "x")
    assert app.review.override(coach, call, "ground", 4, "x").result.overall == 0.81


def test_a_call_that_goes_on_is_not_reviewed(app: App, ann: Actor, coach: Actor) -> None:
    call = start(app, ann)
    for do in (
        lambda: app.review.override(coach, call.id, "ground", 2, "x"),
        lambda: app.review.comment(coach, call.id, None, "x"),
        lambda: app.review.sign_off(coach, call.id),
    ):
        with pytest.raises(InputError, match="still going on"):
            do()


# --- comments and signing off


def test_comments_stand_on_a_turn_or_on_the_whole_call(app: App, ann: Actor, coach: Actor) -> None:
    call = finished(app, ann)
    app.review.comment(coach, call, 2, " Good, and with a reason. ")
    found = app.review.comment(coach, call, None, "<b>Keep</b> going.")
    assert [(c.turn, c.text, c.coach) for c in found.comments] == [
        (2, "Good, and with a reason.", "Coach"),
        (None, "<b>Keep</b> going.", "Coach"),
    ]
    assert app.practise.debrief(ann, call).comments == found.comments
    assert app.practise.my_calls(ann)[0].comments == 2
    with pytest.raises(InputError, match="turns 1 to"):
        app.review.comment(coach, call, 99, "x")
    with pytest.raises(InputError, match="empty"):
        app.review.comment(coach, call, 1, " ")


def test_signing_off_and_opening_again(app: App, ann: Actor, coach: Actor) -> None:
    call = finished(app, ann)
    signed = app.review.sign_off(coach, call, "Seen.").sign_off
    assert signed is not None and (signed.coach, signed.note) == ("Coach", "Seen.")
    assert app.practise.my_calls(ann)[0].signed_off
    assert app.review.reopen(coach, call).sign_off is None
    assert not app.practise.my_calls(ann)[0].signed_off


# --- flags


@pytest.mark.parametrize(
    ("truth", "lines", "variant", "flag"),
    [
        (4, SMALL_TALK, MASKED, result.CAME_OUT),
        (1, GOOD, MASKED, result.STAYED_IN),
        (4, GOOD, MASKED, None),
        (1, SMALL_TALK, MASKED, None),
        (4, SMALL_TALK, TWIN, None),
    ],
    ids=["claimed, not told", "told, not claimed", "told and claimed", "neither", "nothing to tell"],
)
def test_scorecard_and_reveal_that_disagree_are_flagged(
    app: App,
    ann: Actor,
    coach: Actor,
    monkeypatch: pytest.MonkeyPatch,
    truth: int,
    lines: tuple[str, ...],
    variant: str,
    flag: str | None,
) -> None:
    graded_as(monkeypatch, 2, 2, 2, truth, 2, 3)
    call = finished(app, ann, variant, lines)
    expected = (flag,) if flag else ()
    assert app.review.debrief(coach, call).flags == expected
    assert app.review.queue(coach)[0].flags == expected


# --- the queue


@pytest.fixture
def week(app: App, ann: Actor, ben: Actor, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Four calls on four days: two of Ann's, two of Ben's; Ben's second one is flagged."""
    day = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    monkeypatch.setattr(app.house, "clock", lambda: day[0])
    out = {}
    plan = (
        ("ann low", ann, 1, MASKED),
        ("ben high", ben, 4, TWIN),
        ("ann mid", ann, 2, TWIN),
        ("ben odd", ben, 4, MASKED),
    )
    for name, actor, level, variant in plan:
        graded_as(monkeypatch, level, level, level, level, level, 3)
        out[name] = finished(app, actor, variant, (*SMALL_TALK[:1], f"My word is {name.upper()} Übergabe 100%_ok."))
        day[0] += timedelta(days=1)
    return out


def names(week: dict[str, str], rows: list[Any]) -> list[str]:
    by_id = {id: name for name, id in week.items()}
    return [by_id[row.id] for row in rows]


def test_flagged_calls_come_first_then_the_oldest_then_what_is_signed(
    app: App, coach: Actor, week: dict[str, str]
) -> None:
    assert names(week, app.review.queue(coach)) == ["ben odd", "ann low", "ben high", "ann mid"]
    app.review.sign_off(coach, week["ann low"])
    app.review.sign_off(coach, week["ben odd"])
    assert names(week, app.review.queue(coach)) == ["ben high", "ann mid", "ben odd", "ann low"]
    assert names(week, app.review.queue(coach, only_open=True)) == ["ben high", "ann mid"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"person": "Rita Lind"}, {"ben high", "ann mid"}),
        ({"since": date(2026, 3, 4)}, {"ann mid", "ben odd"}),
        ({"until": date(2026, 3, 3)}, {"ann low", "ben high"}),
        ({"since": date(2026, 3, 3), "until": date(2026, 3, 3)}, {"ben high"}),
        ({"lowest": 0.6}, {"ben high", "ben odd"}),
        ({"highest": 0.4}, {"ann low"}),
        ({"words": "ÜBERGABE"}, {"ann low", "ben high", "ann mid", "ben odd"}),
        ({"words": "ann übergabe mid"}, {"ann mid"}),
        ({"words": "100%_ok low"}, {"ann low"}),
        ({"words": "100x_ok"}, set()),
        ({"words": "zebra"}, set()),
        ({"words": "  "}, {"ann low", "ben high", "ann mid", "ben odd"}),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_the_queue_narrows(
    app: App, coach: Actor, week: dict[str, str], wanted: dict[str, Any], expected: set[str]
) -> None:
    assert set(names(week, app.review.queue(coach, **wanted))) == expected


def test_the_queue_of_one_trainee(app: App, ann: Actor, coach: Actor, week: dict[str, str]) -> None:
    assert set(names(week, app.review.queue(coach, trainee=ann.id))) == {"ann low", "ann mid"}


def test_a_search_shows_where_the_words_were_found(app: App, coach: Actor, week: dict[str, str]) -> None:
    (row,) = app.review.queue(coach, words="LOW übergabe")
    assert row.excerpt is not None and "ANN LOW Übergabe" in row.excerpt


def test_a_live_call_is_not_in_the_queue(app: App, ann: Actor, coach: Actor) -> None:
    talk(app, ann, start(app, ann).id, "Hello.")
    assert app.review.queue(coach) == []
