"""Contacts, course addresses and deliveries.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrations import bookkeeping_metadata

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create everything that the first release needs."""
    bookkeeping_metadata().create_all(op.get_bind())
    _create_copies()
    _create_deliveries()


def downgrade() -> None:
    """Remove it all."""
    for table in ("deliveries", "course_addresses", "contacts"):
        op.drop_table(table)
    bookkeeping_metadata().drop_all(op.get_bind())


def _create_copies() -> None:
    op.create_table(
        "contacts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_contacts"),
    )
    op.create_table(
        "course_addresses",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("course_id", name="pk_course_addresses"),
    )


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("links", postgresql.JSONB(), nullable=False),
        sa.Column("sealed_secret", sa.Text()),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("message_id", sa.Text()),
        sa.Column("failure", sa.Text()),
        sa.CheckConstraint("channel IN ('email')", name="channel"),
        sa.CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "event_id", "user_id", "channel", name="uq_deliveries_event_id_user_id_channel"
        ),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["next_attempt_at", "id"],
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index("ix_deliveries_user_id_created_at", "deliveries", ["user_id", "created_at"])
    op.create_index("ix_deliveries_created_at", "deliveries", ["created_at"])
