"""A model's server that does what a test says, and the application connected to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from holdtheline.services.app import App
from holdtheline.settings import Settings
from tests.conftest import PERSONAS
from tests.fake_openai import FakeOpenAI, serving
from tests.integration.voiced import KEY


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with serving() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("HOLDTHELINE_MODEL", "fake-model")
        yield server


@pytest.fixture
def modelled(fake: FakeOpenAI, data: Path) -> Iterator[App]:
    app = App.open(Settings(data=data, model="fake-model"), pace=0, personas=PERSONAS)
    yield app
    app.close()
