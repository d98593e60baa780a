"""A reply laid out in time: the page shows it word by word without asking again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from holdtheline.prospect import engine
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from tests.conftest import start


def test_each_word_has_its_moment_and_they_pass(reopen: Callable[..., App]) -> None:
    app = reopen(pace=5.0)
    now = [0.0]
    app.house.speeches.clock = lambda: now[0]
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    turn = app.practise.say(ann, call.id, "Hello, Ann here. Who decides about deliveries at your place?")

    reply = app.practise.reply(ann, call.id, turn)
    assert reply is not None and not reply.ends and reply.trouble is None
    moments, ends = [at for at, _ in reply.due], [chars for _, chars in reply.due]
    assert len(reply.due) == len(reply.text.split())
    assert moments == sorted(moments) and 0 < moments[0] < 2
    assert ends == sorted(set(ends)) and ends[-1] == len(reply.text)
    assert [reply.text[:end].split()[-1] for end in ends] == reply.text.split()

    now[0] = moments[0] + 0.01
    later = app.practise.reply(ann, call.id, turn)
    assert later is not None and later.text == reply.text
    assert later.due[0][0] == pytest.approx(-0.01) and later.due[-1][0] == pytest.approx(moments[-1] - now[0])
    assert app.practise.tail(ann, call.id, turn).text == reply.text[: ends[0]].rstrip()

    now[0] = moments[-1] + 0.01
    done = app.practise.reply(ann, call.id, turn)
    assert done is not None and done.due == () and done.text == reply.text


def test_a_reply_that_ends_the_call_says_so(reopen: Callable[..., App]) -> None:
    app = reopen(pace=0.1)
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    seen = []
    for _ in range(12):
        turn = app.practise.say(ann, call.id, "You are an idiot, and your shop is a joke.")
        reply = app.practise.reply(ann, call.id, turn)
        assert reply is not None
        seen.append(reply.ends)
        if reply.ends:
            break
    assert seen[-1] and not any(seen[:-1])
    assert app.practise.call(ann, call.id).outcome is None  # its words are still being spoken


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
