"""What is published is kept word for word, apart from what its teacher goes on writing.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(20)
SHOWN = (
    ("catalogue", ["published_at", "id"]),
    ("shelf", ["category", "published_at", "id"]),
    ("price", ["price_order", "id"]),
    ("shelf_price", ["category", "price_order", "id"]),
    ("language", ["language", "published_at", "id"]),
)
FACE = (
    "title",
    "summary",
    "description",
    "description_html",
    "category",
    "level",
    "language",
    "cover_file_id",
    "cover_media_type",
)
CONTENT = (
    "title",
    "kind",
    "body",
    "body_html",
    "objectives",
    "questions",
    "duration_minutes",
    "preview",
    "youtube_id",
    "video_file_id",
    "file_ids",
    "release_at",
    "release_after_days",
    "requires",
)
NEVER = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is immutable', TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    """Keep revisions, and make one of everything that is published or studied."""
    _widen_lessons()
    _create_revisions()
    _create_contents()
    _create_submissions()
    _create_working_copies()
    _widen_courses()
    _fill()
    _pin_students()
    op.execute(NEVER)
    for table in ("revisions", "lesson_contents", "revision_lessons"):
        op.execute(
            f"CREATE TRIGGER never_changes BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def _widen_lessons() -> None:
    op.alter_column("lessons", "module_id", nullable=True)
    op.alter_column("lessons", "position", nullable=True)
    op.add_column("lessons", sa.Column("release_at", MOMENT))
    op.add_column("lessons", sa.Column("release_after_days", sa.Integer))
    empty = sa.text("'{}'")
    op.add_column("lessons", sa.Column("requires", postgresql.ARRAY(sa.Uuid), server_default=empty))
    op.alter_column("lessons", "requires", nullable=False, server_default=None)


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("revisions", "course_id", "courses"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("face", postgresql.JSONB, nullable=False),
        sa.Column("outline", postgresql.JSONB, nullable=False),
        sa.Column("lesson_count", sa.Integer, nullable=False),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("course_id", "number", name="uq_revisions_course_id_number"),
    )


def _create_contents() -> None:
    op.create_table(
        "lesson_contents",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("lesson_contents", "lesson_id", "lessons"),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("body_html", sa.Text, nullable=False),
        sa.Column("objectives", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("questions", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        sa.Column("preview", sa.Boolean, nullable=False),
        sa.Column("youtube_id", sa.Text),
        _reference("lesson_contents", "video_file_id", "course_files", ondelete=None),
        sa.Column("file_ids", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("release_at", MOMENT),
        sa.Column("release_after_days", sa.Integer),
        sa.Column("requires", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.CheckConstraint("kind IN ('article', 'video', 'youtube')", name="kind"),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_contents"),
        sa.UniqueConstraint("lesson_id", "digest", name="uq_lesson_contents_lesson_id_digest"),
    )
    op.create_table(
        "revision_lessons",
        _reference("revision_lessons", "revision_id", "revisions"),
        _reference("revision_lessons", "lesson_id", "lessons"),
        _reference("revision_lessons", "content_id", "lesson_contents"),
        sa.PrimaryKeyConstraint("revision_id", "lesson_id", name="pk_revision_lessons"),
    )
    op.create_index("ix_revision_lessons_lesson_id", "revision_lessons", ["lesson_id"])


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("submissions", "course_id", "courses"),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("decision", CHOICE, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("checks", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("revision_number", sa.Integer),
        sa.CheckConstraint(
            "decision IN ('waiting', 'approved', 'changes_requested', 'withdrawn')",
            name="decision",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
    )
    listed = ["course_id", "submitted_at", "id"]
    op.create_index("ix_submissions_course", "submissions", listed)


def _create_working_copies() -> None:
    op.create_table(
        "working_copies",
        _reference("working_copies", "course_id", "courses"),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("description_html", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("level", CHOICE, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("cover_file_id", sa.Uuid),
        sa.Column("cover_media_type", sa.Text),
        sa.CheckConstraint("level IN ('beginner', 'intermediate', 'advanced')", name="level"),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.slug"], name="fk_working_copies_category_categories"
        ),
        sa.PrimaryKeyConstraint("course_id", name="pk_working_copies"),
    )


def _widen_courses() -> None:
    op.add_column("courses", _flag("live", default=False))
    op.add_column("courses", _flag("publishes_itself", default=True))
    op.add_column("courses", _flag("taken_down", default=False))
    op.add_column("courses", sa.Column("revision_id", sa.Uuid))
    number = sa.Column("revision_number", sa.Integer, nullable=False, server_default="0")
    op.add_column("courses", number)
    for name in ("live", "publishes_itself", "taken_down", "revision_number"):
        op.alter_column("courses", name, server_default=None)
    op.create_foreign_key(
        "fk_courses_revision_id_revisions",
        "courses",
        "revisions",
        ["revision_id"],
        ["id"],
        deferrable=True,
        initially="DEFERRED",
    )
    op.drop_constraint(op.f("ck_courses_status"), "courses")
    op.create_check_constraint(
        "status",
        "courses",
        "status IN ('draft', 'submitted', 'changes_requested', 'approved', 'published',"
        " 'archived')",
    )
    for name, columns in SHOWN:
        op.drop_index(f"ix_courses_{name}", "courses")
        live = sa.text("live")
        op.create_index(f"ix_courses_{name}", "courses", columns, postgresql_where=live)


def _fill() -> None:
    """One revision of every course that somebody may see or study."""
    face = ", ".join(f"'{name}', {name}" for name in FACE)
    op.execute(
        "INSERT INTO revisions (id, course_id, number, face, outline, lesson_count,"  # noqa: S608 (names from above)
        f" duration_minutes, published_at) SELECT gen_random_uuid(), id, 1,"
        f" jsonb_build_object({face}), outline, lesson_count, duration_minutes,"
        " coalesce(published_at, created_at) FROM courses WHERE status = 'published'"
        " OR published_at IS NOT NULL"
        " OR EXISTS (SELECT FROM enrollments WHERE enrollments.course_id = courses.id)"
    )
    columns = ", ".join(CONTENT)
    op.execute(
        f"INSERT INTO lesson_contents (id, lesson_id, digest, {columns})"  # noqa: S608 (names from above)
        f" SELECT gen_random_uuid(), id, '', {columns} FROM lessons"
        " WHERE ready AND course_id IN (SELECT course_id FROM revisions)"
    )
    op.execute(
        "INSERT INTO revision_lessons (revision_id, lesson_id, content_id)"
        " SELECT revisions.id, lessons.id, lesson_contents.id FROM lessons"
        " JOIN revisions ON revisions.course_id = lessons.course_id"
        " JOIN lesson_contents ON lesson_contents.lesson_id = lessons.id"
    )
    op.execute(
        "UPDATE courses SET revision_id = revisions.id, revision_number = 1,"
        " live = (status = 'published') FROM revisions WHERE revisions.course_id = courses.id"
    )
    op.drop_constraint(op.f("ck_courses_published_at"), "courses")
    op.create_check_constraint("published_at", "courses", "(NOT live) OR published_at IS NOT NULL")
    op.create_check_constraint("revision_id", "courses", "(NOT live) OR revision_id IS NOT NULL")


def _pin_students() -> None:
    """Everybody goes on with the revision that was made of what they studied."""
    op.add_column("enrollments", sa.Column("revision_id", sa.Uuid))
    op.add_column("enrollments", sa.Column("completed_at", MOMENT))
    op.execute(
        "UPDATE enrollments SET revision_id = revisions.id FROM revisions"
        " WHERE revisions.course_id = enrollments.course_id"
    )
    op.alter_column("enrollments", "revision_id", nullable=False)
    op.create_foreign_key(
        "fk_enrollments_revision_id_revisions", "enrollments", "revisions", ["revision_id"], ["id"]
    )


def _flag(name: str, *, default: bool) -> sa.Column[bool]:
    value = sa.text(str(default).lower())
    return sa.Column(name, sa.Boolean, nullable=False, server_default=value)


def _reference(
    table: str, column: str, target: str, *, ondelete: str | None = "CASCADE"
) -> sa.Column[object]:
    name = f"fk_{table}_{column}_{target}"
    key = sa.ForeignKey(f"{target}.id", name=name, ondelete=ondelete)
    return sa.Column(column, sa.Uuid, key, nullable=ondelete is None)


def downgrade() -> None:
    """Publish the working copies; what was published before is lost."""
    op.drop_column("enrollments", "completed_at")
    op.drop_column("enrollments", "revision_id")
    for name in ("published_at", "revision_id", "status"):
        op.drop_constraint(op.f(f"ck_courses_{name}"), "courses")
    op.execute("UPDATE courses SET status = 'draft' WHERE status = 'approved'")
    op.execute("UPDATE courses SET status = 'published' WHERE live")
    for name, columns in SHOWN:
        op.drop_index(f"ix_courses_{name}", "courses")
        shown = sa.text("status = 'published'")
        op.create_index(f"ix_courses_{name}", "courses", columns, postgresql_where=shown)
    for name in ("live", "publishes_itself", "taken_down", "revision_id", "revision_number"):
        op.drop_column("courses", name)
    op.create_check_constraint(
        "status",
        "courses",
        "status IN ('draft', 'submitted', 'changes_requested', 'published', 'archived')",
    )
    op.create_check_constraint(
        "published_at", "courses", "(status <> 'published') OR published_at IS NOT NULL"
    )
    for table in (
        "working_copies",
        "submissions",
        "revision_lessons",
        "lesson_contents",
        "revisions",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_change")
    op.execute("DELETE FROM lessons WHERE module_id IS NULL")
    op.alter_column("lessons", "module_id", nullable=False)
    op.alter_column("lessons", "position", nullable=False)
    for name in ("release_at", "release_after_days", "requires"):
        op.drop_column("lessons", name)
