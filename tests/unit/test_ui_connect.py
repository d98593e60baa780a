"""The page that tests a model's connection: what it shows, and that no secret is among it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdtheline.ui import services
from tests.fake_openai import FakeOpenAI, say, serving

KEY = "sk-test-abcdefghijklmnop1234567890"


def page() -> None:
    from holdtheline.ui import services
    from holdtheline.ui.pages import connect

    app = services.app()
    connect.show(app, app.people.sign_in("Coach"))


@pytest.fixture
def opened(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HOLDTHELINE_DATA", str(data))
    services.close()
    yield
    services.close()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with serving() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url.replace("//", f"//ann:{KEY}@"))
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("HOLDTHELINE_MODEL", "fake-model")
        yield server


def text_of(at: AppTest) -> str:
    return "\n".join(str(node.proto) for node in at.main)


def test_without_a_model_it_says_how(opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOLDTHELINE_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception
    assert "None is connected, and none is needed" in text_of(at) and "secrets.toml" in text_of(at)


def test_it_lists_what_works_and_shows_no_secret(fake: FakeOpenAI, opened: None) -> None:
    fake.will(say('{"answer": "yes", "why": "It asks."}'))
    at = AppTest.from_function(page, default_timeout=60).run()
    at.button(key="test-model").click().run()
    assert not at.exception
    shown = text_of(at)
    assert "The server answers" in shown and "strict JSON schema" in shown and "127.0.0.1" in shown
    assert KEY not in shown and "ann:" not in shown
