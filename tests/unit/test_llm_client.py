"""The client against a server that speaks the real protocol, with every fault."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from holdtheline.llm import client
from holdtheline.llm.client import Client, Stream
from holdtheline.llm.errors import ModelError, redacted
from holdtheline.llm.structured import ask, objects_in
from tests.fake_openai import FakeOpenAI, error, say, serving

KEY = "sk-test-abcdefghijklmnop1234567890"
HELLO = [{"role": "user", "content": "Hello."}]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with serving() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


def stream(client: Client, first: float = 60, within: float = 60) -> Stream:
    return client.stream("m", HELLO, first=first, within=within)


def test_a_whole_answer_comes_with_its_usage(fake: FakeOpenAI) -> None:
    fake.will(say("Good morning to you."))
    said = Client().complete("m", HELLO, within=60)
    assert said.text == "Good morning to you."
    assert said.usage is not None and said.usage.completion == 4
    (path, headers, body) = fake.seen[0]
    assert path == "/v1/chat/completions" and headers["authorization"] == f"Bearer {KEY}"
    assert set(body) == {"model", "messages"}, "no sampling parameter unless configured"


def test_a_streamed_answer_arrives_in_pieces_with_its_usage(fake: FakeOpenAI) -> None:
    fake.will(say("One two three four."))
    answer = stream(Client())
    assert "".join(pieces := list(answer)) == "One two three four." and len(pieces) == 3
    assert answer.usage is not None and answer.usage.completion == 4


def test_a_server_without_a_key_is_asked_all_the_same(fake: FakeOpenAI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    assert Client().complete("m", HELLO, within=60).text == "All right."


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(401, f"Incorrect API key provided: {KEY}."), "auth"),
        (error(403), "auth"),
        (error(404, "no model m"), "bad_request"),
        (error(400, f"no, {KEY}"), "bad_request"),
        (error(400, "This model's maximum context length is 2048 tokens, however you requested 6,010."), "length"),
        (error(500, "Requested tokens exceed the context window of 2048"), "length"),
        (error(413), "length"),
        (error(429, code="insufficient_quota"), "limit"),
        (say(""), "empty"),
        (say("   "), "empty"),
        (say("I begin", finish="length"), "length"),
        (say("", refusal="I can't."), "refused"),
        (say("x", finish="content_filter"), "refused"),
        (say("x", raw=b"<html>Service unavailable</html>"), "garbage"),
        (say("x", raw=b'{"ok": true}'), "garbage"),
    ],
    ids=lambda v: v if isinstance(v, str) else f"{v.status} {v.finish} {v.message[:10]}",
)
def test_a_fault_is_named_at_once_and_without_the_key(fake: FakeOpenAI, answer: object, kind: str) -> None:
    fake.will(answer)  # type: ignore[arg-type]
    with pytest.raises(ModelError) as whole:
        Client().complete("m", HELLO, within=60)
    assert whole.value.kind == kind and len(fake.bodies) == 1
    assert KEY not in str(whole.value) and "127.0.0.1" not in str(whole.value)
    assert whole.value.__cause__ is None, "a trace must not show the request"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (say("I had begun to say", cut=2), "cut"),
        (say("I had begun to say", finish=None), "cut"),
        (say("I had begun", finish="length"), "length"),
        (say("", refusal="I can't."), "refused"),
        (say(""), "empty"),
        (say("x", raw=b"<html>Service unavailable</html>"), "empty"),
        (error(401), "auth"),
    ],
    ids=["broken connection", "no end", "length", "refusal", "empty", "garbage", "401"],
)
def test_a_broken_stream_is_no_answer(fake: FakeOpenAI, answer: object, kind: str) -> None:
    fake.will(answer)  # type: ignore[arg-type]
    with pytest.raises(ModelError) as fault:
        list(stream(Client()))
    assert fault.value.kind == kind


def test_a_slow_server_may_take_half_of_what_is_allowed_before_its_first_byte(
    fake: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "REQUEST_SECONDS", 0.2)
    fake.by = lambda body: say("Slow, but there.", delay=1.0)
    assert Client().complete("m", HELLO, within=10).text == "Slow, but there." and len(fake.bodies) == 1
    with pytest.raises(ModelError):
        Client().complete("m", HELLO, within=1.2)


@pytest.mark.parametrize("status", [429, 500, 503, 408])
def test_a_busy_server_is_asked_again(fake: FakeOpenAI, status: int) -> None:
    fake.will(error(status, headers={"Retry-After": "0"}), say("There you are."))
    assert Client().complete("m", HELLO, within=60).text == "There you are."
    assert len(fake.bodies) == 2


def test_the_pause_that_a_server_asks_for_is_kept_by_all(fake: FakeOpenAI) -> None:
    client = Client()
    fake.will(error(429, headers={"Retry-After": "0.6"}), say("Yes."))
    begun = time.monotonic()
    client.complete("m", HELLO, within=60)
    assert time.monotonic() - begun >= 0.6
    fake.will(error(429, headers={"Retry-After": "30"}))
    with pytest.raises(ModelError, match="more requests"):
        client.complete("m", HELLO, within=2)
    asked = len(fake.bodies)
    with pytest.raises(ModelError, match="more requests"):
        client.complete("m", HELLO, within=2)
    assert len(fake.bodies) == asked, "nobody knocks during the pause"


def test_three_attempts_are_enough(fake: FakeOpenAI) -> None:
    fake.will(error(500, headers={"Retry-After": "0"}))
    with pytest.raises(ModelError) as fault:
        Client().complete("m", HELLO, within=60)
    assert fault.value.kind == "server" and len(fake.bodies) == 3


@pytest.mark.parametrize("slow", [say("late", delay=30.0), say("a very slow one, and longer", pause=2.0, piece=1)])
def test_nobody_waits_longer_than_they_said(fake: FakeOpenAI, slow: object) -> None:
    fake.will(slow)  # type: ignore[arg-type]
    begun = time.monotonic()
    with pytest.raises(ModelError) as fault:
        list(stream(Client(), first=0.4, within=1.0))
    assert fault.value.kind == "timeout" and time.monotonic() - begun < 20
    fake.will(say("late", delay=30.0))
    begun = time.monotonic()
    with pytest.raises(ModelError):
        Client().complete("m", HELLO, within=0.5)
    assert time.monotonic() - begun < 20


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ModelError, match="cannot be reached"):
        Client().complete("m", HELLO, within=60, attempts=1)


def test_a_refused_parameter_is_left_out_and_stays_out(fake: FakeOpenAI) -> None:
    client = Client({"temperature": 0.3, "top_k": 5})

    def picky(body: dict[str, object]) -> object:
        if "temperature" in body:
            return error(400, "Unsupported value: 'temperature' does not support 0.3", param="temperature")
        if "stream_options" in body:
            return error(400, "unknown field stream_options")
        return say("Fine.")

    fake.by = picky  # type: ignore[assignment]
    assert client.complete("m", HELLO, within=60).text == "Fine."
    assert [sorted(set(b) & {"temperature", "top_k"}) for b in fake.bodies] == [["temperature", "top_k"], ["top_k"]]
    assert "".join(stream(client)) == "Fine."
    client.complete("m", HELLO, within=60)
    assert len(fake.bodies) == 5 and "temperature" not in fake.bodies[-1]
    client.complete("another", HELLO, within=60)
    assert "temperature" in fake.bodies[-2], "what one model refuses another may know"


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")
    level: Literal[0, 1, 2] | None
    why: str


GOOD = json.dumps({"level": 2, "why": "so"})


def test_the_ladder_goes_down_once_and_is_remembered(fake: FakeOpenAI) -> None:
    def old(body: dict[str, object]) -> object:
        if "response_format" in body:
            return error(400, "'response_format' is not supported by this server")
        return say(f"Sure! Here it is:\n```json\n{GOOD}\n```\nAnything else?")

    client = Client()
    fake.by = old  # type: ignore[assignment]
    assert ask(client, "m", HELLO, Shape, within=60).level == 2
    kinds = [(b.get("response_format") or {}).get("type") for b in fake.bodies]
    assert kinds == ["json_schema", "json_object", "json_object", None]
    assert "schema" in fake.bodies[1]["response_format"] and "schema" not in fake.bodies[2]["response_format"]
    ask(client, "m", HELLO, Shape, within=60)
    assert len(fake.bodies) == 5 and "response_format" not in fake.bodies[-1]
    assert fake.bodies[0]["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(
    "bad",
    [
        "no idea",
        "{",
        '{"level": 7, "why": ""}',
        '{"level": 1}',
        '{"level": "2", "why": ""}',
    ],
)
def test_a_wrong_shape_is_mended_once_or_refused(fake: FakeOpenAI, bad: str) -> None:
    fake.will(say(bad), say(GOOD))
    assert ask(Client(), "m", HELLO, Shape, within=60) == Shape(level=2, why="so")
    fake.will(say(bad))
    with pytest.raises(ModelError) as fault:
        ask(Client(), "m", HELLO, Shape, within=60)
    assert fault.value.kind == "garbage" and len(fake.bodies) == 4


def test_objects_are_found_in_any_wrapping() -> None:
    assert objects_in('{"a": {"b": 1}} and {"c": 2} {x') == [{"a": {"b": 1}}, {"c": 2}]


def test_words_of_a_server_are_shown_without_secrets() -> None:
    shown = redacted(f"key {KEY}, Bearer abc.def, see https://me:pw@host/v1 " + "long " * 100, "other")
    assert KEY not in shown and "abc.def" not in shown and "pw@host" not in shown and len(shown) < 200


def test_nothing_imports_openai_while_no_model_is_on() -> None:
    code = (
        "import sys, holdtheline.cli.commands, holdtheline.services.app, holdtheline.services.standalone,"
        "holdtheline.llm.client, holdtheline.prospect.llm_voice, holdtheline.grading.llm_grader;"
        "print([m for m in ('openai', 'tiktoken', 'httpx2') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
