"""Lessons whose video lies somewhere else.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TABLES = "lessons", "lesson_contents"
KINDS = "kind IN ('article', 'video', 'youtube', 'quiz')"
MORE_KINDS = "kind IN ('article', 'video', 'youtube', 'link', 'quiz')"


def upgrade() -> None:
    """Earlier lessons have no such address."""
    for table in TABLES:
        op.add_column(table, sa.Column("video_url", sa.Text))
    _limit_kinds(MORE_KINDS)


def downgrade() -> None:
    """Lessons with such a video go, and what editions say of them."""
    op.execute("DELETE FROM lessons WHERE kind = 'link'")
    _limit_kinds(KINDS)
    for table in TABLES:
        op.drop_column(table, "video_url")


def _limit_kinds(rule: str) -> None:
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_kind"), table, type_="check")
        op.create_check_constraint("kind", table, rule)
