"""Queries of how the questions of a quiz did; the database counts, whatever the number of people.

One attempt of each student counts, the first that is wholly graded, since whoever tries again has
seen the answers.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Float, Uuid, and_, cast, func, join, literal, select, true
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from contracts.courses.attempts import AttemptState, Verdict
from services.courses.models import QuizAnswer, QuizAttempt, QuizVersion

MOST_GIVEN = 5


class QuizFigureRepository:
    """Figures of one quiz."""

    def __init__(self, session: Session, lesson_id: UUID) -> None:
        self._session = session
        self._firsts = (
            select(
                QuizAttempt.id,
                QuizAttempt.version_id,
                QuizAttempt.layout,
                QuizAttempt.score,
                QuizAttempt.max_score,
            )
            .ext(distinct_on(QuizAttempt.student_id))
            .where(
                QuizAttempt.lesson_id == lesson_id,
                QuizAttempt.state == AttemptState.FINISHED,
                QuizAttempt.ungraded == 0,
                ~QuizAttempt.preview,
            )
            .order_by(QuizAttempt.student_id, QuizAttempt.number)
            .cte("firsts")
        )

    def overall(self) -> Any:
        """How many attempts count, and what they earned in percent on average."""
        firsts = self._firsts.c
        share = firsts.score / func.nullif(firsts.max_score, 0) * 100
        counts = select(func.count().label("attempts"), func.avg(share).label("mean"))
        return self._session.execute(counts.select_from(self._firsts)).one()

    def list_versions(self) -> list[QuizVersion]:
        """What was asked in these attempts, the newest first."""
        asked = QuizVersion.id.in_(select(self._firsts.c.version_id))
        newest = select(QuizVersion).where(asked).order_by(QuizVersion.number.desc())
        return list(self._session.scalars(newest))

    def list_questions(self) -> list[Any]:
        """By question: how often asked, how often left out, and how well it was answered.

        The correlation is with the rest of the quiz, so that no question agrees with itself.
        """
        firsts = self._firsts.c
        placed = func.jsonb_array_elements(firsts.layout).table_valued("value", name="places")
        place = placed.c.value
        question_id = cast(place.op("->>")("question_id"), Uuid)
        points = cast(place.op("->>")("points"), Float)
        earned = func.coalesce(QuizAnswer.score, 0.0)
        share = earned / func.nullif(points, literal(0, Float))
        rest = (firsts.score - earned) / func.nullif(firsts.max_score - points, literal(0, Float))
        answered = QuizAnswer.verdict.is_not(None) & (QuizAnswer.verdict != Verdict.UNANSWERED)
        statement = (
            select(
                question_id.label("question_id"),
                func.count().label("asked"),
                func.count().filter(func.coalesce(answered, False)).label("answered"),
                func.avg(func.coalesce(share, 0.0)).label("facility"),
                func.corr(share, rest).label("discrimination"),
            )
            .select_from(self._firsts)
            .join(placed, true())
            .outerjoin(
                QuizAnswer,
                and_(QuizAnswer.attempt_id == firsts.id, QuizAnswer.question_id == question_id),
            )
            .group_by(question_id)
        )
        return list(self._session.execute(statement))

    def list_choices(self) -> list[Any]:
        """How often which option was chosen, or which truth, by question."""
        chosen = func.jsonb_array_elements_text(QuizAnswer.answer.op("->")("choices"))
        each = chosen.table_valued("value", name="chosen")
        answered = self._answered()
        by_id = _counted(answered.join(each, true()), each.c.value)
        truth = _counted(answered, QuizAnswer.answer.op("->>")("truth"))
        return [*self._session.execute(by_id), *self._session.execute(truth)]

    def list_texts(self, questions: Collection[UUID]) -> list[Any]:
        """What was written most in answer to each of these questions."""
        given = func.lower(func.btrim(QuizAnswer.answer.op("->>")("text")))
        these = QuizAnswer.question_id.in_(questions)
        counted = _counted(self._answered(), given, QuizAnswer.verdict).where(these).subquery()
        rank = func.row_number().over(
            partition_by=counted.c.question_id, order_by=(counted.c.count.desc(), counted.c.given)
        )
        ranked = select(counted, rank.label("rank")).subquery()
        most = select(ranked).where(ranked.c.rank <= MOST_GIVEN)
        return list(self._session.execute(most.order_by(ranked.c.question_id, ranked.c.rank)))

    def _answered(self) -> Any:
        return join(self._firsts, QuizAnswer, QuizAnswer.attempt_id == self._firsts.c.id)


def _counted(source: Any, given: Any, *more: Any) -> Any:
    """How often each thing was given, by question; what is empty is no answer."""
    return (
        select(QuizAnswer.question_id, given.label("given"), func.count().label("count"), *more)
        .select_from(source)
        .where(given.is_not(None), given != "")
        .group_by(QuizAnswer.question_id, given, *more)
    )
