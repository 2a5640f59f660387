"""Mails tell the time where their reader lives.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Keep everybody's time zone; UTC until they say theirs."""
    for table in ("contacts", "deliveries"):
        op.add_column(
            table, sa.Column("time_zone", sa.Text(), nullable=False, server_default="UTC")
        )
    op.add_column("contacts", sa.Column("time_zone_as_of", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Tell the time in UTC again."""
    op.drop_column("contacts", "time_zone_as_of")
    for table in ("contacts", "deliveries"):
        op.drop_column(table, "time_zone")
