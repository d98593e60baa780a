"""Which version of a persona is drawn: saved by a coach, shipped, broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.errors import InputError
from holdtheline.settings import Settings, shipped
from holdtheline.store import schema, versions
from holdtheline.store.database import Database
from holdtheline.store.library import Library
from holdtheline.store.migrate import COACH
from tests.unit import people

EDITED = people.TEXT.replace("You've got a minute.", "You've got two.")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Persona files: a good one and a broken one."""
    made = tmp_path / "personas"
    made.mkdir()
    (made / "sample.yaml").write_text(people.TEXT, encoding="utf-8")
    (made / "torn.yaml").write_text("id: torn\nvariants: [\n", encoding="utf-8")
    return made


@pytest.fixture
def database(data: Path) -> Iterator[Database]:
    found = Database(Settings(data=data).database)
    yield found
    found.close()


@pytest.fixture
def library(database: Database, folder: Path) -> Library:
    return Library(database, folder, shipped("rubrics"))


def save(library: Library, database: Database, text: str = EDITED, *, ships: bool = False) -> persona.Persona:
    found = persona.parse(text, "sample.yaml")
    with database.write() as connection:
        library.keep(connection, found, NOW)
        versions.add_save(connection, "sample", found.hash, "kinder card", COACH, NOW, shipped=ships)
    library.changed()
    return found


def test_a_broken_file_is_left_out_and_reported_and_the_others_are_there(library: Library) -> None:
    assert library.persona_ids() == ["sample"]
    assert library.file_ids() == ["sample", "torn"]
    assert "torn.yaml, line" in str(library.faults()["torn"])
    assert list(library.faults()) == ["torn"]
    with pytest.raises(InputError, match=r"torn\.yaml"):
        library.persona("torn")
    assert library.shipped_text("torn").startswith("id: torn")


def test_the_newest_save_is_drawn_and_the_file_again_after_a_restore(library: Library, database: Database) -> None:
    first = library.persona("sample")
    edited = save(library, database)
    assert library.persona("sample") == edited != first
    assert library.shipped("sample") == library.persona_version(first.hash) == first
    save(library, database, people.TEXT, ships=True)
    assert library.persona("sample") == first
    with database.read() as connection:
        assert [s.shipped for s in versions.saves_of(connection, "sample")] == [True, False]


def test_a_save_of_another_process_is_seen_within_seconds(library: Library, database: Database, folder: Path) -> None:
    library.persona("sample")
    edited = save(Library(database, folder, shipped("rubrics")), database)
    at, chosen = library._chosen or (0.0, {})
    library._chosen = (at - 2.0, chosen)
    assert library.persona("sample") == edited


def test_a_saved_version_of_a_broken_file_can_be_called(library: Library, database: Database) -> None:
    mended = persona.parse(people.TEXT.replace("id: sample", "id: torn"), "torn.yaml")
    with database.write() as connection:
        library.keep(connection, mended, NOW)
        versions.add_save(connection, "torn", mended.hash, "mended", COACH, NOW)
    library.changed()
    assert library.persona_ids() == ["sample", "torn"]
    assert library.persona("torn") == mended
    assert "torn" in library.faults()


def test_a_saved_version_that_no_longer_fits_the_program_gives_way_to_the_file(
    library: Library, database: Database
) -> None:
    saved = save(library, database)
    with database.write() as connection:
        broken = {"parsed": "{}", "source": "id: sample\nvariants: nonsense\n"}
        connection.execute(
            schema.persona_versions.update().where(schema.persona_versions.c.hash == saved.hash).values(**broken)
        )
    assert library.persona("sample") == library.shipped("sample")
    assert "cannot be used any more" in str(library.faults()["sample"])


def test_a_draft_is_kept_for_each_coach_and_persona_and_replaced(database: Database) -> None:
    with database.write() as connection:
        versions.put_draft(connection, "sample", COACH, "id: [", "abc", NOW)
        versions.put_draft(connection, "sample", COACH, "id: sample", "abc", NOW)
        versions.put_draft(connection, "other", COACH, "x", "def", NOW)
    with database.read() as connection:
        assert versions.draft_of(connection, "sample", COACH) == versions.Draft("id: sample", "abc", NOW)
        assert versions.draft_of(connection, "sample", "local") is None
        assert versions.drafts_by(connection, COACH) == {"sample", "other"}
    with database.write() as connection:
        versions.drop_draft(connection, "sample", COACH)
    with database.read() as connection:
        assert versions.drafts_by(connection, COACH) == {"other"}
