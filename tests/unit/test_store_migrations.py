"""The database is made, upgraded and refused as promised."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from holdtheline.errors import ServiceError
from holdtheline.store import migrate, schema
from holdtheline.store.database import Database

LATER = '''"""A later change, for tests."""

import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{newest}"


def upgrade():
    op.add_column("people", sa.Column("nickname", sa.String(10)))
    {then}
'''


def database(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'holdtheline.db'}")


def later_version(folder: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    """Makes the program know one more revision."""
    import shutil

    copy = Path(shutil.copytree(migrate._FOLDER, folder / "migrations"))
    text = LATER.format(then=then, newest=migrate.revisions()[-1])
    (copy / "versions" / "9000_later.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(migrate, "_FOLDER", copy)


def test_a_new_database_has_exactly_the_tables_of_the_schema(tmp_path: Path) -> None:
    db = database(tmp_path)
    assert migrate.upgrade(db) == (None, migrate.revisions()[-1])
    with db.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_revisions_are_those_that_alembic_sees() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate._FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.revisions()[-1]


def test_upgrading_twice_changes_nothing_and_seeds_once(tmp_path: Path) -> None:
    db = database(tmp_path)
    migrate.upgrade(db)
    with db.read() as connection:
        secret = connection.execute(text("select value from meta where key = 'secret'")).scalar_one()
    assert migrate.upgrade(database(tmp_path)) == (migrate.revisions()[-1],) * 2
    with db.read() as connection:
        assert connection.execute(text("select value from meta where key = 'secret'")).scalar_one() == secret
        assert connection.execute(text("select count(*) from people")).scalar_one() == 2


def test_two_installations_have_different_secrets(tmp_path: Path) -> None:
    secrets = set()
    for name in ("a", "b"):
        db = database(tmp_path / name)
        migrate.upgrade(db)
        with db.read() as connection:
            secrets.add(connection.execute(text("select value from meta where key = 'secret'")).scalar_one())
    assert len(secrets) == 2


def test_a_newer_database_is_refused_and_left_alone(data: Path) -> None:
    file = data / "holdtheline.db"
    with sqlite3.connect(file) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(ServiceError, match=r"newer version .*9999.*install the newer version"):
        migrate.upgrade(database(data))
    with sqlite3.connect(file) as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == ("9999",)
    assert list(data.glob("*before-upgrade*")) == []


def test_an_upgrade_keeps_a_copy_of_the_file_beside_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = migrate.revisions()[-1]
    later_version(tmp_path, monkeypatch)
    assert migrate.upgrade(database(data)) == (before, "9000")
    (copy,) = data.glob(f"holdtheline.db.before-upgrade-{before}-*")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == (before,)
        assert connection.execute("select count(*) from people").fetchone() == (2,)


def test_a_failing_upgrade_leaves_the_database_as_it_was(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = migrate.revisions()[-1]
    later_version(tmp_path, monkeypatch, then="op.execute('insert into nowhere values (1)')")
    with pytest.raises(ServiceError, match="nowhere"):
        migrate.upgrade(database(data))
    with sqlite3.connect(data / "holdtheline.db") as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == (before,)
        columns = [row[1] for row in connection.execute("pragma table_info(people)")]
    assert "nickname" not in columns


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "holdtheline.db") as connection:
        connection.execute("create table recipes (id integer)")
    connection.close()
    with pytest.raises(ServiceError, match=r"recipes.*Nothing was changed"):
        migrate.upgrade(database(tmp_path))
