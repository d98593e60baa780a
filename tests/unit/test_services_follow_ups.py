"""A later call with the same person: who may make it, what it carries over, what it refuses."""

from __future__ import annotations

import pytest

from holdtheline.errors import InputError, NotFoundError
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import start, talk


def over(app: App, actor: Actor, *lines: str) -> str:
    view = start(app, actor)
    talk(app, actor, view.id, *lines)
    app.practise.end(actor, view.id)
    return view.id


def test_a_call_that_agreed_nothing_meets_a_mailbox(app: App, ann: Actor) -> None:
    first = over(app, ann, "Fine, I'll just send you something, then.")
    view = app.follow_ups.start(ann, first, 3)
    assert view.id != first and view.ended_at is None and view.turns[0].speaker == "prospect"
    assert view.brief.before.startswith("3 days after your last call.")
    state = app.data.show(app.people.local_admin(), view.id, reveal=True)["steps"][0]["state"]
    assert state["reach"] == "mailbox" and state["call"] == 2 and state["days"] == 3


def test_promises_are_offered_and_a_broken_one_is_named(app: App, ann: Actor) -> None:
    first = over(app, ann, "I'll send you the price list by tomorrow, and then we talk on Friday at ten.")
    offer = app.follow_ups.offer(ann, first)
    assert offer.promises and offer.number == 2
    with pytest.raises(InputError, match="not promised"):
        app.follow_ups.start(ann, first, 3, kept=("something else",))


def test_the_same_person_picks_up_and_the_gallery_is_not_shifted(app: App, ann: Actor) -> None:
    first = over(app, ann, "Hello, it's me.")
    before = {c.token: c.brief.name for c in app.practise.gallery(ann)}
    again = app.follow_ups.start(ann, first, 7)
    assert again.brief.name == app.practise.call(ann, first).brief.name
    assert {c.token: c.brief.name for c in app.practise.gallery(ann)} == before


def test_only_ones_own_ended_calls_can_be_followed(app: App, ann: Actor) -> None:
    live = start(app, ann)
    with pytest.raises(InputError, match="still going on"):
        app.follow_ups.start(ann, live.id, 3)
    app.practise.end(ann, live.id)
    with pytest.raises(InputError, match="1 to 365"):
        app.follow_ups.start(ann, live.id, 0)
    stranger = app.people.sign_in("Somebody Else")
    with pytest.raises(NotFoundError):
        app.follow_ups.start(stranger, live.id, 3)
