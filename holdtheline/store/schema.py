"""The tables. Anything here PostgreSQL would take as well as SQLite; times are UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Takes aware times only, so that no local time slips in; gives aware times back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone; what it holds was written as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("name_key", String(200), nullable=False, unique=True),  # folded: "Ann" and "ANN" are one person
    Column("role", String(10), nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("role in ('trainee', 'coach', 'admin')", name="role"),
)

# Versions are kept for ever by content: a call is shown and graded with those it was played with.
persona_versions = Table(
    "persona_versions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("persona", String(80), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("parsed", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

# Append-only: what a coach saved or restored. A persona's newest row says which version is drawn for new calls:
# that of its hash, or, where `shipped`, whatever file ships with the program by then.
persona_saves = Table(
    "persona_saves",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("persona", String(80), nullable=False, index=True),
    Column("hash", String(64), ForeignKey("persona_versions.hash"), nullable=False),
    Column("shipped", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", String(40), ForeignKey("people.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# What a coach has typed and not saved as a version: it need not be valid.
persona_drafts = Table(
    "persona_drafts",
    metadata,
    Column("persona", String(80), primary_key=True),
    Column("author", String(40), ForeignKey("people.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("based_on", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

rubric_versions = Table(
    "rubric_versions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("rubric", String(80), nullable=False, index=True),
    Column("parsed", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("trainee", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("persona", String(80), index=True),
    Column("persona_hash", String(64), ForeignKey("persona_versions.hash")),
    Column("variant", String(80)),
    Column("twin", Boolean),
    Column("seed", BigInteger),
    Column("voice", String(20)),
    Column("rubric_hash", String(64), ForeignKey("rubric_versions.hash"), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, index=True),
    Column("outcome", String(20)),
    # An imported line's other keys, and its turns', so that they leave again as they came.
    Column("imported", JSON(none_as_null=True)),
    # What lists need, kept in step with scorecards and overrides in the same transaction.
    Column("status", String(12), nullable=False, index=True),
    Column("overall", Float),
    Column("passed", Boolean),
    Column("flags", JSON, nullable=False),
    # A coach trying a persona out: in no list, queue or count.
    Column("sandbox", Boolean, nullable=False, server_default=false()),
    # A later call with the same person: the call it follows, days since in story time, what the rep knows of it.
    Column("follows", String(200), ForeignKey("calls.id")),
    Column("days", Integer),
    Column("setting", Text),
    CheckConstraint("status in ('live', 'ended', 'graded', 'partial', 'not_graded')", name="status"),
)

# An unanswered turn is the last row of a live call, spoken by the rep. Replicas would claim it by a lease in a table
# of its own (call, number, owner, until); nothing here has to change for that.
turns = Table(
    "turns",
    metadata,
    Column("call", String(200), ForeignKey("calls.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("speaker", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("interrupts", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("speaker in ('prospect', 'rep')", name="speaker"),
    CheckConstraint("number >= 1", name="number"),
)

# What the prospect's mind made of a rep turn. Turn 0: the state before the first word.
steps = Table(
    "steps",
    metadata,
    Column("call", String(200), ForeignKey("calls.id"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("heard", JSON(none_as_null=True)),
    Column("state", JSON, nullable=False),
    Column("directive", JSON(none_as_null=True)),
    Column("at", UtcDateTime, nullable=False),
)

scorecards = Table(
    "scorecards",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("call", String(200), ForeignKey("calls.id"), nullable=False, index=True),
    Column("rubric_hash", String(64), ForeignKey("rubric_versions.hash"), nullable=False),
    Column("grader", String(20), nullable=False),
    Column("model", String(200)),
    Column("body", JSON, nullable=False),
    Column("broken", Boolean, nullable=False),  # the grader failed: to be tried again
    Column("at", UtcDateTime, nullable=False),
)

overrides = Table(
    "overrides",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("call", String(200), ForeignKey("calls.id"), nullable=False, index=True),
    Column("criterion", String(80), nullable=False),
    Column("level", Integer),
    Column("reason", Text, nullable=False),
    Column("author", String(40), ForeignKey("people.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("level between 0 and 4", name="level"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("call", String(200), ForeignKey("calls.id"), nullable=False, index=True),
    Column("turn", Integer),
    Column("text", Text, nullable=False),
    Column("author", String(40), ForeignKey("people.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Append-only: the newest row says whether the call is signed off; reopening is a row too.
sign_offs = Table(
    "sign_offs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("call", String(200), ForeignKey("calls.id"), nullable=False, index=True),
    Column("signed", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", String(40), ForeignKey("people.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Where the trainee thinks that the call turned; 0 when they passed the question by.
reflections = Table(
    "reflections",
    metadata,
    Column("call", String(200), ForeignKey("calls.id"), primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# What a connected model was used for. No foreign keys: the bill stays when a call or a person goes.
model_use = Table(
    "model_use",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("purpose", String(10), nullable=False),
    Column("model", String(200), nullable=False),
    Column("call", String(200), index=True),
    Column("trainee", String(40)),
    Column("prompt", BigInteger, nullable=False),
    Column("completion", BigInteger, nullable=False),
)
