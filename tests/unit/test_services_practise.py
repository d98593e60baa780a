"""A trainee practises: what is said in a call, by whom, and that none of it is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict

import pytest

from holdtheline.errors import InputError
from holdtheline.prospect import engine
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import GOOD, MASKED, start, talk


def unanswered(app: App, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """A call, and its turn that the prospect failed to answer."""
    call = start(app, actor)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "reply", lambda *_: 1 / 0)
        turn = app.practise.say(actor, call.id, "Hello, Ann here.")
        assert app.practise.wait(actor, call.id, turn).trouble
    return call.id, turn


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
    call, _ = unanswered(app, ann, monkeypatch)
    again = reopen()
    until = time.monotonic() + 5
    while again.practise.call(ann, call).waiting and time.monotonic() < until:
        time.sleep(0.01)
    assert [t.speaker for t in again.practise.call(ann, call).turns] == ["prospect", "rep", "prospect"]


def test_without_resuming_the_page_that_asks_brings_the_answer(
    app: App, ann: Actor, reopen: Callable[..., App], monkeypatch: pytest.MonkeyPatch
) -> None:
    call, turn = unanswered(app, ann, monkeypatch)
    again = reopen(resume=False)
    assert again.practise.tail(ann, call, turn).text == ""
    assert again.practise.wait(ann, call, turn).done


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


def test_views_are_plain_values(app: App, ann: Actor) -> None:
    call = start(app, ann)
    assert asdict(app.practise.call(ann, call.id))["id"] == call.id
