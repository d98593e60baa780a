"""A trainee practises: cards, calls, turns, hanging up, looking back."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import asdict

import pytest

from holdtheline.errors import CallOverError, InputError, NotFoundError
from holdtheline.grading import offline
from holdtheline.prospect import engine
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import GOOD, MASKED, OTHER_MASKED, TWIN, finished, start, talk

VARIANT_NAMES = {"Rosa Lind": MASKED, "Ruth Lind": OTHER_MASKED, "Rita Lind": TWIN}
IDS = re.compile(r"flour-shop|zq-one|zq-two|zq-twin|send-info|hidden-authority|personal-emergency")


# --- cards


def test_a_card_stays_the_same_until_a_call_was_started(app: App, ann: Actor) -> None:
    assert {app.practise.gallery(ann)[0] for _ in range(10)} == {app.practise.gallery(ann)[0]}


def test_the_person_on_the_card_is_the_one_who_picks_up(app: App, ann: Actor) -> None:
    for _ in range(6):
        card = app.practise.gallery(ann)[0]
        call = app.practise.start(ann, card.token)
        assert call.brief == card.brief
        app.practise.end(ann, call.id)


def test_nobody_picks_up_twice_running_and_all_come_up(app: App, ann: Actor) -> None:
    token = app.practise.gallery(ann)[0].token
    drawn = [app.practise.start(ann, token).brief.name for _ in range(30)]
    assert all(a != b for a, b in itertools.pairwise(drawn))
    assert set(drawn) == set(VARIANT_NAMES)


def test_trainees_get_different_people_in_different_orders(app: App) -> None:
    orders = set()
    for name in ("Ann", "Ben", "Cem", "Dag", "Eve", "Fay"):
        actor = app.people.sign_in(name)
        token = app.practise.gallery(actor)[0].token
        orders.add(tuple(app.practise.start(actor, token).brief.name for _ in range(4)))
    assert len(orders) > 1


def test_a_token_is_of_one_trainee_and_one_installation(app: App, ann: Actor, ben: Actor) -> None:
    token = app.practise.gallery(ann)[0].token
    assert token != app.practise.gallery(ben)[0].token
    with pytest.raises(NotFoundError):
        app.practise.card(ben, token)
    with pytest.raises(NotFoundError):
        app.practise.start(ann, "flour-shop")


def test_a_card_tells_of_earlier_calls_and_of_one_still_open(app: App, ann: Actor) -> None:
    finished(app, ann)
    open_call = start(app, ann, TWIN)
    card = app.practise.gallery(ann)[0]
    row = app.practise.my_calls(ann)[1]
    assert (card.calls, card.last_outcome, card.open_call) == (1, row.outcome, open_call.id)
    assert card.best is None and card.last is None, "no score before the trainee has looked back"
    app.practise.guess(ann, row.id, 0)
    card = app.practise.gallery(ann)[0]
    assert row.overall is not None and card.best == card.last == row.overall


def test_nothing_that_a_trainee_is_handed_names_the_kind_of_prospect(app: App, ann: Actor) -> None:
    token = app.practise.gallery(ann)[0].token
    call = app.practise.start(ann, token)
    talk(app, ann, call.id, *GOOD[:2])
    during = app.practise.call(ann, call.id)
    app.practise.end(ann, call.id)
    handed = [
        app.practise.gallery(ann),
        app.practise.card(ann, token),
        during,
        app.practise.my_calls(ann),
        app.practise.debrief(ann, call.id),
    ]
    assert IDS.search(repr(handed)) is None


# --- talking


def test_turns_are_numbered_over_both_speakers_and_kept_as_typed(app: App, ann: Actor) -> None:
    call = start(app, ann)
    said = '<script>alert(1)</script> **bold** _x_ $1$ & "quoted" \u2028 ☎'
    talk(app, ann, call.id, f"  {said}\n")
    turns = app.practise.call(ann, call.id).turns
    assert [(t.number, t.speaker) for t in turns] == [(1, "prospect"), (2, "rep"), (3, "prospect")]
    assert turns[1].text == said


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is empty"),
        (" \n\t ", "is empty"),
        ("x" * 4001, "4,001 characters long; at most 4,000"),
        ("x" * 20000, "20,000 characters"),
        ("a\x00b", "no text"),
        ("a\udc80b", "no text"),
    ],
    ids=["empty", "blank", "just too long", "far too long", "null byte", "broken bytes"],
)
def test_messages_that_are_none_are_refused_and_nothing_is_lost(
    app: App, ann: Actor, text: str, complaint: str
) -> None:
    call = start(app, ann)
    talk(app, ann, call.id, "Hello, Ann here.")
    before = app.practise.call(ann, call.id).turns
    with pytest.raises(InputError, match=complaint):
        app.practise.say(ann, call.id, text)
    assert app.practise.call(ann, call.id).turns == before
    talk(app, ann, call.id, "x" * 4000)


def test_while_the_answer_is_owed_nothing_more_can_be_said(
    app: App, ann: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("lost the thread")

    monkeypatch.setattr(engine, "reply", fail)
    call = start(app, ann)
    turn = app.practise.say(ann, call.id, "Hello, Ann here.")
    tail = app.practise.wait(ann, call.id, turn)
    assert not tail.done and tail.trouble is not None and "lost the thread" in tail.trouble
    assert app.practise.call(ann, call.id).waiting
    with pytest.raises(InputError, match="wait for the answer"):
        app.practise.say(ann, call.id, "Are you there?")
    assert [t.text for t in app.practise.call(ann, call.id).turns][1:] == ["Hello, Ann here."]


def test_a_turn_that_could_not_be_answered_is_answered_after_a_restart(
    app: App, ann: Actor, reopen: Callable[..., App], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = start(app, ann)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "reply", lambda *_: 1 / 0)
        turn = app.practise.say(ann, call.id, "Hello, Ann here.")
        assert app.practise.wait(ann, call.id, turn).trouble
    again = reopen()
    until = time.monotonic() + 5
    while again.practise.call(ann, call.id).waiting and time.monotonic() < until:
        time.sleep(0.01)
    assert [t.speaker for t in again.practise.call(ann, call.id).turns] == ["prospect", "rep", "prospect"]


def test_without_resuming_the_page_that_asks_brings_the_answer(
    app: App, ann: Actor, reopen: Callable[..., App], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = start(app, ann)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "reply", lambda *_: 1 / 0)
        turn = app.practise.say(ann, call.id, "Hello, Ann here.")
        app.practise.wait(ann, call.id, turn)
    again = reopen(resume=False)
    assert again.practise.tail(ann, call.id, turn).text == ""
    assert again.practise.wait(ann, call.id, turn).done


def test_the_same_seed_and_words_give_the_same_call(app: App, admin: Actor) -> None:
    held = []
    for seed in (7, 7, 8):
        call = start(app, admin, MASKED, seed)
        talk(app, admin, call.id, "Hello.", *GOOD)
        held.append([t.text for t in app.practise.call(admin, call.id).turns])
    assert held[0] == held[1]


def test_a_fresh_call_draws_its_own_seed_and_keeps_it(app: App, admin: Actor) -> None:
    calls = [app.practise.start_with(admin, "flour-shop") for _ in range(5)]
    assert len({app.data.show(admin, c.id)["seed"] for c in calls}) > 1


def test_without_a_variant_the_first_masked_one_picks_up(app: App, admin: Actor) -> None:
    call = app.practise.start_with(admin, "flour-shop")
    assert app.data.show(admin, call.id)["variant"] == MASKED


@pytest.mark.parametrize(("persona", "variant"), [("nobody", None), ("flour-shop", "nobody"), ("../flour-shop", None)])
def test_unknown_prospects_are_refused_with_those_there_are(
    app: App, admin: Actor, persona: str, variant: str | None
) -> None:
    with pytest.raises(InputError, match=r"flour-shop|zq-one"):
        app.practise.start_with(admin, persona, variant)


# --- speech


def test_a_reply_is_saved_at_once_and_shown_as_spoken(reopen: Callable[..., App]) -> None:
    app = reopen(pace=5.0)
    now = [0.0]
    app.house.speeches.clock = lambda: now[0]
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    turn = app.practise.say(ann, call.id, "Hello, Ann here. Who decides about deliveries at your place?")
    app.house.answering.once((call.id, turn), lambda: None).result(5)
    with app.house.database.read() as connection:
        from holdtheline.store import calls

        saved = calls.turn(connection, call.id, turn + 1)
    assert saved is not None

    first = app.practise.tail(ann, call.id, turn)
    assert (first.text, first.done) == ("", False)
    view = app.practise.call(ann, call.id)
    assert view.waiting and view.turns[-1].number == turn
    now[0] = 1.5
    middle = app.practise.tail(ann, call.id, turn)
    assert middle.speaking and saved.text.startswith(middle.text) and middle.text != saved.text
    now[0] = 60.0
    whole = app.practise.tail(ann, call.id, turn)
    assert whole.done and not whole.speaking and whole.text == saved.text
    view = app.practise.call(ann, call.id)
    assert not view.waiting and view.turns[-1].text == saved.text


def test_after_a_restart_in_mid_speech_the_whole_reply_is_there(reopen: Callable[..., App]) -> None:
    app = reopen(pace=0.1)
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    turn = app.practise.say(ann, call.id, "Hello, Ann here.")
    app.practise.wait(ann, call.id, turn)
    assert app.practise.call(ann, call.id).waiting
    again = reopen(pace=0.1)
    assert again.practise.tail(ann, call.id, turn).done
    assert not again.practise.call(ann, call.id).waiting


def test_the_rep_may_talk_into_a_reply_that_is_being_spoken(reopen: Callable[..., App]) -> None:
    app = reopen(pace=0.1)
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    turn = app.practise.say(ann, call.id, "Hello, Ann here.")
    app.practise.wait(ann, call.id, turn)
    assert app.practise.say(ann, call.id, "Sorry, go on.") == turn + 2
    assert app.practise.call(ann, call.id).turns[turn].speaker == "prospect"


def test_a_hang_up_is_not_shown_before_its_words(reopen: Callable[..., App]) -> None:
    app = reopen(pace=0.1)
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    view = app.practise.call(ann, call.id)
    for _ in range(12):
        turn = app.practise.say(ann, call.id, "You are an idiot, and your shop is a joke.")
        app.practise.wait(ann, call.id, turn)
        if app.practise.my_calls(ann)[0].outcome:
            break
    view = app.practise.call(ann, call.id)
    assert view.ended_at is None and view.outcome is None and view.waiting
    app.house.speeches.drop(call.id)
    view = app.practise.call(ann, call.id)
    assert view.outcome in ("hung_up", "brushed_off") and not view.waiting
    with pytest.raises(CallOverError):
        app.practise.say(ann, call.id, "Hello?")


def test_tailing_a_turn_that_is_none_of_the_reps_is_refused(app: App, ann: Actor) -> None:
    call = start(app, ann)
    talk(app, ann, call.id, "Hello.")
    with pytest.raises(NotFoundError, match="not a turn of yours"):
        app.practise.tail(ann, call.id, 3)


# --- the end


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
    assert app.practise.my_calls(ann)[0].overall is None
    monkeypatch.undo()
    again = reopen()
    again.house.grading.once("last", lambda: None).result(10)
    assert again.practise.my_calls(ann)[0].status in ("graded", "partial")


def test_views_are_plain_values(app: App, ann: Actor) -> None:
    call = start(app, ann)
    assert asdict(app.practise.call(ann, call.id))["id"] == call.id
