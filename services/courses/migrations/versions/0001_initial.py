"""The first tables of the courses service."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.common.migrations import bookkeeping_metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = ("unaccent", "pg_trgm", "fuzzystrmatch")
IS_PUBLISHED = sa.text("status = 'published'")
MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(20)

SEARCHED = """
setweight(to_tsvector('course', title), 'A')
|| setweight(to_tsvector('course_words', title), 'A')
|| setweight(to_tsvector('course_words', teacher_name), 'B')
|| setweight(to_tsvector('course', summary), 'B')
|| setweight(to_tsvector('course_words', summary), 'C')
|| setweight(to_tsvector('course', left(description, 4000)), 'D')
""".strip()

CATEGORIES = (
    ("programming", "Programming"),
    ("data-science", "Data science"),
    ("mathematics", "Mathematics"),
    ("science", "Science"),
    ("languages", "Languages"),
    ("music", "Music"),
    ("design", "Design"),
    ("photography", "Photography and film"),
    ("business", "Business"),
    ("faith-studies", "Faith studies"),
    ("history", "History and culture"),
    ("health", "Health and sport"),
)


def upgrade() -> None:
    _prepare_search()
    bookkeeping_metadata().create_all(op.get_bind())
    _create_catalogue()
    _create_courses()
    _index_courses()
    _create_content()
    _create_lessons()
    _create_files()
    _create_study()


def _prepare_search() -> None:
    """One configuration stems English words, the other keeps every word; both drop accents."""
    present = set(op.get_bind().scalars(sa.text("SELECT extname FROM pg_extension")))
    for extension in EXTENSIONS:
        if extension not in present:
            op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    for name, source, dictionary in (
        ("course", "english", "english_stem"),
        ("course_words", "simple", "simple"),
    ):
        op.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {source})")
        op.execute(
            f"ALTER TEXT SEARCH CONFIGURATION {name}"
            f" ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {dictionary}"
        )


def _create_catalogue() -> None:
    categories = op.create_table(
        "categories",
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("course_count", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_categories"),
    )
    rows = enumerate(CATEGORIES)
    op.bulk_insert(
        categories, [{"slug": slug, "name": name, "position": at} for at, (slug, name) in rows]
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("role", CHOICE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_email", "people", [sa.literal_column("lower(email)")])
    op.create_table(
        "search_words",
        sa.Column("word", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_words"),
    )


def _create_courses() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("description_html", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("level", CHOICE, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("teacher_id", sa.Uuid, nullable=False),
        sa.Column("teacher_name", sa.Text, nullable=False),
        sa.Column("price_amount", sa.Integer, nullable=False),
        sa.Column("price_currency", sa.Text, nullable=False),
        sa.Column("price_order", sa.Integer, nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("outline", postgresql.JSONB, nullable=False),
        sa.Column("lesson_count", sa.Integer, nullable=False),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        sa.Column("cover_file_id", sa.Uuid),
        sa.Column("cover_media_type", sa.Text),
        sa.Column("licence", postgresql.JSONB(none_as_null=True)),
        sa.Column("review_note", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("published_at", MOMENT),
        sa.Column(
            "search", postgresql.TSVECTOR, sa.Computed(SEARCHED, persisted=True), nullable=False
        ),
        *_rules_of_courses(),
    )


def _rules_of_courses() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'changes_requested', 'published', 'archived')",
            name="status",
        ),
        sa.CheckConstraint("level IN ('beginner', 'intermediate', 'advanced')", name="level"),
        sa.CheckConstraint("price_amount >= 0", name="price_amount"),
        sa.CheckConstraint(
            "(status <> 'published') OR published_at IS NOT NULL", name="published_at"
        ),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.slug"], name="fk_courses_category_categories"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_courses"),
        sa.UniqueConstraint("slug", name="uq_courses_slug"),
    ]


def _index_courses() -> None:
    published = {"postgresql_where": IS_PUBLISHED}
    waiting = {"postgresql_where": sa.text("status = 'submitted'")}
    for name, columns, options in (
        ("catalogue", ["published_at", "id"], published),
        ("shelf", ["category", "published_at", "id"], published),
        ("price", ["price_order", "id"], published),
        ("shelf_price", ["category", "price_order", "id"], published),
        ("language", ["language", "published_at", "id"], published),
        ("teacher", ["teacher_id", "created_at", "id"], {}),
        ("status", ["status", "created_at", "id"], {}),
        ("created", ["created_at", "id"], {}),
        ("waiting", ["submitted_at", "id"], waiting),
        ("search", ["search"], {"postgresql_using": "gin"}),
        (
            "title_trigrams",
            ["title"],
            {"postgresql_using": "gin", "postgresql_ops": {"title": "gin_trgm_ops"}},
        ),
    ):
        op.create_index(f"ix_courses_{name}", "courses", columns, **options)


def _create_content() -> None:
    op.create_table(
        "modules",
        sa.Column("id", sa.Uuid, nullable=False),
        _course_column("modules"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_modules"),
        _in_order("modules", "course_id"),
    )
    op.create_table(
        "course_files",
        sa.Column("id", sa.Uuid, nullable=False),
        _course_column("course_files"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("uploaded_by", sa.Uuid, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_course_files"),
    )
    op.create_index("ix_course_files_course_id", "course_files", ["course_id"])


def _create_lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", sa.Uuid, nullable=False),
        _course_column("lessons"),
        _reference("lessons", "module_id", "modules"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("body_html", sa.Text, nullable=False),
        sa.Column("objectives", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("questions", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        sa.Column("preview", sa.Boolean, nullable=False),
        sa.Column("youtube_id", sa.Text),
        _reference("lessons", "video_file_id", "course_files", nullable=True, ondelete=None),
        sa.Column("file_ids", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("ready", sa.Boolean, nullable=False),
        sa.CheckConstraint("kind IN ('article', 'video', 'youtube')", name="kind"),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
        _in_order("lessons", "module_id"),
    )
    op.create_index("ix_lessons_course_id", "lessons", ["course_id"])


def _create_files() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid, nullable=False),
        _course_column("uploads"),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_started_at", "uploads", ["started_at"])


def _create_study() -> None:
    op.create_table(
        "enrollments",
        _reference("enrollments", "course_id", "courses", ondelete=None),
        sa.Column("student_id", sa.Uuid, nullable=False),
        sa.Column("enrolled_at", MOMENT, nullable=False),
        sa.Column("order_id", sa.Uuid),
        sa.PrimaryKeyConstraint("course_id", "student_id", name="pk_enrollments"),
    )
    listed = ["student_id", "enrolled_at", "course_id"]
    op.create_index("ix_enrollments_student", "enrollments", listed)
    op.create_index("ix_enrollments_enrolled_at", "enrollments", ["enrolled_at"])
    op.create_table(
        "lesson_completions",
        sa.Column("student_id", sa.Uuid, nullable=False),
        _reference("lesson_completions", "lesson_id", "lessons"),
        sa.Column("course_id", sa.Uuid, nullable=False),
        sa.Column("completed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("student_id", "lesson_id", name="pk_lesson_completions"),
    )
    counted = ["student_id", "course_id"]
    op.create_index("ix_lesson_completions_course", "lesson_completions", counted)


def _course_column(table: str) -> sa.Column[object]:
    return _reference(table, "course_id", "courses")


def _reference(
    table: str,
    column: str,
    target: str,
    *,
    nullable: bool = False,
    ondelete: str | None = "CASCADE",
) -> sa.Column[object]:
    name = f"fk_{table}_{column}_{target}"
    key = sa.ForeignKey(f"{target}.id", name=name, ondelete=ondelete)
    return sa.Column(column, sa.Uuid, key, nullable=nullable)


def _in_order(table: str, parent: str) -> sa.UniqueConstraint:
    """Positions are unique when the transaction ends, so that neighbours can swap."""
    return sa.UniqueConstraint(
        parent,
        "position",
        name=f"uq_{table}_{parent}_position",
        deferrable=True,
        initially="DEFERRED",
    )
