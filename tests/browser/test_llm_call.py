"""A call with a model connected, as the trainee sees it: the model's words, and one sentence when there are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fake_openai import FakeOpenAI, error, serving
from tests.fake_openai import say as answer

from . import harness
from .conftest import Browse
from .test_practise import call, come_in, say, theirs

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
