"""Calls in a row with one person: which call is followed, after how many days, and what is said of it beforehand."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three columns that first calls leave empty."""
    with op.batch_alter_table("calls") as batch:
        batch.add_column(sa.Column("follows", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("days", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("setting", sa.Text(), nullable=True))
        batch.create_foreign_key(op.f("fk_calls_follows"), "calls", ["follows"], ["id"])
