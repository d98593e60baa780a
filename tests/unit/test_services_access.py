"""Who may do what: every service function, asked by the owner, another trainee, a coach, the admin and nobody."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from holdtheline.errors import HoldTheLineError, InputError, NotAllowedError, NotFoundError
from holdtheline.services.app import App
from holdtheline.services.data import Data
from holdtheline.services.follow_ups import FollowUps
from holdtheline.services.practise import Practise
from holdtheline.services.review import Review
from holdtheline.services.views import Actor
from holdtheline.transcript import Transcript
from tests.conftest import MASKED, finished, start, talk

OK, HIDDEN, FORBIDDEN = None, NotFoundError, NotAllowedError
Do = Callable[[App, Actor, str], Any]

# What each may do with a call of Ann's: the owner (Ann), another trainee (Ben), a coach, the admin, nobody.
LIVE: dict[str, tuple[Do, Any, Any, Any, Any]] = {
    "Practise.call": (lambda a, who, id: a.practise.call(who, id), OK, HIDDEN, OK, OK),
    "Practise.say": (lambda a, who, id: a.practise.say(who, id, "Hello?"), OK, HIDDEN, FORBIDDEN, FORBIDDEN),
    "Practise.tail": (lambda a, who, id: a.practise.tail(who, id, 2), OK, HIDDEN, OK, OK),
    "Practise.wait": (lambda a, who, id: a.practise.wait(who, id, 2), OK, HIDDEN, OK, OK),
    "Practise.reply": (lambda a, who, id: a.practise.reply(who, id, 2), OK, HIDDEN, OK, OK),
    "Practise.end": (lambda a, who, id: a.practise.end(who, id), OK, HIDDEN, FORBIDDEN, FORBIDDEN),
}
OVER: dict[str, tuple[Do, Any, Any, Any, Any]] = {
    "Practise.guess": (lambda a, who, id: a.practise.guess(who, id, 2), OK, HIDDEN, FORBIDDEN, FORBIDDEN),
    "Practise.debrief": (lambda a, who, id: a.practise.debrief(who, id), OK, HIDDEN, OK, OK),
    "Practise.grade_again": (lambda a, who, id: _again(a, who, id), OK, HIDDEN, OK, OK),
    "FollowUps.offer": (lambda a, who, id: a.follow_ups.offer(who, id), OK, HIDDEN, FORBIDDEN, FORBIDDEN),
    "FollowUps.start": (lambda a, who, id: a.follow_ups.start(who, id, 3), OK, HIDDEN, FORBIDDEN, FORBIDDEN),
    "Review.debrief": (lambda a, who, id: a.review.debrief(who, id), FORBIDDEN, FORBIDDEN, OK, OK),
    "Review.override": (
        lambda a, who, id: a.review.override(who, id, "ground", 2, "since"),
        FORBIDDEN,
        FORBIDDEN,
        OK,
        OK,
    ),
    "Review.comment": (lambda a, who, id: a.review.comment(who, id, 2, "good"), FORBIDDEN, FORBIDDEN, OK, OK),
    "Review.sign_off": (lambda a, who, id: a.review.sign_off(who, id), FORBIDDEN, FORBIDDEN, OK, OK),
    "Review.reopen": (lambda a, who, id: a.review.reopen(who, id), FORBIDDEN, FORBIDDEN, OK, OK),
    "Data.show": (lambda a, who, id: a.data.show(who, id), FORBIDDEN, HIDDEN, OK, OK),
    "Data.show reveal": (lambda a, who, id: a.data.show(who, id, True), FORBIDDEN, HIDDEN, OK, OK),
}
# Functions that name no call: a trainee, another trainee, a coach, the admin.
GENERAL: dict[str, tuple[Do, Any, Any, Any, Any]] = {
    "Practise.gallery": (lambda a, who, id: a.practise.gallery(who), OK, OK, OK, OK),
    "Practise.card": (lambda a, who, id: a.practise.card(who, _token(a, who)), OK, OK, OK, OK),
    "Practise.start": (lambda a, who, id: a.practise.start(who, _token(a, who)), OK, OK, OK, OK),
    "Practise.start_with": (
        lambda a, who, id: a.practise.start_with(who, "flour-shop", MASKED, 1),
        FORBIDDEN,
        FORBIDDEN,
        OK,
        OK,
    ),
    "Practise.my_calls": (lambda a, who, id: a.practise.my_calls(who), OK, OK, OK, OK),
    "Practise.levels": (lambda a, who, id: a.practise.levels(who, [id]), OK, OK, OK, OK),
    "Review.queue": (lambda a, who, id: a.review.queue(who), FORBIDDEN, FORBIDDEN, OK, OK),
    "Data.export": (lambda a, who, id: list(a.data.export(who)), FORBIDDEN, FORBIDDEN, OK, OK),
    "Data.import_calls": (
        lambda a, who, id: a.data.import_calls(who, [_transcript()]),
        FORBIDDEN,
        FORBIDDEN,
        FORBIDDEN,
        OK,
    ),
}


def _again(app: App, who: Actor, call_id: str) -> None:
    """That a graded call is not graded again is said to whoever may ask, and to nobody else."""
    with pytest.raises(InputError):
        app.practise.grade_again(who, call_id)


STRANGER = Actor("0000000000000000", "Nobody", "admin")


def _token(app: App, who: Actor) -> str:
    return app.practise.gallery(who)[0].token


def _transcript() -> Transcript:
    turns = [{"speaker": "rep", "text": "Hello."}, {"speaker": "prospect", "text": "Yes?"}]
    return Transcript.model_validate({"id": "in-1", "turns": [*turns, *turns]})


def _expect(app: App, do: Do, who: Any, call_id: str, error: type[HoldTheLineError] | None) -> None:
    if error is None:
        do(app, who, call_id)
    else:
        with pytest.raises(error):
            do(app, who, call_id)


@pytest.fixture
def live(app: App, ann: Actor) -> str:
    call = start(app, ann)
    talk(app, ann, call.id, "Hello, Ann here.")
    return call.id


@pytest.fixture
def over(app: App, ann: Actor) -> str:
    return finished(app, ann)


def test_every_public_function_stands_in_the_tables() -> None:
    listed = {name.split()[0] for name in (*LIVE, *OVER, *GENERAL)}
    there = {
        f"{kind.__name__}.{name}"
        for kind in (Practise, FollowUps, Review, Data)
        for name, _ in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }
    assert listed == there


@pytest.mark.parametrize("name", LIVE)
def test_a_call_that_goes_on(
    name: str, app: App, live: str, ann: Actor, ben: Actor, coach: Actor, admin: Actor
) -> None:
    do, owner, other, of_coach, of_admin = LIVE[name]
    for who, error in ((ben, other), (coach, of_coach), (admin, of_admin), (STRANGER, FORBIDDEN), (None, FORBIDDEN)):
        _expect(app, do, who, live, error)
    _expect(app, do, ann, live, owner)


@pytest.mark.parametrize("name", OVER)
def test_a_call_that_is_over(
    name: str, app: App, over: str, ann: Actor, ben: Actor, coach: Actor, admin: Actor
) -> None:
    do, owner, other, of_coach, of_admin = OVER[name]
    for who, error in ((ben, other), (coach, of_coach), (admin, of_admin), (STRANGER, FORBIDDEN), (None, FORBIDDEN)):
        _expect(app, do, who, over, error)
    _expect(app, do, ann, over, owner)


@pytest.mark.parametrize("name", GENERAL)
def test_functions_that_name_no_call(
    name: str, app: App, over: str, ann: Actor, ben: Actor, coach: Actor, admin: Actor
) -> None:
    do, *expected = GENERAL[name]
    for who, error in zip((ann, ben, coach, admin), expected, strict=True):
        _expect(app, do, who, over, error)
    for nobody in (STRANGER, None):
        with pytest.raises(NotAllowedError, match="Sign in first"):
            do(app, nobody, over)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [n for n in {**LIVE, **OVER} if not n.startswith("Data")])
def test_a_call_that_does_not_exist_reads_the_same_as_one_of_somebody_else(
    name: str, app: App, over: str, ben: Actor, coach: Actor
) -> None:
    do = {**LIVE, **OVER}[name][0]
    who = coach if name.startswith("Review") else ben
    with pytest.raises(NotFoundError) as missing:
        do(app, who, "nonesuch")
    if who is ben:
        with pytest.raises(NotFoundError) as hidden:
            do(app, ben, over)
        assert str(hidden.value) == str(missing.value)


def test_a_role_written_into_the_page_counts_for_nothing(app: App, over: str, ben: Actor) -> None:
    forged = Actor(ben.id, ben.name, "admin")
    with pytest.raises(NotFoundError):
        app.practise.call(forged, over)
    with pytest.raises(NotAllowedError):
        app.review.queue(forged)


def test_trainees_see_their_own_calls_only(app: App, over: str, ann: Actor, ben: Actor) -> None:
    assert [row.id for row in app.practise.my_calls(ann)] == [over]
    assert app.practise.my_calls(ben) == []
