"""Visits to Google that show once more who somebody is.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Remember the session that a visit proves somebody for."""
    op.add_column("google_visits", sa.Column("session_id", sa.Uuid()))


def downgrade() -> None:
    """Forget the visits of that kind: without the session they would pass for links."""
    op.execute("DELETE FROM google_visits WHERE session_id IS NOT NULL")
    op.drop_column("google_visits", "session_id")
