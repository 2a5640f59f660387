"""Quizzes: rules, the question bank, what is asked, attempts, answers and results.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(20)
KINDS = "kind IN ('article', 'video', 'youtube', 'quiz')"
TYPES_OF_QUESTIONS = (
    "single",
    "multiple",
    "true_false",
    "text",
    "number",
    "ordering",
    "matching",
    "essay",
)
TYPES = f"type IN {TYPES_OF_QUESTIONS}"
VERDICTS = "verdict IN ('right', 'partial', 'wrong', 'unanswered', 'ungraded')"
RUNS = sa.text("state = 'in_progress'")
WAITS = sa.text("ungraded > 0 AND state = 'finished' AND NOT preview")


def upgrade() -> None:
    """A quiz is a lesson; students attempt a frozen version of it."""
    _limit_kinds(KINDS)
    op.add_column(
        "lessons",
        sa.Column("question_count", sa.Integer, server_default=sa.text("0"), nullable=False),
    )
    _create_bank()
    _create_attempts()
    _create_answers()
    _create_results()
    _create_regrades()
    for table in ("uploads", "course_files"):
        op.add_column(table, sa.Column("attempt_id", sa.Uuid))
    op.create_index("ix_course_files_attempt_id", "course_files", ["attempt_id"])


def downgrade() -> None:
    """Forget them."""
    for table in ("uploads", "course_files"):
        op.drop_column(table, "attempt_id")
    for table in (
        "quiz_regrade_changes",
        "quiz_regrades",
        "quiz_overrides",
        "quiz_results",
        "quiz_answers",
        "quiz_attempts",
        "quiz_versions",
        "questions",
        "quizzes",
    ):
        op.drop_table(table)
    op.drop_column("lessons", "question_count")
    op.execute("DELETE FROM lessons WHERE kind = 'quiz'")
    _limit_kinds("kind IN ('article', 'video', 'youtube')")


def _limit_kinds(rule: str) -> None:
    for table in ("lessons", "lesson_contents"):
        op.drop_constraint(op.f(f"ck_{table}_kind"), table, type_="check")
        op.create_check_constraint("kind", table, rule)


def _create_bank() -> None:
    op.create_table(
        "quizzes",
        _reference("quizzes", "id", "lessons"),
        _reference("quizzes", "course_id", "courses"),
        sa.Column("settings", postgresql.JSONB, nullable=False),
        sa.Column("slots", postgresql.JSONB, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quizzes"),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("questions", "course_id", "courses"),
        sa.Column("type", CHOICE, nullable=False),
        sa.Column("pool", sa.Text, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("content", postgresql.JSONB, nullable=False),
        sa.Column("prompt_html", sa.Text, nullable=False),
        sa.Column("explanation_html", sa.Text, nullable=False),
        sa.Column("file_ids", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint(TYPES, name="type"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_bank", "questions", ["course_id", "created_at", "id"])
    op.create_table(
        "quiz_versions",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("quiz_versions", "lesson_id", "quizzes"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("definition", postgresql.JSONB, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("question_count", sa.Integer, nullable=False),
        sa.Column("max_score", sa.Float, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_versions"),
        sa.UniqueConstraint("lesson_id", "number", name="uq_quiz_versions_lesson_id_number"),
        sa.UniqueConstraint("lesson_id", "digest", name="uq_quiz_versions_lesson_id_digest"),
    )


def _create_attempts() -> None:
    op.create_table(
        "quiz_attempts",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("quiz_attempts", "lesson_id", "quizzes"),
        sa.Column("course_id", sa.Uuid, nullable=False),
        sa.Column("student_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("preview", sa.Boolean, nullable=False),
        _reference("quiz_attempts", "version_id", "quiz_versions", ondelete=None),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("layout", postgresql.JSONB, nullable=False),
        sa.Column("question_ids", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("deadline_at", MOMENT),
        sa.Column("due_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("by_deadline", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("max_score", sa.Float, nullable=False),
        sa.Column("ungraded", sa.Integer, nullable=False),
        sa.Column("score_before", sa.Float),
        sa.CheckConstraint("state IN ('in_progress', 'finished')", name="state"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_attempts"),
        sa.UniqueConstraint(
            "lesson_id",
            "student_id",
            "number",
            name="uq_quiz_attempts_lesson_id_student_id_number",
        ),
    )
    for name, columns, options in (
        (
            "ux_quiz_attempts_running",
            ["lesson_id", "student_id"],
            {"unique": True, "postgresql_where": RUNS},
        ),
        ("ix_quiz_attempts_due", ["due_at"], {"postgresql_where": RUNS}),
        (
            "ix_quiz_attempts_waiting",
            ["course_id", "finished_at", "id"],
            {"postgresql_where": WAITS},
        ),
        ("ix_quiz_attempts_student", ["student_id"], {}),
    ):
        op.create_index(name, "quiz_attempts", columns, **options)


def _create_answers() -> None:
    op.create_table(
        "quiz_answers",
        _reference("quiz_answers", "attempt_id", "quiz_attempts"),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("answer", postgresql.JSONB, nullable=False),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("checked_at", MOMENT),
        sa.Column("verdict", CHOICE),
        sa.Column("score", sa.Float),
        sa.Column("comment", sa.Text, server_default="", nullable=False),
        sa.Column(
            "levels", postgresql.JSONB, server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("graded_by", sa.Uuid),
        sa.Column("graded_at", MOMENT),
        sa.CheckConstraint(VERDICTS, name="verdict"),
        sa.PrimaryKeyConstraint("attempt_id", "question_id", name="pk_quiz_answers"),
    )


def _create_results() -> None:
    op.create_table(
        "quiz_results",
        _reference("quiz_results", "lesson_id", "quizzes"),
        sa.Column("student_id", sa.Uuid, nullable=False),
        sa.Column("course_id", sa.Uuid, nullable=False),
        sa.Column("percent", sa.Float),
        sa.Column("passed", sa.Boolean),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("lesson_id", "student_id", name="pk_quiz_results"),
    )
    op.create_index("ix_quiz_results_student", "quiz_results", ["student_id"])
    op.create_table(
        "quiz_overrides",
        _reference("quiz_overrides", "lesson_id", "quizzes"),
        sa.Column("student_id", sa.Uuid, nullable=False),
        sa.Column("extra_minutes", sa.Integer, nullable=False),
        sa.Column("extra_attempts", sa.Integer, nullable=False),
        sa.Column("closes_at", MOMENT),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("set_by", sa.Uuid, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("lesson_id", "student_id", name="pk_quiz_overrides"),
    )
    op.create_index("ix_quiz_overrides_student", "quiz_overrides", ["student_id"])


def _create_regrades() -> None:
    op.create_table(
        "quiz_regrades",
        sa.Column("id", sa.Uuid, nullable=False),
        _reference("quiz_regrades", "lesson_id", "quizzes"),
        sa.Column("requested_by", sa.Uuid, nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("keys", postgresql.JSONB, nullable=False),
        sa.Column("after_id", sa.Uuid),
        sa.Column("finished_at", MOMENT),
        sa.Column("attempt_count", sa.Integer, nullable=False),
        sa.Column("graded_count", sa.Integer, nullable=False),
        sa.Column("changed_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_regrades"),
    )
    op.create_index("ix_quiz_regrades_lesson", "quiz_regrades", ["lesson_id", "requested_at"])
    op.create_index(
        "ix_quiz_regrades_open",
        "quiz_regrades",
        ["requested_at"],
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "quiz_regrade_changes",
        _reference("quiz_regrade_changes", "regrade_id", "quiz_regrades"),
        _reference("quiz_regrade_changes", "attempt_id", "quiz_attempts"),
        sa.Column("before", sa.Float, nullable=False),
        sa.Column("after", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("regrade_id", "attempt_id", name="pk_quiz_regrade_changes"),
    )


def _reference(
    table: str, column: str, target: str, *, ondelete: str | None = "CASCADE"
) -> sa.Column[object]:
    name = f"fk_{table}_{column}_{target}"
    key = sa.ForeignKey(f"{target}.id", name=name, ondelete=ondelete)
    return sa.Column(column, sa.Uuid, key, nullable=False)
