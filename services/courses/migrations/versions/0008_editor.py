"""Topics, and what the editor keeps of lessons and courses.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

LABELS = "section_label IN ('module', 'week')"
ANCHORS = "release_after IN ('enrollment', 'previous_module')"


def upgrade() -> None:
    """Arrange lessons under topics; count the versions of what is written."""
    _create_topics()
    _extend_lessons()
    op.add_column(
        "courses",
        sa.Column("section_label", sa.String(20), nullable=False, server_default="module"),
    )
    op.create_check_constraint(op.f("ck_courses_section_label"), "courses", LABELS)
    op.add_column("courses", sa.Column("version", sa.Integer, nullable=False, server_default="1"))


def _create_topics() -> None:
    op.create_table(
        "topics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topics"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], ondelete="CASCADE", name="fk_topics_course_id_courses"
        ),
        sa.ForeignKeyConstraint(
            ["module_id"], ["modules.id"], ondelete="CASCADE", name="fk_topics_module_id_modules"
        ),
        sa.UniqueConstraint(
            "module_id",
            "position",
            deferrable=True,
            initially="DEFERRED",
            name="uq_topics_module_id_position",
        ),
    )
    op.create_index("ix_topics_course_id", "topics", ["course_id"])


def _extend_lessons() -> None:
    op.add_column("lessons", sa.Column("topic_id", sa.Uuid()))
    op.create_foreign_key(
        "fk_lessons_topic_id_topics",
        "lessons",
        "topics",
        ["topic_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index("ix_lessons_topic_id", "lessons", ["topic_id"])
    op.add_column("lessons", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column(
        "lessons",
        sa.Column("release_after", sa.String(20), nullable=False, server_default="enrollment"),
    )
    op.create_check_constraint(op.f("ck_lessons_release_after"), "lessons", ANCHORS)


def downgrade() -> None:
    """Lessons stand in their modules alone again."""
    op.drop_column("courses", "version")
    op.drop_constraint(op.f("ck_courses_section_label"), "courses", type_="check")
    op.drop_column("courses", "section_label")
    op.drop_constraint(op.f("ck_lessons_release_after"), "lessons", type_="check")
    for column in ("release_after", "version"):
        op.drop_column("lessons", column)
    op.drop_index("ix_lessons_topic_id", "lessons")
    op.drop_constraint("fk_lessons_topic_id_topics", "lessons", type_="foreignkey")
    op.drop_column("lessons", "topic_id")
    op.drop_table("topics")
