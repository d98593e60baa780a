"""The first tables: people, versions, calls with their turns and steps, scorecards and the coach's word."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From nothing."""
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role in ('trainee', 'coach', 'admin')", name=op.f("ck_people_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("name_key", name=op.f("uq_people_name_key")),
    )
    op.create_table(
        "persona_versions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("persona", sa.String(length=80), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("parsed", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_persona_versions")),
    )
    op.create_index(op.f("ix_persona_versions_persona"), "persona_versions", ["persona"], unique=False)
    op.create_table(
        "rubric_versions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("rubric", sa.String(length=80), nullable=False),
        sa.Column("parsed", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_rubric_versions")),
    )
    op.create_index(op.f("ix_rubric_versions_rubric"), "rubric_versions", ["rubric"], unique=False)
    op.create_table(
        "calls",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("trainee", sa.String(length=40), nullable=False),
        sa.Column("persona", sa.String(length=80), nullable=True),
        sa.Column("persona_hash", sa.String(length=64), nullable=True),
        sa.Column("variant", sa.String(length=80), nullable=True),
        sa.Column("twin", sa.Boolean(), nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        sa.Column("voice", sa.String(length=20), nullable=True),
        sa.Column("rubric_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("imported", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("overall", sa.Float(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "status in ('live', 'ended', 'graded', 'partial', 'not_graded')", name=op.f("ck_calls_status")
        ),
        sa.ForeignKeyConstraint(["persona_hash"], ["persona_versions.hash"], name=op.f("fk_calls_persona_hash")),
        sa.ForeignKeyConstraint(["rubric_hash"], ["rubric_versions.hash"], name=op.f("fk_calls_rubric_hash")),
        sa.ForeignKeyConstraint(["trainee"], ["people.id"], name=op.f("fk_calls_trainee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_ended_at"), "calls", ["ended_at"], unique=False)
    op.create_index(op.f("ix_calls_persona"), "calls", ["persona"], unique=False)
    op.create_index(op.f("ix_calls_status"), "calls", ["status"], unique=False)
    op.create_index(op.f("ix_calls_trainee"), "calls", ["trainee"], unique=False)
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_comments_author")),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_comments_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_call"), "comments", ["call"], unique=False)
    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level between 0 and 4", name=op.f("ck_overrides_level")),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_overrides_author")),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_overrides_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrides")),
    )
    op.create_index(op.f("ix_overrides_call"), "overrides", ["call"], unique=False)
    op.create_table(
        "reflections",
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_reflections_call")),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_reflections")),
    )
    op.create_table(
        "scorecards",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("rubric_hash", sa.String(length=64), nullable=False),
        sa.Column("grader", sa.String(length=20), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("broken", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_scorecards_call")),
        sa.ForeignKeyConstraint(["rubric_hash"], ["rubric_versions.hash"], name=op.f("fk_scorecards_rubric_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecards")),
    )
    op.create_index(op.f("ix_scorecards_call"), "scorecards", ["call"], unique=False)
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_sign_offs_author")),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_sign_offs_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_offs")),
    )
    op.create_index(op.f("ix_sign_offs_call"), "sign_offs", ["call"], unique=False)
    op.create_table(
        "steps",
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("heard", sa.JSON(), nullable=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("directive", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_steps_call")),
        sa.PrimaryKeyConstraint("call", "turn", name=op.f("pk_steps")),
    )
    op.create_table(
        "turns",
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("interrupts", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("speaker in ('prospect', 'rep')", name=op.f("ck_turns_speaker")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_turns_number")),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_turns_call")),
        sa.PrimaryKeyConstraint("call", "number", name=op.f("pk_turns")),
    )
