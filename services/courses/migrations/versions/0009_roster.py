"""How far and how active students are, kept beside them; and what their teachers told them.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)
LISTED = (("newest", "enrolled_at"), ("active", "active_at"), ("progress", "completed_lessons"))


def upgrade() -> None:
    """Count what is completed, and take the last completion for the last activity."""
    count = sa.Column("completed_lessons", sa.Integer, nullable=False, server_default="0")
    op.add_column("enrollments", count)
    op.alter_column("enrollments", "completed_lessons", server_default=None)
    op.add_column("enrollments", sa.Column("active_at", MOMENT))
    op.execute("UPDATE enrollments SET active_at = enrolled_at")
    op.execute(
        "UPDATE enrollments SET completed_lessons = done.lessons,"
        " active_at = greatest(enrolled_at, done.newest) FROM ("
        " SELECT enrollments.course_id, enrollments.student_id, count(*) AS lessons,"
        " max(lesson_completions.completed_at) AS newest FROM enrollments"
        " JOIN revision_lessons USING (revision_id)"
        " JOIN lesson_completions USING (student_id, lesson_id)"
        " GROUP BY enrollments.course_id, enrollments.student_id) AS done"
        " WHERE enrollments.course_id = done.course_id"
        " AND enrollments.student_id = done.student_id"
    )
    op.alter_column("enrollments", "active_at", nullable=False)
    for name, column in LISTED:
        columns = ["course_id", column, "student_id"]
        op.create_index(f"ix_enrollments_{name}", "enrollments", columns)
    _create_announcements()


def _create_announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("course_id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("body_html", sa.Text, nullable=False),
        sa.Column("announced_at", MOMENT, nullable=False),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name="fk_announcements_course_id_courses",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
    )
    listed = ["course_id", "announced_at", "id"]
    op.create_index("ix_announcements_course", "announcements", listed)


def downgrade() -> None:
    """Forget it; progress itself stays where it is."""
    op.drop_table("announcements")
    for name, _ in LISTED:
        op.drop_index(f"ix_enrollments_{name}", "enrollments")
    op.drop_column("enrollments", "active_at")
    op.drop_column("enrollments", "completed_lessons")
