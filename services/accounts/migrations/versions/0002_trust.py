"""Devices, revocation, attempts and rotating keys; more roles and states of a person.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
ROLES = "role IN ('student', 'teacher', 'moderator', 'support', 'admin')"
STATES = "status IN ('unconfirmed', 'awaiting_consent', 'active', 'suspended', 'erased')"


def upgrade() -> None:
    """Widen what a person can be, and remember devices and attempts."""
    _replace_check("role", ROLES)
    _replace_check("status", STATES)
    op.add_column(
        "users", sa.Column("token_version", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("users", sa.Column("tokens_outdated_at", MOMENT))
    op.create_index("ix_users_tokens_outdated_at", "users", ["tokens_outdated_at"])
    _extend_sessions()
    _create_known_devices()
    _create_attempts()
    _let_keys_overlap()


def downgrade() -> None:
    """Forget them; roles and states that the old code does not know must be gone before."""
    op.drop_index("ix_signing_keys_active_from", "signing_keys")
    op.drop_column("signing_keys", "active_from")
    op.drop_table("attempts")
    op.drop_table("known_devices")
    op.drop_index("ix_sessions_revoked_at", "sessions")
    for column in ("authenticated_at", "methods", "user_agent", "address", "last_used_at"):
        op.drop_column("sessions", column)
    op.drop_index("ix_users_tokens_outdated_at", "users")
    op.drop_column("users", "tokens_outdated_at")
    op.drop_column("users", "token_version")
    _replace_check("role", "role IN ('student', 'teacher', 'admin')")
    _replace_check("status", "status IN ('unconfirmed', 'active', 'suspended')")


def _replace_check(name: str, rule: str) -> None:
    op.drop_constraint(op.f(f"ck_users_{name}"), "users", type_="check")
    op.create_check_constraint(name, "users", rule)


def _extend_sessions() -> None:
    for column in ("authenticated_at", "last_used_at"):
        op.add_column("sessions", sa.Column(column, MOMENT, server_default=sa.func.now()))
    op.execute("UPDATE sessions SET authenticated_at = created_at, last_used_at = created_at")
    for column in ("authenticated_at", "last_used_at"):
        op.alter_column("sessions", column, nullable=False)
    op.add_column(
        "sessions",
        sa.Column("methods", postgresql.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    )
    for column in ("user_agent", "address"):
        op.add_column("sessions", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.create_index(
        "ix_sessions_revoked_at",
        "sessions",
        ["revoked_at"],
        postgresql_where=sa.text("revoked_at IS NOT NULL"),
    )


def _create_known_devices() -> None:
    op.create_table(
        "known_devices",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("trusted_until", MOMENT),
        sa.PrimaryKeyConstraint("token_hash", "user_id", name="pk_known_devices"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_known_devices_user_id_users", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_known_devices_user_id", "known_devices", ["user_id"])


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_scope_key_at", "attempts", ["scope", "key", "at"])
    op.create_index("ix_attempts_at", "attempts", ["at"])


def _let_keys_overlap() -> None:
    op.drop_index("uq_signing_keys_current", "signing_keys")
    op.add_column("signing_keys", sa.Column("active_from", MOMENT))
    op.execute("UPDATE signing_keys SET active_from = created_at")
    op.alter_column("signing_keys", "active_from", nullable=False, server_default=sa.func.now())
    op.create_index("ix_signing_keys_active_from", "signing_keys", ["active_from"])
