"""Signing in by name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from holdtheline.errors import InputError
from holdtheline.services.app import App


def test_a_new_name_becomes_a_trainee_and_an_old_one_the_same_person(app: App) -> None:
    first = app.people.sign_in("  Zoë   Lind ")
    assert (first.name, first.role) == ("Zoë Lind", "trainee")
    assert app.people.sign_in("ZOË LIND") == first
    assert app.people.sign_in("Zoe\u0308 Lind") == first


def test_the_seeded_coach_is_there_and_the_local_admin_is_not_shown(app: App) -> None:
    assert [(p.name, p.role) for p in app.people.everyone()] == [("Coach", "coach")]
    assert app.people.sign_in("coach").role == "coach"


def test_nobody_signs_in_as_the_local_admin(app: App) -> None:
    with pytest.raises(InputError, match="choose another"):
        app.people.sign_in("command  LINE")
    assert app.people.actor("local") is None


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("", "empty"), (" \n ", "empty"), ("x" * 61, "61 characters"), ("Ann\x00", "letters"), ("Ann\u202e", "letters")],
    ids=["empty", "blank", "too long", "null byte", "text turned round"],
)
def test_names_that_are_none_are_refused(app: App, name: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        app.people.sign_in(name)


def test_sixty_characters_fit(app: App) -> None:
    assert app.people.sign_in("x" * 60).name == "x" * 60


def test_a_person_is_found_again_by_id(app: App) -> None:
    ann = app.people.sign_in("Ann")
    assert app.people.actor(ann.id) == ann
    assert app.people.actor("nobody") is None


def test_the_same_name_typed_at_the_same_time_makes_one_person(app: App) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: app.people.sign_in("Ann").id, range(16)))
    assert len(found) == 1
    assert [p.name for p in app.people.everyone()] == ["Ann", "Coach"]
