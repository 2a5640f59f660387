"""Tables of quizzes: rules, the question bank, and what students were asked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.questions import QuestionType
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of


class Quiz(Base):
    """The rules of a lesson that is a quiz, and what it asks."""

    __tablename__ = "quizzes"

    id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    slots: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    changed_at: Mapped[datetime]


class Question(Base):
    """A question of a course's bank, as it is written and as it is shown."""

    __tablename__ = "questions"
    __table_args__ = (
        check("type", QuestionType),
        Index("ix_questions_bank", "course_id", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    type: Mapped[QuestionType] = mapped_column(one_of(QuestionType))
    pool: Mapped[str]
    prompt: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    prompt_html: Mapped[str]
    explanation_html: Mapped[str]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class QuizVersion(Base):
    """What a quiz asked at one moment, with its keys; it never changes.

    A version whose key was wrong is replaced by the corrected one.
    """

    __tablename__ = "quiz_versions"
    __table_args__ = (
        UniqueConstraint("lesson_id", "number"),
        UniqueConstraint("lesson_id", "digest"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"))
    number: Mapped[int]
    definition: Mapped[dict[str, Any]] = mapped_column(JSONB)
    digest: Mapped[str]
    question_count: Mapped[int]
    max_score: Mapped[float]
    replaced_by: Mapped[UUID | None] = mapped_column(ForeignKey("quiz_versions.id"))
    created_at: Mapped[datetime]
