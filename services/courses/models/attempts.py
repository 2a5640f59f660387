"""Tables of attempts at quizzes, their answers and what came of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.attempts import AttemptState, Verdict
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of

RUNS = text("state = 'in_progress'")
OPEN = text("finished_at IS NULL")
WAITS = text("ungraded > 0 AND state = 'finished' AND NOT preview")


class QuizAttempt(Base):
    """An attempt that the server issued: what was drawn, until when, and how it ended.

    One of a student runs at a time, so that two tabs share it.
    """

    __tablename__ = "quiz_attempts"
    __table_args__ = (
        check("state", AttemptState),
        UniqueConstraint("lesson_id", "student_id", "number"),
        Index(
            "ux_quiz_attempts_running",
            "lesson_id",
            "student_id",
            unique=True,
            postgresql_where=RUNS,
        ),
        Index("ix_quiz_attempts_due", "due_at", postgresql_where=RUNS),
        Index("ix_quiz_attempts_waiting", "course_id", "finished_at", "id", postgresql_where=WAITS),
        Index("ix_quiz_attempts_student", "student_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"))
    course_id: Mapped[UUID]
    student_id: Mapped[UUID]
    number: Mapped[int]
    preview: Mapped[bool]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("quiz_versions.id"))
    seed: Mapped[int] = mapped_column(BigInteger)
    layout: Mapped[list[Any]] = mapped_column(JSONB)
    question_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    state: Mapped[AttemptState] = mapped_column(one_of(AttemptState))
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    by_deadline: Mapped[bool]
    score: Mapped[float | None]
    max_score: Mapped[float]
    ungraded: Mapped[int]
    score_before: Mapped[float | None]


class QuizAnswer(Base):
    """The newest answer to one question of an attempt, and its grade."""

    __tablename__ = "quiz_answers"
    __table_args__ = (check("verdict", Verdict),)

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz_attempts.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    answer: Mapped[dict[str, Any]] = mapped_column(JSONB)
    flagged: Mapped[bool]
    saved_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    verdict: Mapped[Verdict | None] = mapped_column(one_of(Verdict))
    score: Mapped[float | None]
    comment: Mapped[str] = mapped_column(default="", server_default="")
    levels: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'::jsonb")
    )
    graded_by: Mapped[UUID | None]
    graded_at: Mapped[datetime | None]


class QuizResult(Base):
    """What counts for a student of a quiz: of all their attempts, by the grading method."""

    __tablename__ = "quiz_results"
    __table_args__ = (Index("ix_quiz_results_student", "student_id"),)

    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("quizzes.id", ondelete="CASCADE"), primary_key=True
    )
    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID]
    percent: Mapped[float | None]
    passed: Mapped[bool | None]
    changed_at: Mapped[datetime]


class QuizOverride(Base):
    """What one student is granted beyond the rules of a quiz."""

    __tablename__ = "quiz_overrides"
    __table_args__ = (Index("ix_quiz_overrides_student", "student_id"),)

    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("quizzes.id", ondelete="CASCADE"), primary_key=True
    )
    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    extra_minutes: Mapped[int]
    extra_attempts: Mapped[int]
    closes_at: Mapped[datetime | None]
    reason: Mapped[str]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]


class QuizRegrade(Base):
    """A regrade: the keys as they were when it was asked for, and how far it is."""

    __tablename__ = "quiz_regrades"
    __table_args__ = (
        Index("ix_quiz_regrades_lesson", "lesson_id", "requested_at"),
        Index("ix_quiz_regrades_open", "requested_at", postgresql_where=OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"))
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    reason: Mapped[str]
    keys: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after_id: Mapped[UUID | None]
    finished_at: Mapped[datetime | None]
    attempt_count: Mapped[int]
    graded_count: Mapped[int]
    changed_count: Mapped[int]


class QuizRegradeChange(Base):
    """An attempt whose score a regrade has changed."""

    __tablename__ = "quiz_regrade_changes"

    regrade_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz_regrades.id", ondelete="CASCADE"), primary_key=True
    )
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz_attempts.id", ondelete="CASCADE"), primary_key=True
    )
    before: Mapped[float]
    after: Mapped[float]
