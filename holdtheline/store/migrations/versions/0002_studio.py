"""The studio: which version of a persona is drawn, drafts of coaches, calls that only try a persona out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables, and a column that old calls have as "not a trial"."""
    op.create_table(
        "persona_saves",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("persona", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_persona_saves_author")),
        sa.ForeignKeyConstraint(["hash"], ["persona_versions.hash"], name=op.f("fk_persona_saves_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona_saves")),
    )
    op.create_index(op.f("ix_persona_saves_persona"), "persona_saves", ["persona"], unique=False)
    op.create_table(
        "persona_drafts",
        sa.Column("persona", sa.String(length=80), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("based_on", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_persona_drafts_author")),
        sa.PrimaryKeyConstraint("persona", "author", name=op.f("pk_persona_drafts")),
    )
    op.add_column("calls", sa.Column("sandbox", sa.Boolean(), nullable=False, server_default=sa.false()))
