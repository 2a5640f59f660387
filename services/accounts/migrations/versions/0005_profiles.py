"""What people say about themselves and what teachers offer; guardians and their consent.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what belongs to people beside their account."""
    _create_profiles()
    _create_teacher_profiles()
    _create_guardianships()
    _create_consents()


def downgrade() -> None:
    """Forget it."""
    for table in ("consents", "guardianships", "teacher_profiles", "profiles"):
        op.drop_table(table)


def _person(name: str = "user_id", *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _of_users(table: str, column: str = "user_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column}_users", ondelete="CASCADE"
    )


def _create_profiles() -> None:
    op.create_table(
        "profiles",
        _person(),
        sa.Column("bio", sa.Text(), nullable=False, server_default=""),
        sa.Column("bio_html", sa.Text(), nullable=False, server_default=""),
        sa.Column("time_zone", sa.Text(), nullable=False, server_default="UTC"),
        sa.Column("picture_id", sa.Uuid()),
        sa.Column("birth_on", sa.Date()),
        _of_users("profiles"),
        sa.PrimaryKeyConstraint("user_id", name="pk_profiles"),
    )


def _create_teacher_profiles() -> None:
    words = postgresql.ARRAY(sa.Text())
    op.create_table(
        "teacher_profiles",
        _person(),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("subjects", words, nullable=False),
        sa.Column("languages", words, nullable=False),
        sa.Column("rates", postgresql.JSONB(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        _of_users("teacher_profiles"),
        sa.PrimaryKeyConstraint("user_id", name="pk_teacher_profiles"),
        sa.UniqueConstraint("slug", name="uq_teacher_profiles_slug"),
    )


def _create_guardianships() -> None:
    op.create_table(
        "guardianships",
        sa.Column("id", sa.Uuid(), nullable=False),
        _person("learner_id"),
        _person("guardian_id", nullable=True),
        sa.Column("guardian_email", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        _person("ended_by", nullable=True),
        sa.CheckConstraint("origin IN ('registration', 'child', 'invitation')", name="origin"),
        sa.CheckConstraint("state IN ('pending', 'active', 'declined', 'ended')", name="state"),
        sa.CheckConstraint("state <> 'active' OR guardian_id IS NOT NULL", name="guardian"),
        _of_users("guardianships", "learner_id"),
        _of_users("guardianships", "guardian_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guardianships"),
    )
    op.create_index(
        "uq_guardianships_open",
        "guardianships",
        ["learner_id", "guardian_email"],
        unique=True,
        postgresql_where=sa.text("state IN ('pending', 'active')"),
    )
    op.create_index("ix_guardianships_guardian_id", "guardianships", ["guardian_id"])
    op.create_index("ix_guardianships_guardian_email", "guardianships", ["guardian_email"])


def _create_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guardianship_id", sa.Uuid(), nullable=False),
        _person("learner_id"),
        _person("guardian_id"),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["guardianship_id"],
            ["guardianships.id"],
            name="fk_consents_guardianship_id_guardianships",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_learner_id", "consents", ["learner_id"])
    op.create_index("ix_consents_guardianship_id", "consents", ["guardianship_id"])
