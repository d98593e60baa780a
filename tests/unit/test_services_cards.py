"""The cards a trainee chooses from: who is on them, who picks up, and that neither tells which kind it is."""

from __future__ import annotations

import itertools
import re

import pytest

from holdtheline.errors import NotFoundError
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import GOOD, MASKED, OTHER_MASKED, TWIN, finished, start, talk

VARIANT_NAMES = {"Rosa Lind": MASKED, "Ruth Lind": OTHER_MASKED, "Rita Lind": TWIN}
IDS = re.compile(r"flour-shop|zq-one|zq-two|zq-twin|send-info|hidden-authority|personal-emergency")


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
