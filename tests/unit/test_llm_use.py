"""Tokens written down, prices, budget, the test of a connection; and what a long call costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from holdtheline.errors import InputError, NotAllowedError, ServiceError
from holdtheline.llm import tokens
from holdtheline.moves.reader import Reader
from holdtheline.persona import load
from holdtheline.prospect import engine
from holdtheline.prospect.voice_prompt import as_written, telling
from holdtheline.services.app import App
from holdtheline.services.spending import Budget, Price, cost
from holdtheline.services.views import Actor
from holdtheline.settings import Settings
from holdtheline.transcript import Turn
from tests.conftest import PERSONAS, start, talk
from tests.fake_openai import Answer, FakeOpenAI, error, say, serving

KEY = "sk-test-abcdefghijklmnop1234567890"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with serving() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


@pytest.fixture
def modelled(fake: FakeOpenAI, data: Path) -> Iterator[App]:
    app = App.open(Settings(data=data, model="fake-model", grader_model="fake-judge"), pace=0, personas=PERSONAS)
    yield app
    app.close()


@pytest.fixture
def boss(modelled: App) -> Actor:
    return modelled.people.sign_in("Coach")


def test_tokens_are_written_down_by_call_trainee_and_day(modelled: App, boss: Actor, fake: FakeOpenAI) -> None:
    fake.will(say("Yes, and what is it about?"))
    ann = modelled.people.sign_in("Ann")
    call = start(modelled, ann)
    talk(modelled, ann, call.id, "Hello, it's Ann.")
    (used,) = modelled.models.of_call(boss, call.id)
    assert (used.purpose, used.model, used.trainee_name, used.requests) == ("voice", "fake-model", "Ann", 1)
    assert used.prompt > 100 and used.completion == 6
    assert modelled.models.used(boss) == [used]
    with pytest.raises(NotAllowedError):
        modelled.models.used(ann)


def test_a_budget_stops_with_a_plain_sentence(modelled: App, boss: Actor, fake: FakeOpenAI) -> None:
    fake.will(say("Yes, and what is it about?"))
    ann = modelled.people.sign_in("Ann")
    call = start(modelled, ann)
    talk(modelled, ann, call.id, "Hello, it's Ann.")
    modelled.models.set_budget(boss, Budget(tokens=50))
    there = len(fake.bodies)
    assert talk(modelled, ann, call.id, "Who else decides about this?")[0], "the call goes on"
    modelled.practise.end(ann, call.id)
    card = modelled.practise.debrief(ann, call.id).scorecard
    assert card.status == "not_graded" and "The day's budget for the model is used up" in str(card.reason)
    assert len(fake.bodies) == there, "and no model is asked"
    with pytest.raises(ServiceError, match="budget"):
        modelled.models.test(boss)
    modelled.practise.grade_again(ann, call.id, by_model=False)
    assert modelled.practise.debrief(ann, call.id).scorecard.grader == "offline"
    with pytest.raises(InputError):
        modelled.practise.grade_again(ann, call.id)


def test_money_is_counted_where_there_is_a_price_and_nowhere_else(modelled: App, boss: Actor, fake: FakeOpenAI) -> None:
    assert modelled.models.prices(boss) == {} and cost(None, 1, 1) is None, "shipped empty"
    modelled.models.set_prices(boss, {"fake-model": Price(2.0, 8.0)})
    assert cost(modelled.models.prices(boss)["fake-model"], 500_000, 250_000) == 3.0
    modelled.models.set_budget(boss, Budget(money=0.0001))
    fake.will(say("Yes, and what is it about?"))
    ann = modelled.people.sign_in("Ann")
    call = start(modelled, ann)
    talk(modelled, ann, call.id, "Hello, it's Ann.")
    there = len(fake.bodies)
    talk(modelled, ann, call.id, "Who else decides about this?")
    assert len(fake.bodies) == there == 1
    with pytest.raises(InputError):
        modelled.models.set_prices(boss, {"m": Price(-1, 0)})


def test_a_call_that_the_model_failed_on_is_graded_when_tried_again(modelled: App, fake: FakeOpenAI) -> None:
    ann = modelled.people.sign_in("Ann")
    fake.will(say("Yes, and what is it about?"))
    call = start(modelled, ann)
    for line in ("No, I won't just send something. Who decides?", "Who else has to agree before you buy?"):
        talk(modelled, ann, call.id, line)
    fake.will(error(401, f"wrong key {KEY}"))
    modelled.practise.end(ann, call.id)
    card = modelled.practise.debrief(ann, call.id).scorecard
    assert card.grader == "llm" and card.status == "not_graded" and card.reason
    assert card.reason.startswith("The grader failed") and KEY not in card.reason
    fake.by = lambda body: say(
        '{"level": 2, "quotes": [{"turn": 2, "quote": "I won\'t just send something"}], "why": "So."}'
    )
    modelled.practise.grade_again(ann, call.id)
    card = modelled.practise.debrief(ann, call.id).scorecard
    assert card.status in ("graded", "partial") and card.model == "fake-judge"


def _no_schema(body: dict[str, Any]) -> Answer:
    if "response_format" in body:
        return error(400, "'response_format' is not supported by this server")
    return say('{"answer": "yes", "why": "It asks."}')


def _picky(body: dict[str, Any]) -> Answer:
    for name in ("temperature", "max_tokens"):
        if name in body:
            return error(400, f"Unsupported parameter: '{name}'", param=name)
    return say('{"answer": "yes", "why": "It asks."}')


@pytest.mark.parametrize(
    ("by", "parameters", "note"),
    [
        (lambda body: say('{"answer": "yes", "why": "It asks."}'), {}, "strict JSON schema"),
        (_no_schema, {}, "asked for JSON in words"),
        (_picky, {"temperature": 0.2, "max_tokens": 300}, "strict JSON schema"),
    ],
    ids=["schema", "no schema", "refuses parameters"],
)
def test_the_test_lists_what_works(
    fake: FakeOpenAI, data: Path, by: Callable[[dict[str, Any]], Answer], parameters: dict[str, Any], note: str
) -> None:
    settings = Settings(data=data, model="fake-model", grader_model="fake-model", parameters=parameters)
    app = App.open(settings, personas=PERSONAS)
    try:
        fake.by = by
        boss = app.people.sign_in("Coach")
        found = {f.what: f for f in app.models.test(boss)}
        assert all(found[w].ok for w in ("reached", "streaming", "first word", "usage", "verdicts"))
        assert note in found["verdicts"].note
        assert not parameters or "max_tokens, temperature" in found["left out"].note
        assert KEY not in str(found) + str(app.models.connected(boss)) and app.models.connected(boss).key == "set"
        assert app.models.used(boss)[0].purpose == "test"
        fake.will(error(401, f"wrong: {KEY}"))
        (fault,) = app.models.test(boss)
        assert not fault.ok and "did not accept the key" in fault.note and KEY not in fault.note
    finally:
        app.close()


LONG = (
    "What happens on an ordinary Monday when that comes in, and who looks at it first before it goes any further?",
    "You said that it works as it is. What would have to go wrong before somebody asked for something else?",
    "Let me be honest with you: we can't do everything, and the first month is slow. Is that a reason to stop here?",
    "Our price is 400 a month for one site, and I'll send you last year's figures by Friday if they matter to you.",
    "How was the last such thing decided, by whom, and how long did it take from the first talk to the order?",
)


@pytest.mark.parametrize("seed", range(1, 5))
def test_forty_exchanges_cost_at_most_two_fifths_of_the_full_history(seed: int) -> None:
    prospect = load(Path("personas/send-info.yaml")).variants[0]
    state, opening = engine.open_call(prospect, seed)
    turns = [Turn(speaker="prospect", text=opening or "Yes?")]
    ours = full = 0
    prefixes: set[str] = set()
    reader = Reader.default()
    for number in range(40):
        said = [t.text for t in turns if t.speaker == "prospect"]
        line = LONG[number % len(LONG)] if number else "My name is Ann, and our price is 275 a month. Who decides?"
        turns.append(Turn(speaker="rep", text=line))
        reply = engine.reply(prospect, state, reader.read(line, said[-1]), said, seed)
        if not as_written(reply.directive):
            told = telling(prospect, reply, turns, "m")
            prefixes.add(told.prefix)
            ours += tokens.count(told.turn, "m")
            full += sum(tokens.count(f"{t.speaker}: {t.text}", "m") for t in turns)
        turns.append(Turn(speaker="prospect", text=reply.text))
        state = reply.state if not reply.state.over else state  # the longest call there can be
    assert len(prefixes) == 1, "the same to the byte"
    assert ours <= 0.4 * full, (ours, full, ours / full)
    assert "275 a month" in told.turn, "the first claim is remembered"
    assert told.turn.count("400 a month") == 1, "and none is told twice"
    for id in state.opened:
        assert prospect.truth(id).text in told.turn
