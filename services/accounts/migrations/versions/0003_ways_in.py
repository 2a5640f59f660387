"""Forgotten passwords, other addresses, and accounts at Google.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
TABLES = ("password_resets", "email_changes", "identities", "google_visits")


def upgrade() -> None:
    """Create the tables of the ways in."""
    _create_password_resets()
    _create_email_changes()
    _create_identities()
    _create_google_visits()


def downgrade() -> None:
    """Remove them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_password_resets() -> None:
    op.create_table(
        "password_resets",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_password_resets"),
        _belongs_to_user("password_resets"),
    )
    for column in ("user_id", "expires_at"):
        op.create_index(f"ix_password_resets_{column}", "password_resets", [column])


def _create_email_changes() -> None:
    op.create_table(
        "email_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid()),
        sa.Column("old_email", sa.Text(), nullable=False),
        sa.Column("new_email", sa.Text(), nullable=False),
        sa.Column("old_token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("new_token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("old_confirmed_at", MOMENT),
        sa.Column("new_confirmed_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_email_changes"),
        _belongs_to_user("email_changes"),
    )
    for side in ("old", "new"):
        column = f"{side}_token_hash"
        op.create_index(f"uq_email_changes_{column}", "email_changes", [column], unique=True)
    op.create_index(
        "uq_email_changes_pending",
        "email_changes",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_email_changes_expires_at", "email_changes", ["expires_at"])


def _create_identities() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        _belongs_to_user("identities"),
    )
    op.create_index(
        "uq_identities_user_id_issuer", "identities", ["user_id", "issuer"], unique=True
    )


def _create_google_visits() -> None:
    op.create_table(
        "google_visits",
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("issuer", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("proven_at", MOMENT),
        sa.PrimaryKeyConstraint("state_hash", name="pk_google_visits"),
        _belongs_to_user("google_visits"),
    )
    op.create_index("uq_google_visits_secret_hash", "google_visits", ["secret_hash"], unique=True)
    op.create_index("ix_google_visits_expires_at", "google_visits", ["expires_at"])


def _belongs_to_user(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_user_id_users"
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE")
