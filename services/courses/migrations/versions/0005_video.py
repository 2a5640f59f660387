"""What videos are, how they are prepared, their captions, and what was watched of them.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, INT4MULTIRANGE

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Four tables beside files and lessons; videos that are here already wait for their turn."""
    _add_videos()
    _add_media_jobs()
    _add_captions()
    _add_watches()
    op.execute(
        "INSERT INTO media_jobs"
        " (file_id, state, probed, progress, attempts, due_at, detail, created_at)"
        " SELECT id, 'waiting', false, 0, 0, now(), '', now() FROM course_files"
        " WHERE media_type LIKE 'video/%'"
    )


def downgrade() -> None:
    """Forget it; the videos play as they were uploaded."""
    for table in ("watches", "captions", "media_jobs", "videos"):
        op.drop_table(table)


def _add_videos() -> None:
    op.create_table(
        "videos",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("video_codec", sa.Text(), nullable=False),
        sa.Column("audio_codec", sa.Text()),
        sa.Column("has_poster", sa.Boolean(), nullable=False),
        sa.Column("heights", ARRAY(sa.Integer()), nullable=False),
        sa.PrimaryKeyConstraint("file_id", name="pk_videos"),
        _of_file("videos"),
    )


def _add_media_jobs() -> None:
    op.create_table(
        "media_jobs",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("probed", sa.Boolean(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("token", sa.Uuid()),
        sa.Column("fault", sa.String(20)),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("file_id", name="pk_media_jobs"),
        _of_file("media_jobs"),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name="ck_media_jobs_state"
        ),
    )
    op.create_index("ix_media_jobs_due", "media_jobs", ["state", "due_at"])


def _add_captions() -> None:
    op.create_table(
        "captions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_captions"),
        _of_lesson("captions"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_captions_course_id_courses", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("lesson_id", "language", name="uq_captions_lesson_id_language"),
    )


def _add_watches() -> None:
    op.create_table(
        "watches",
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("video_id", sa.Uuid(), nullable=False),
        sa.Column("position_seconds", sa.Integer(), nullable=False),
        sa.Column("seen", INT4MULTIRANGE(), nullable=False),
        sa.Column("watched_seconds", sa.Integer(), nullable=False),
        sa.Column("credit", sa.Float(), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("student_id", "lesson_id", name="pk_watches"),
        _of_lesson("watches"),
    )
    op.create_index("ix_watches_lesson_id", "watches", ["lesson_id"])


def _of_file(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_file_id_course_files"
    return sa.ForeignKeyConstraint(["file_id"], ["course_files.id"], name=name, ondelete="CASCADE")


def _of_lesson(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_lesson_id_lessons"
    return sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=name, ondelete="CASCADE")
