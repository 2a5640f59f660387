"""Certificates: rules, what counts toward them, and the register.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)
CONDITIONS = "quiz_condition IN ('none', 'average', 'each')"


def upgrade() -> None:
    """Create the tables."""
    _create_rules()
    _create_facts()
    _create_register()


def _create_rules() -> None:
    op.create_table(
        "certificate_rules",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("lessons_percent", sa.Integer(), nullable=False),
        sa.Column("quiz_condition", sa.String(length=20), nullable=False),
        sa.Column("quiz_percent", sa.Integer(), nullable=False),
        sa.Column("classes", sa.Integer(), nullable=False),
        sa.Column("sign_off", sa.Boolean(), nullable=False),
        sa.Column("validity_months", sa.Integer()),
        sa.Column("sweep_at", MOMENT, nullable=False),
        sa.CheckConstraint(CONDITIONS, name="ck_certificate_rules_quiz_condition"),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name="fk_certificate_rules_course_id_courses",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("course_id", name="pk_certificate_rules"),
    )
    op.create_index(
        "ix_certificate_rules_sweep_at",
        "certificate_rules",
        ["sweep_at"],
        postgresql_where=sa.text("offered"),
    )


def _create_facts() -> None:
    op.create_table(
        "class_attendances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("attended_on", sa.Date(), nullable=False),
        sa.Column("marked_by", sa.Uuid(), nullable=False),
        sa.Column("marked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name="fk_class_attendances_course_id_courses",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_attendances"),
        sa.UniqueConstraint(
            "course_id",
            "student_id",
            "attended_on",
            "title",
            name="uq_class_attendances_course_id_student_id_attended_on_title",
        ),
    )
    op.create_index("ix_class_attendances_student_id", "class_attendances", ["student_id"])
    op.create_table(
        "certificate_sign_offs",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name="fk_certificate_sign_offs_course_id_courses",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("course_id", "student_id", name="pk_certificate_sign_offs"),
    )


def _create_register() -> None:
    op.create_table(
        "certificate_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("first_used_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_keys"),
    )
    op.create_table(
        "certificates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("snapshot", postgresql.JSONB()),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("revoked_at", MOMENT),
        sa.Column("revoked_by", sa.Uuid()),
        sa.Column("revocation_reason", sa.Text(), nullable=False),
        sa.Column("superseded_at", MOMENT),
        sa.Column("superseded_by", sa.Text()),
        sa.Column("supersedes", sa.Text()),
        sa.Column("withdrawn_at", MOMENT),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (snapshot IS NOT NULL)", name="ck_certificates_snapshot"
        ),
        sa.CheckConstraint("cycle > 0 AND version > 0", name="ck_certificates_chain"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_certificates_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["certificate_keys.id"], name="fk_certificates_key_id_certificate_keys"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.UniqueConstraint("code", name="uq_certificates_code"),
        sa.UniqueConstraint(
            "course_id",
            "student_id",
            "cycle",
            "version",
            name="uq_certificates_course_id_student_id_cycle_version",
        ),
    )
    op.create_index("ix_certificates_student", "certificates", ["student_id", "issued_at", "id"])
    op.create_index("ix_certificates_issued_at", "certificates", ["issued_at", "id"])
    op.create_index(
        "ix_certificates_trigrams",
        "certificates",
        ["holder"],
        postgresql_using="gin",
        postgresql_ops={"holder": "gin_trgm_ops"},
    )
    op.create_table(
        "certificate_renderings",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("rendered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name="fk_certificate_renderings_certificate_id_certificates",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sha256", name="pk_certificate_renderings"),
    )
    op.create_index(
        "ix_certificate_renderings_certificate_id", "certificate_renderings", ["certificate_id"]
    )


def downgrade() -> None:
    """Forget all certificates."""
    for table in (
        "certificate_renderings",
        "certificates",
        "certificate_keys",
        "certificate_sign_offs",
        "class_attendances",
        "certificate_rules",
    ):
        op.drop_table(table)
