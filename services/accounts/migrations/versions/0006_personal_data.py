"""Collections of personal data, erasures, and a copy of who teaches what.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Remember who wants their data, who leaves, and which services have answered."""
    _create_data_requests()
    _create_data_parts()
    _create_taught_courses()


def downgrade() -> None:
    """Forget it."""
    for table in ("taught_courses", "data_parts", "data_requests"):
        op.drop_table(table)


def _create_data_requests() -> None:
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("token_hash", sa.LargeBinary()),
        sa.Column("sealed_contact", sa.Text()),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"),
        sa.CheckConstraint("kind IN ('export', 'erasure')", name="kind"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_data_requests_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_data_requests"),
    )
    op.create_index("ix_data_requests_user_id", "data_requests", ["user_id", "requested_at"])
    op.create_index("ix_data_requests_expires_at", "data_requests", ["expires_at"])
    op.create_index("uq_data_requests_token_hash", "data_requests", ["token_hash"], unique=True)
    op.create_index(
        "uq_data_requests_running",
        "data_requests",
        ["user_id", "kind"],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )


def _create_data_parts() -> None:
    op.create_table(
        "data_parts",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("sealed_content", sa.Text()),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["data_requests.id"],
            name="fk_data_parts_request_id_data_requests",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "service", name="pk_data_parts"),
    )


def _create_taught_courses() -> None:
    op.create_table(
        "taught_courses",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("teacher_id", sa.Uuid()),
        sa.Column("title", sa.Text(), nullable=False, server_default=""),
        sa.Column("has_students", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("course_id", name="pk_taught_courses"),
    )
    op.create_index("ix_taught_courses_teacher_id", "taught_courses", ["teacher_id"])
