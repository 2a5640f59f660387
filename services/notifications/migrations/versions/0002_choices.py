"""What people want to be told, and who has left.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keep choices, and remember who must not be written to again."""
    op.create_table(
        "notification_choices",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "kind", "channel", name="pk_notification_choices"),
    )
    op.add_column("contacts", sa.Column("erased_at", sa.DateTime(timezone=True)))
    op.create_index("ix_deliveries_email", "deliveries", ["email"])


def downgrade() -> None:
    """Forget them."""
    op.drop_index("ix_deliveries_email", "deliveries")
    op.drop_column("contacts", "erased_at")
    op.drop_table("notification_choices")
