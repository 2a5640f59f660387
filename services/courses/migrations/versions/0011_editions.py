"""Editions pin their quizzes and what days are counted from; certificates are due by student.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ANCHORS = "release_after IN ('enrollment', 'previous_module')"


def upgrade() -> None:
    """Students are asked what their edition asks; a corrected version stands for the wrong one."""
    op.add_column("lessons", sa.Column("quiz_version_id", sa.Uuid))
    op.add_column("lesson_contents", _version("lesson_contents", "quiz_version_id"))
    op.add_column("quiz_versions", _version("quiz_versions", "replaced_by"))
    op.add_column(
        "lesson_contents",
        sa.Column("release_after", sa.String(20), nullable=False, server_default="enrollment"),
    )
    op.create_check_constraint(op.f("ck_lesson_contents_release_after"), "lesson_contents", ANCHORS)
    op.add_column(
        "enrollments",
        sa.Column("certificate_due", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_enrollments_certificate_due",
        "enrollments",
        ["course_id", "student_id"],
        postgresql_where=sa.text("certificate_due"),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_column("enrollments", "certificate_due")
    op.drop_constraint(op.f("ck_lesson_contents_release_after"), "lesson_contents", type_="check")
    op.drop_column("lesson_contents", "release_after")
    op.drop_column("quiz_versions", "replaced_by")
    op.drop_column("lesson_contents", "quiz_version_id")
    op.drop_column("lessons", "quiz_version_id")


def _version(table: str, column: str) -> sa.Column[object]:
    key = sa.ForeignKey("quiz_versions.id", name=f"fk_{table}_{column}_quiz_versions")
    return sa.Column(column, sa.Uuid, key)
