"""A call with a model connected, as trainee and coach see it. The last test has the model fail twice running, after
which it is left alone for a minute: it must stay the last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fake_openai import FakeOpenAI, error, serving
from tests.fake_openai import say as answer

from . import harness
from .call_room import box, call, come_in, say, theirs
from .conftest import Browse

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def fake(browser: Browser) -> Iterator[FakeOpenAI]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def server(fake: FakeOpenAI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.Server]:
    """The app with the model connected."""
    app = harness.Server(tmp_path_factory.mktemp("data"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OPENAI_BASE_URL", fake.url)
        environment.setenv("OPENAI_API_KEY", "sk-test-abcdefghijklmnop1234567890")
        environment.setenv("HOLDTHELINE_MODEL", "fake-model")
        app.start()
    yield app
    app.kill()


def test_a_sentence_is_read_while_the_next_is_still_to_come(browse: Browse, fake: FakeOpenAI) -> None:
    page = come_in(browse, "Mia")
    call(page)
    first, second = "Well now, I had not looked at it like that.", "Tell me what you would do with it on a Tuesday."
    fake.will(answer(f"{first} {second}", piece=len(first) + 1, pause=4.0))
    box(page).fill("Hello, it's Mia from the probe people.")
    box(page).press("Enter")
    spoken = page.locator(".said .them").last
    expect(spoken).to_contain_text(first[:-1])
    assert second not in spoken.inner_text(), "the first sentence does not wait for the second"
    expect(page.locator(".head .name")).to_be_visible()
    expect(spoken).to_contain_text(second, timeout=20_000)
    harness.wait_idle(page)
    assert theirs(page)[-1] == f"{first} {second}"
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_grading_that_failed_can_be_tried_again_or_done_offline(browse: Browse, fake: FakeOpenAI) -> None:
    page = come_in(browse, "Moe")
    call(page)
    fake.will(answer("Well now, that is quite a way to start."))
    say(page, "Hello, it's Moe from the probe people.")
    fake.will(answer("And what would I do with that?"))
    say(page, "What happens to it on your side, if I send it?")
    fake.will(error(401))
    page.get_by_role("button", name="End call").click()
    page.get_by_role("button", name="Look back at the call").click()
    page.get_by_role("button", name="I can’t tell").click()
    reason = page.get_by_text("The model's server did not accept the key.").first
    expect(reason).to_be_visible()
    page.get_by_role("button", name="Try grading again").click()
    harness.wait_idle(page)
    expect(reason).to_be_visible()
    page.get_by_role("button", name="Grade it offline").click()
    harness.wait_idle(page)
    expect(page.get_by_text("Graded offline, by rules on this machine")).to_be_visible()
    expect(page.get_by_role("button", name="Try grading again")).to_have_count(0)
    assert "sk-test" not in page.content()


def test_a_coach_tests_the_connection_and_sees_what_a_call_took(browse: Browse, fake: FakeOpenAI) -> None:
    page = come_in(browse, "Mel")
    made = call(page)
    fake.will(answer("Well now, that is quite a way to start."))
    say(page, "Hello, it's Mel from the probe people.")
    page.get_by_role("button", name="End call").click()
    harness.wait_idle(page)
    coach = come_in(browse, "Coach", path="/connect")
    fake.will(answer('{"answer": "yes", "why": "It asks."}'))
    coach.get_by_role("button", name="Test the connection").click()
    expect(coach.get_by_text("It keeps to a strict JSON schema.")).to_be_visible()
    assert "sk-test" not in coach.content()
    coach.goto(f"/review?call={made}")
    harness.wait_idle(coach)
    expect(coach.get_by_text("Tokens of this call")).to_be_visible()


def test_the_model_speaks_and_when_it_fails_the_call_goes_on(browse: Browse, fake: FakeOpenAI) -> None:
    page = come_in(browse, "Max")
    call(page)
    expect(page.get_by_text("No model is connected")).to_have_count(0)
    note = page.get_by_text("The model did not answer, so the scripted voice took over.")
    fake.will(answer("Well now, that is quite a way to start."))
    say(page, "Hello, it's Max from the probe people.")
    assert theirs(page)[-1] == "Well now, that is quite a way to start."
    expect(note).to_have_count(0)
    fake.will(error(500, headers={"Retry-After": "0"}))
    say(page, "What happens to it on your side, if I send it?")
    assert theirs(page)[-1]
    expect(note).to_be_visible()
    say(page, "And who asked you to look?")
    expect(note).to_have_count(0)
    assert len(theirs(page)) == 4
    assert "sk-test" not in page.content()
