"""Versions of personas and rubrics, asked for by several threads."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from holdtheline.settings import Settings, shipped
from holdtheline.store import schema
from holdtheline.store.database import Database
from holdtheline.store.library import Library


def library(database: Database) -> Library:
    return Library(database, shipped("personas"), shipped("rubrics"))


def test_a_version_can_be_read_inside_a_write_while_another_thread_waits_to_add_one(data: Path) -> None:
    # As grading does it: it settles a call, for which it needs its prospect, while a page asks for a new persona.
    database = Database(Settings(data=data).database)
    first = library(database)
    saved, unsaved = (first.persona(id) for id in first.persona_ids()[:2])
    rubric = first.rubric()
    with database.write() as connection:
        connection.execute(schema.persona_versions.delete().where(schema.persona_versions.c.hash == unsaved.hash))
    shared = library(database)
    waiting = threading.Thread(target=shared.persona, args=(unsaved.id,))
    with database.write():
        waiting.start()
        time.sleep(0.5)  # reads the file, then waits for the database
        begun = time.monotonic()
        assert shared.persona_version(saved.hash) == saved
        assert shared.rubric_version(rubric.hash) == rubric
        assert time.monotonic() - begun < 5
        assert waiting.is_alive()
    waiting.join(10)
    assert not waiting.is_alive()
    assert shared.persona(unsaved.id) == unsaved
    database.close()
