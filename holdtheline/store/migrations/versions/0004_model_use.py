"""What a connected model was used for: tokens by call, trainee and moment."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table; nothing else changes."""
    op.create_table(
        "model_use",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("call", sa.String(length=200), nullable=True),
        sa.Column("trainee", sa.String(length=40), nullable=True),
        sa.Column("prompt", sa.BigInteger(), nullable=False),
        sa.Column("completion", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_use")),
    )
    op.create_index(op.f("ix_model_use_at"), "model_use", ["at"], unique=False)
    op.create_index(op.f("ix_model_use_call"), "model_use", ["call"], unique=False)
