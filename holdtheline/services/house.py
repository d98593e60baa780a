"""What the services share: database, library, pools, clock. Built once a process by ``App.open``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from holdtheline.jobs import SPEAKING_PACE, Pool, Speeches
from holdtheline.settings import Settings
from holdtheline.store import people
from holdtheline.store.database import Database
from holdtheline.store.library import Library

if TYPE_CHECKING:
    from holdtheline.llm.client import Client
    from holdtheline.moves.reader import Reader
    from holdtheline.prospect.llm_voice import LlmVoice

SCRIPTED = "scripted"
"""The voice that needs neither key nor network."""
LLM = "llm"
"""The voice of the connected model."""

NO_MODEL = (
    "No model is connected. Set HOLDTHELINE_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL (see docs/model.md), or use "
    "what works without: the scripted voice and the offline grader."
)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@dataclass
class House:
    """``pace``: words a second at which replies are shown, 0 for at once. ``clock``: the time of day, in UTC."""

    settings: Settings
    database: Database
    library: Library
    pace: float = SPEAKING_PACE
    clock: Callable[[], datetime] = utc_now
    speeches: Speeches = field(default_factory=Speeches)
    # Replies are computed, not waited for: more threads would only take turns on the interpreter. Grading has one of
    # its own, so that no reply ever waits behind it.
    answering: Pool = field(default_factory=lambda: Pool(2, "answer"))
    grading: Pool = field(default_factory=lambda: Pool(1, "grade"))

    @cached_property
    def reader(self) -> Reader:
        """The reader of moves; its weights are loaded on first use."""
        from holdtheline.moves.reader import Reader  # brings numpy: commands that read nothing start without it

        return Reader.default()

    @cached_property
    def client(self) -> Client:
        """The connected model's client: one, so that what its server refuses is found out once."""
        from holdtheline.llm.client import Client

        return Client(self.settings.parameters)

    @cached_property
    def voice(self) -> LlmVoice | None:
        """The connected model's voice; None when working offline. No request is made before the first reply."""
        if self.settings.model is None:
            return None
        from holdtheline.prospect.llm_voice import LlmVoice

        return LlmVoice(self.client, self.settings.model)

    @cached_property
    def secret(self) -> bytes:
        """What only this installation knows."""
        with self.database.read() as connection:
            return people.secret(connection)

    def close(self) -> None:
        """Lets running work finish and gives the database back."""
        self.answering.close()
        self.grading.close()
        self.database.close()
