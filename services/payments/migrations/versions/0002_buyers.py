"""How new the copy of a buyer is, and who has left.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Let the newest fact win."""
    op.add_column("buyers", sa.Column("as_of", MOMENT))
    op.add_column("buyers", sa.Column("erased_at", MOMENT))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("buyers", "erased_at")
    op.drop_column("buyers", "as_of")
