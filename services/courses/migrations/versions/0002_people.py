"""How new the copy of a person is, who has left, and who answers for whom.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Let the newest fact win, and keep who may see whose progress."""
    op.add_column("people", sa.Column("as_of", MOMENT))
    op.add_column("people", sa.Column("erased_at", MOMENT))
    op.create_table(
        "guardianships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_guardianships"),
    )
    op.create_index("ix_guardianships_pair", "guardianships", ["guardian_id", "learner_id"])


def downgrade() -> None:
    """Forget it."""
    op.drop_table("guardianships")
    op.drop_column("people", "erased_at")
    op.drop_column("people", "as_of")
