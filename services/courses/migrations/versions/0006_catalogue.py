"""What the catalogue is searched by, tags, suggestions, and what students think of courses.

Revision ID: 0006
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

CHUNK = 1000
MOMENT = sa.DateTime(timezone=True)
STEMMED = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
ROUTINES = (
    "refresh_catalogue",
    "refresh_teachers",
    "note_courses",
    "note_changed_courses",
    "count_insert_entries",
    "count_update_entries",
    "count_delete_entries",
    "suggest_shelves",
    "suggest_tags",
    "search_key",
    "course_configuration",
)
ADDED, GONE = "SELECT *, 1 AS step FROM after_it", "SELECT *, -1 AS step FROM before_it"
COUNTED = {
    "insert": ("NEW TABLE AS after_it", ADDED),
    "update": ("OLD TABLE AS before_it NEW TABLE AS after_it", f"{ADDED} UNION ALL {GONE}"),
    "delete": ("OLD TABLE AS before_it", GONE),
}
SUPERSEDED = {
    "catalogue": ["published_at", "id"],
    "shelf": ["category", "published_at", "id"],
    "price": ["price_order", "id"],
    "shelf_price": ["category", "price_order", "id"],
    "language": ["language", "published_at", "id"],
}


def upgrade() -> None:
    """Move searching from the wide rows of courses to narrow ones that triggers keep."""
    _configure_languages()
    _extend_courses()
    _create_tags()
    _create_entries()
    _create_suggestions()
    for statement in _statements("0006_reviews.sql"):
        op.execute(statement)
    for name in SUPERSEDED:
        op.execute(f"DROP INDEX IF EXISTS ix_courses_{name}")
    for statement in _functions():
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))
    _fill()


def downgrade() -> None:
    """Forget all of it."""
    for name in ("courses_added", "courses_changed"):
        op.execute(f"DROP TRIGGER {name}_in_catalogue ON courses")
    op.execute("DROP TRIGGER categories_changed_in_catalogue ON categories")
    for table in (
        "review_reports",
        "reviews",
        "suggestion_starts",
        "search_changes",
        "catalogue_counts",
        "catalogue_entries",
        "tags",
    ):
        op.drop_table(table)
    for column in ("tags", "student_count", "rating_count", "rating_total", "rating_stars"):
        op.drop_column("courses", column)
    op.execute("DROP SEQUENCE search_versions")
    op.execute(f"DROP ROUTINE {', '.join(ROUTINES)}")
    for language in STEMMED:
        op.execute(f"DROP TEXT SEARCH CONFIGURATION course_{language}")
    for name, columns in SUPERSEDED.items():
        published = sa.text("live")
        op.create_index(f"ix_courses_{name}", "courses", columns, postgresql_where=published)


def _fill() -> None:
    """Enter what is published already, a few courses at a time."""
    published = sa.text("SELECT id FROM courses WHERE live ORDER BY id")
    ids = list(op.get_bind().scalars(published))
    refresh = sa.text("SELECT refresh_catalogue(:ids)").bindparams(
        sa.bindparam("ids", type_=postgresql.ARRAY(sa.Uuid))
    )
    for start in range(0, len(ids), CHUNK):
        op.get_bind().execute(refresh, {"ids": ids[start : start + CHUNK]})


def _configure_languages() -> None:
    """One configuration for each language that PostgreSQL can stem; all of them drop accents."""
    for language, source in STEMMED.items():
        name = f"course_{language}"
        op.execute(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {source})")
        op.execute(
            f"ALTER TEXT SEARCH CONFIGURATION {name}"
            f" ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {source}_stem"
        )
    cases = " ".join(f"WHEN '{language}' THEN 'course_{language}'" for language in STEMMED)
    op.execute(
        "CREATE FUNCTION course_configuration(language text) RETURNS regconfig"
        " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (CASE split_part(language, '-', 1)"
        f" WHEN 'en' THEN 'course' {cases} ELSE 'course_words' END)::regconfig $$"
    )


def _extend_courses() -> None:
    texts, numbers = postgresql.ARRAY(sa.Text), postgresql.ARRAY(sa.Integer)
    for name, kind, default in (
        ("tags", texts, "'{}'"),
        ("student_count", sa.Integer, "0"),
        ("rating_count", sa.Integer, "0"),
        ("rating_total", sa.Integer, "0"),
        ("rating_stars", numbers, "'{0,0,0,0,0}'"),
    ):
        column = sa.Column(name, kind, server_default=sa.text(default), nullable=False)
        op.add_column("courses", column)
    op.execute(
        "UPDATE courses SET student_count = counted.students FROM (SELECT course_id, count(*)"
        " AS students FROM enrollments GROUP BY course_id) AS counted"
        " WHERE counted.course_id = courses.id"
    )


def _create_tags() -> None:
    op.create_table(
        "tags",
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("course_count", sa.Integer, server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_tags"),
    )
    op.create_index("ix_tags_course_count", "tags", ["course_count", "slug"])


def _create_entries() -> None:
    op.create_table(
        "catalogue_entries",
        _reference("catalogue_entries", "course_id", "courses"),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("teacher_id", sa.Uuid, nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("price_order", sa.Integer, nullable=False),
        sa.Column("price_band", sa.Text, nullable=False),
        sa.Column("rating_floor", sa.SmallInteger, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("rating", sa.Double, nullable=False),
        sa.Column("popularity", sa.Double, nullable=False),
        sa.Column("quality", sa.Double, nullable=False),
        sa.Column("titles", postgresql.TSVECTOR, nullable=False),
        sa.Column("search", postgresql.TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("course_id", name="pk_catalogue_entries"),
    )
    for name, columns in (
        ("quality", ["quality", "course_id"]),
        ("newest", ["published_at", "course_id"]),
        ("price", ["price_order", "course_id"]),
        ("rating", ["rating", "course_id"]),
        ("popularity", ["popularity", "course_id"]),
        ("shelf", ["category", "quality", "course_id"]),
        ("shelf_newest", ["category", "published_at", "course_id"]),
        ("language", ["language", "quality", "course_id"]),
        ("teacher", ["teacher_id", "quality", "course_id"]),
    ):
        op.create_index(f"ix_catalogue_entries_{name}", "catalogue_entries", columns)
    for column in ("titles", "search", "tags"):
        op.create_index(
            f"ix_catalogue_entries_{column}",
            "catalogue_entries",
            [column],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )
    groups = ("category", "level", "language", "price_band", "rating_floor")
    op.create_table(
        "catalogue_counts",
        *(
            sa.Column(name, sa.SmallInteger if name == "rating_floor" else sa.Text, nullable=False)
            for name in groups
        ),
        sa.Column("courses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*groups, name="pk_catalogue_counts"),
    )
    op.execute(sa.schema.CreateSequence(sa.Sequence("search_versions")))
    op.create_table(
        "search_changes",
        sa.Column("course_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("course_id", name="pk_search_changes"),
    )
    op.create_index("ix_search_changes_version", "search_changes", ["version"])


def _create_suggestions() -> None:
    op.create_table(
        "suggestion_starts",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("key", sa.Text(collation="C"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("weight", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("kind", "target", "position", name="pk_suggestion_starts"),
    )
    op.create_index("ix_suggestion_starts_key", "suggestion_starts", ["kind", "key"])
    for letters in (1, 2, 3, 5, 8):
        start = sa.text(f'"left"(key, {letters})')
        columns: list[Any] = ["kind", start, "weight"]
        op.create_index(f"ix_suggestion_starts_{letters}", "suggestion_starts", columns)


def _reference(table: str, column: str, target: str) -> sa.Column[object]:
    name = f"fk_{table}_{column}_{target}"
    key = sa.ForeignKey(f"{target}.id", name=name, ondelete="CASCADE")
    return sa.Column(column, sa.Uuid, key, nullable=False)


def _statements(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return text.split("-- next\n")


def _functions() -> Iterator[str]:
    yield from _statements("0006_catalogue.sql")
    for operation, (tables, moves) in COUNTED.items():
        for statement in _statements("0006_counts.sql"):
            filled = statement.replace("MOVES", moves).replace("TABLES", tables)
            yield filled.replace("OPERATION", operation)
