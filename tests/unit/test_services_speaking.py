"""A reply is spoken: saved whole at once, laid out in time, shown word by word without asking again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import pytest

from holdtheline.errors import CallOverError, NotFoundError
from holdtheline.prospect import engine
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.store import calls
from tests.conftest import start, talk


class Clock(NamedTuple):
    """A call whose first answer is being spoken while the clock stands. ``now[0]`` is its time in seconds."""

    app: App
    ann: Actor
    call: str
    turn: int
    now: list[float]


@pytest.fixture
def clock(reopen: Callable[..., App]) -> Clock:
    """Ann has asked something, and the answer is spoken at an ordinary pace."""
    app = reopen(pace=5.0)
    now = [0.0]
    app.house.speeches.clock = lambda: now[0]
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    turn = app.practise.say(ann, call.id, "Hello, Ann here. What do you use for it today?")
    return Clock(app, ann, call.id, turn, now)


def in_a_slow_call(reopen: Callable[..., App]) -> tuple[App, Actor, str]:
    """Ann in a call in which speaking takes far longer than a test."""
    app = reopen(pace=0.1)
    ann = app.people.sign_in("Ann")
    return app, ann, start(app, ann).id


def test_a_reply_is_saved_at_once_and_shown_as_spoken(clock: Clock) -> None:
    app, ann, call, turn, now = clock
    app.house.answering.once((call, turn), lambda: None).result(5)
    with app.house.database.read() as connection:
        saved = calls.turn(connection, call, turn + 1)
    assert saved is not None

    first = app.practise.tail(ann, call, turn)
    assert (first.text, first.done) == ("", False)
    view = app.practise.call(ann, call)
    assert view.waiting and view.turns[-1].number == turn
    now[0] = 0.7
    middle = app.practise.tail(ann, call, turn)
    assert middle.speaking and saved.text.startswith(middle.text) and middle.text != saved.text
    now[0] = 60.0
    whole = app.practise.tail(ann, call, turn)
    assert whole.done and not whole.speaking and whole.text == saved.text
    view = app.practise.call(ann, call)
    assert not view.waiting and view.turns[-1].text == saved.text


def test_after_a_restart_in_mid_speech_the_whole_reply_is_there(reopen: Callable[..., App]) -> None:
    app, ann, call = in_a_slow_call(reopen)
    turn = app.practise.say(ann, call, "Hello, Ann here.")
    app.practise.wait(ann, call, turn)
    assert app.practise.call(ann, call).waiting
    again = reopen(pace=0.1)
    assert again.practise.tail(ann, call, turn).done
    assert not again.practise.call(ann, call).waiting


def test_the_rep_may_talk_into_a_reply_that_is_being_spoken(reopen: Callable[..., App]) -> None:
    app, ann, call = in_a_slow_call(reopen)
    turn = app.practise.say(ann, call, "Hello, Ann here.")
    app.practise.wait(ann, call, turn)
    assert app.practise.say(ann, call, "Sorry, go on.") == turn + 2
    assert app.practise.call(ann, call).turns[turn].speaker == "prospect"


def test_a_hang_up_is_not_shown_before_its_words(reopen: Callable[..., App]) -> None:
    app, ann, call = in_a_slow_call(reopen)
    view = app.practise.call(ann, call)
    for _ in range(12):
        turn = app.practise.say(ann, call, "You are an idiot, and your shop is a joke.")
        app.practise.wait(ann, call, turn)
        if app.practise.my_calls(ann)[0].outcome:
            break
    view = app.practise.call(ann, call)
    assert view.ended_at is None and view.outcome is None and view.waiting
    app.house.speeches.drop(call)
    view = app.practise.call(ann, call)
    assert view.outcome in ("hung_up", "brushed_off") and not view.waiting
    with pytest.raises(CallOverError):
        app.practise.say(ann, call, "Hello?")


def test_tailing_a_turn_that_is_none_of_the_reps_is_refused(app: App, ann: Actor) -> None:
    call = start(app, ann)
    talk(app, ann, call.id, "Hello.")
    with pytest.raises(NotFoundError, match="not a turn of yours"):
        app.practise.tail(ann, call.id, 3)


def test_each_word_has_its_moment_and_they_pass(clock: Clock) -> None:
    app, ann, call, turn, now = clock
    reply = app.practise.reply(ann, call, turn)
    assert reply is not None and not reply.ends and reply.trouble is None
    moments, ends = [at for at, _ in reply.due], [chars for _, chars in reply.due]
    assert len(reply.due) == len(reply.text.split())
    assert moments == sorted(moments) and 0 < moments[0] < 2
    assert ends == sorted(set(ends)) and ends[-1] == len(reply.text)
    assert [reply.text[:end].split()[-1] for end in ends] == reply.text.split()

    now[0] = moments[0] + 0.01
    later = app.practise.reply(ann, call, turn)
    assert later is not None and later.text == reply.text
    assert later.due[0][0] == pytest.approx(-0.01) and later.due[-1][0] == pytest.approx(moments[-1] - now[0])
    assert app.practise.tail(ann, call, turn).text == reply.text[: ends[0]].rstrip()

    now[0] = moments[-1] + 0.01
    done = app.practise.reply(ann, call, turn)
    assert done is not None and done.due == () and done.text == reply.text


def test_a_reply_that_ends_the_call_says_so(reopen: Callable[..., App]) -> None:
    app, ann, call = in_a_slow_call(reopen)
    seen = []
    for _ in range(12):
        turn = app.practise.say(ann, call, "You are an idiot, and your shop is a joke.")
        reply = app.practise.reply(ann, call, turn)
        assert reply is not None
        seen.append(reply.ends)
        if reply.ends:
            break
    assert seen[-1] and not any(seen[:-1])
    assert app.practise.call(ann, call).outcome is None  # its words are still being spoken


def test_a_reply_that_takes_long_is_not_there_yet(app: App, ann: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    call = start(app, ann)
    answered = engine.reply
    monkeypatch.setattr(engine, "reply", lambda *args: (time.sleep(0.3), answered(*args))[1])
    turn = app.practise.say(ann, call.id, "Hello, Ann here.")
    assert app.practise.reply(ann, call.id, turn, timeout=0.02) is None
    reply = app.practise.reply(ann, call.id, turn, timeout=5)
    assert reply is not None and reply.text


def test_a_reply_that_failed_says_what_is_safe(app: App, ann: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    call = start(app, ann)
    monkeypatch.setattr(engine, "reply", lambda *_: 1 / 0)
    turn = app.practise.say(ann, call.id, "Hello, Ann here.")
    reply = app.practise.reply(ann, call.id, turn)
    assert reply is not None and reply.text == "" and reply.trouble is not None and "is saved" in reply.trouble
