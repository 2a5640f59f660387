"""Suspensions that remember, proposals of admins, and views of people.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("closed_at IS NULL")
RUNNING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Widen people and sessions, and add the two tables."""
    op.add_column("users", sa.Column("suspended_from", sa.String(20)))
    op.create_index("ix_users_status_created_at_id", "users", ["status", "created_at", "id"])
    op.add_column("sessions", sa.Column("impersonator_id", sa.Uuid()))
    op.create_foreign_key(
        op.f("fk_sessions_impersonator_id_users"),
        "sessions",
        "users",
        ["impersonator_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index(
        "ix_sessions_impersonator_id",
        "sessions",
        ["impersonator_id"],
        postgresql_where=sa.text("impersonator_id IS NOT NULL"),
    )
    _create_role_proposals()
    _create_impersonations()


def downgrade() -> None:
    """Forget them."""
    op.drop_table("impersonations")
    op.drop_table("role_proposals")
    op.drop_index("ix_sessions_impersonator_id", "sessions")
    op.drop_column("sessions", "impersonator_id")
    op.drop_index("ix_users_status_created_at_id", "users")
    op.drop_column("users", "suspended_from")


def _create_role_proposals() -> None:
    op.create_table(
        "role_proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("proposer_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("outcome", sa.String(20)),
        sa.Column("decided_by", sa.Uuid()),
        sa.CheckConstraint(
            "outcome IN ('approved', 'declined', 'withdrawn', 'expired')", name="outcome"
        ),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed"),
        sa.CheckConstraint("proposer_id <> user_id", name="about_another"),
        sa.CheckConstraint(
            "outcome <> 'approved' OR (decided_by <> proposer_id AND decided_by <> user_id)",
            name="approved_by_another",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_role_proposals"),
        _person("role_proposals", "user_id"),
        _person("role_proposals", "proposer_id"),
    )
    op.create_index(
        "uq_role_proposals_open", "role_proposals", ["user_id"], unique=True, postgresql_where=OPEN
    )
    op.create_index(
        "ix_role_proposals_expires_at_id",
        "role_proposals",
        ["expires_at", "id"],
        postgresql_where=OPEN,
    )


def _create_impersonations() -> None:
    op.create_table(
        "impersonations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("impersonator_id", sa.Uuid(), nullable=False),
        sa.Column("impersonator_session_id", sa.Uuid()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("read_only", sa.Boolean(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("code_expires_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_because", sa.Text()),
        sa.CheckConstraint("impersonator_id <> user_id", name="of_another"),
        sa.PrimaryKeyConstraint("id", name="pk_impersonations"),
        _person("impersonations", "user_id"),
        _person("impersonations", "impersonator_id"),
    )
    op.create_index("uq_impersonations_code_hash", "impersonations", ["code_hash"], unique=True)
    op.create_index("ix_impersonations_user_id", "impersonations", ["user_id"])
    for column in ("impersonator_id", "ends_at"):
        op.create_index(
            f"ix_impersonations_{column}", "impersonations", [column], postgresql_where=RUNNING
        )


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column}_users", ondelete="CASCADE"
    )
