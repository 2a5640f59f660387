"""Packages come in and go out in the background.

Revision ID: 0010
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(20)
JSON = postgresql.JSONB(none_as_null=True)
STATES = "state IN ('waiting', 'running', 'done', 'failed')"


def upgrade() -> None:
    """Keep imports and exports, and how far they are."""
    op.create_table(
        "course_imports",
        *_job("course_imports"),
        sa.Column("file_id", sa.Uuid, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("format", CHOICE),
        sa.Column("counts", JSON),
        sa.Column("module_ids", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("lesson_ids", postgresql.ARRAY(sa.Uuid), nullable=False),
    )
    op.create_table(
        "course_exports",
        *_job("course_exports"),
        sa.Column("format", CHOICE, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
    for table in ("course_imports", "course_exports"):
        op.create_index(f"ix_{table}_due", table, ["state", "due_at"])
        op.create_index(f"ix_{table}_course", table, ["course_id", "created_at"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("course_exports")
    op.drop_table("course_imports")


def _job(table: str) -> list[Any]:
    return [
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column(
            "course_id",
            sa.Uuid,
            sa.ForeignKey("courses.id", ondelete="CASCADE", name=f"fk_{table}_course_id_courses"),
            nullable=False,
        ),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("progress", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("token", sa.Uuid),
        sa.Column("findings", postgresql.JSONB, nullable=False),
        sa.Column("problem", JSON),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.CheckConstraint(STATES, name="state"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]
