"""Which courses are still for sale.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """What is on the list is for sale until its course leaves the catalogue."""
    column = sa.Column("for_sale", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("priced_courses", column)
    op.alter_column("priced_courses", "for_sale", server_default=None)


def downgrade() -> None:
    """Sell nothing that is not for sale."""
    op.execute("DELETE FROM priced_courses WHERE NOT for_sale")
    op.drop_column("priced_courses", "for_sale")
