"""Calls with a model behind the voice: what the trainee gets when it fails, or says what may not be said."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from holdtheline import persona
from holdtheline.cli import commands
from holdtheline.llm.client import Client
from holdtheline.moves.reader import Reader
from holdtheline.prospect import engine
from holdtheline.prospect.llm_voice import FAILURES, LlmVoice
from holdtheline.services.app import App
from holdtheline.services.views import Actor
from holdtheline.transcript import Turn
from tests.conftest import MASKED, PERSONAS, start, talk
from tests.fake_openai import Answer, FakeOpenAI, error, say
from tests.integration.voiced import FIRST, KEY, how, obedient
from tests.unit import people


@pytest.fixture
def ann(modelled: App) -> Actor:
    return modelled.people.sign_in("Ann")


FAULTS: dict[str, tuple[Answer, ...]] = {
    "401": (error(401),),
    "400": (error(400, "no"),),
    "429 for long": (error(429, headers={"Retry-After": "40"}),),
    "500": (error(500, headers={"Retry-After": "0"}),),
    "slow": (say("late", delay=5),),
    "slow drops": (say("drop by drop", pause=0.5, piece=1),),
    "cut": (say("I had begun to say something", cut=2),),
    "garbage": (say("x", raw=b"<html>down</html>"),),
    "refusal": (say("", refusal="no"),),
    "empty": (say(""),),
    "length": (say("I had", finish="length"),),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_gives_the_scripted_line_and_one_plain_sentence(
    modelled: App, ann: Actor, fake: FakeOpenAI, fault: str
) -> None:
    modelled.house.voice = LlmVoice(Client(), "fake-model", first=0.6, whole=1.5)  # type: ignore[misc]
    fake.will(*FAULTS[fault])
    call, plain = start(modelled, ann, seed=3), _scripted(3)
    begun = time.monotonic()
    assert talk(modelled, ann, call.id, FIRST) == [plain]
    assert time.monotonic() - begun < 30, "it must not hang"
    view = modelled.practise.call(ann, call.id)
    assert view.note == "The model did not answer, so the scripted voice took over. The call goes on as usual."
    assert [t.speaker for t in view.turns] == ["prospect", "rep", "prospect"] and not view.waiting
    kept = how(modelled, call.id)[0]
    assert kept["by"] == "scripted" and kept["trouble"] and KEY not in json.dumps(kept)
    assert talk(modelled, ann, call.id, "Who else decides?")[0], "the call goes on"
    assert modelled.practise.call(ann, call.id).note is None, "and says so once"


def _scripted(seed: int) -> str:
    prospect = persona.load(PERSONAS / "flour-shop.yaml").variant(MASKED)
    state, opening = engine.open_call(prospect, seed)
    heard = Reader.default().read(FIRST, opening, [], 1)
    return engine.reply(prospect, state, heard, [opening or ""], seed).text


BAD = {
    "out of the part": "As an AI language model I can't do that.",
    "speaks for the rep": "No. SALESPERSON: Thank you!",
    "agrees": "Sure, let's meet on Tuesday.",
    "ends the call": "I'm hanging up now.",
    "gives away": "You'd have to ask my brother.",
    "markup": "**No.**",
    "too long": "No, and no again, and after that no once more, " * 40,
    "echo": "",
}


@pytest.mark.parametrize("kind", BAD)
def test_what_may_not_be_said_is_tried_once_more_and_then_written_lines_serve(
    modelled: App, ann: Actor, fake: FakeOpenAI, kind: str
) -> None:
    def bad(body: dict[str, Any]) -> Answer:
        return say(BAD[kind] or " ".join(body["messages"][0]["content"].split()))

    fake.by = bad
    call = start(modelled, ann, seed=3)
    assert talk(modelled, ann, call.id, FIRST) == [_scripted(3)]
    assert len(fake.bodies) == 2 and "An earlier attempt was not used" in fake.prompts()[1]
    assert not BAD[kind] or BAD[kind] not in fake.prompts()[1], "what it said wrongly is not said to it again"
    kept = how(modelled, call.id)[0]
    assert kept["by"] == "scripted" and len(kept["refused"]) == 2 and kept["trouble"] is None
    assert modelled.practise.call(ann, call.id).note is None, "no seam is shown"


def test_a_second_attempt_that_is_good_is_spoken(modelled: App, ann: Actor, fake: FakeOpenAI) -> None:
    fake.will(say("I am only an AI."), say('<think>Hm. (sighs) AI.</think>Rosa: "Yes. What is it about, please?"'))
    call = start(modelled, ann)
    assert talk(modelled, ann, call.id, FIRST) == ["Yes. What is it about, please?"]
    assert how(modelled, call.id)[0]["refused"] == ["it falls out of the part"]


def test_a_dead_server_is_left_alone_for_a_while(fake: FakeOpenAI) -> None:
    now = [0.0]
    voice = LlmVoice(Client(), "m", first=1, whole=1, clock=lambda: now[0])
    prospect = people.masked()
    state, _ = engine.open_call(prospect, 1)
    reply = engine.reply(prospect, state, Reader.default().read(FIRST), [], 1)
    turns = [Turn(speaker="rep", text=FIRST)]
    fake.will(error(400, "no"))
    for _ in range(5):
        assert voice.word(prospect, reply, turns).silent
    assert len(fake.bodies) == FAILURES
    now[0] = 61.0
    fake.will(say("Yes, what is it?"))
    assert voice.word(prospect, reply, turns).text == "Yes, what is it?"


def test_a_call_goes_on_when_the_model_was_disconnected(
    modelled: App, ann: Actor, fake: FakeOpenAI, reopen: Callable[..., App]
) -> None:
    fake.by = obedient
    call = start(modelled, ann)
    talk(modelled, ann, call.id, FIRST)
    later = reopen()
    assert talk(later, ann, call.id, "Who else decides?")[0]
    assert later.practise.call(ann, call.id).note is not None


def test_without_a_model_the_voice_is_scripted(app: App) -> None:
    ann = app.people.sign_in("Ann")
    call = start(app, ann)
    assert app.practise.call(ann, call.id).offline is True
    assert app.house.voice is None


def test_the_command_line_speaks_with_the_model(
    fake: FakeOpenAI, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    fake.by = obedient

    def hold(*args: str) -> tuple[int, Any, str]:
        code = commands.code([*args, "--data", str(tmp_path / "data")])
        out = capsys.readouterr()
        return code, json.loads(out.out), out.err

    _, started, _ = hold("call", "start", "send-info", "--voice", "llm", "--seed", "1")
    code, said, told = hold("call", "say", started["call"], FIRST)
    assert code == 0 and said["prospect"].startswith("Well. ") and told == ""
    fake.will(error(401))
    code, said, told = hold("call", "say", started["call"], "Who reads it, if I send it?")
    assert code == 0 and said["prospect"] and told.count("scripted voice took over") == 1
    code, said, told = hold("call", "say", started["call"], "And who asked for it?")
    assert code == 0 and said["prospect"] and told == "", "said once"
    _, shown, _ = hold("call", "show", started["call"], "--reveal")
    assert [s["directive"]["voice"]["by"] for s in shown["steps"][1:]] == ["llm", "scripted", "scripted"]
    asked = len(fake.bodies)
    _, scripted, _ = hold("call", "start", "send-info", "--seed", "1")
    hold("call", "say", scripted["call"], FIRST)
    assert len(fake.bodies) == asked, "without --voice llm the command line asks no model"
