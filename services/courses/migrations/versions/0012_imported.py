"""Imports remember the topics and questions that came of them.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"

NAMES = "topic_ids", "question_ids"


def upgrade() -> None:
    """Earlier imports have brought none."""
    for name in NAMES:
        ids = postgresql.ARRAY(sa.Uuid)
        op.add_column("course_imports", sa.Column(name, ids, nullable=False, server_default="{}"))
        op.alter_column("course_imports", name, server_default=None)


def downgrade() -> None:
    """Forget them."""
    for name in NAMES:
        op.drop_column("course_imports", name)
