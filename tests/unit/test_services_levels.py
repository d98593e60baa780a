"""Levels for lists: after the coach's word, and nobody else's."""

from __future__ import annotations

from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import finished


def test_a_list_shows_the_coachs_level(app: App, ann: Actor, coach: Actor) -> None:
    call = finished(app, ann)
    machine = app.practise.debrief(ann, call).result.levels
    assert app.practise.levels(ann, [call]) == {}, "first the trainee's own look"
    app.practise.guess(ann, call, 0)
    assert app.practise.levels(ann, [call]) == {call: dict(machine)}
    level = 0 if machine["ground"] else 4
    app.review.override(coach, call, "ground", 1, "For now.")
    app.review.override(coach, call, "ground", level, "On reflection.")
    assert app.practise.levels(ann, [call])[call] == {**machine, "ground": level}


def test_levels_of_others_are_left_out(app: App, ann: Actor, ben: Actor, coach: Actor) -> None:
    call = finished(app, ann)
    assert app.practise.levels(ben, [call]) == {}
    assert call in app.practise.levels(coach, [call, "nowhere"])


def test_the_turn_that_mattered_most_is_among_the_moments(app: App, ann: Actor) -> None:
    reveal = app.practise.debrief(ann, finished(app, ann)).reveal
    assert reveal.turned in {moment.turn for moment in reveal.moments}
