"""What tests of calls with a model behind the voice share."""

from __future__ import annotations

from typing import Any

from holdtheline.services.app import App
from holdtheline.store import calls
from tests.fake_openai import Answer, say

KEY = "sk-test-abcdefghijklmnop1234567890"
FIRST = "Hello, it's Ann from the planner people."


def notes_of(body: dict[str, Any]) -> str:
    """What the request says is to be said."""
    text = body["messages"][1]["content"]
    return text.split("\nNotes: ")[1].split("\nNow write")[0].split("\nAn earlier")[0].strip()


def obedient(body: dict[str, Any]) -> Answer:
    """A model that says what it was told to, after a word of its own."""
    return say("Well. " + notes_of(body))


def how(app: App, call_id: str) -> list[dict[str, Any]]:
    """What was kept of how each reply came about."""
    with app.house.database.read() as connection:
        return [s.directive["voice"] for s in calls.steps_of(connection, call_id) if s.directive]
