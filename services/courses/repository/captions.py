"""Queries of captions."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.courses.errors import CaptionsNotFound
from services.courses.models import Caption


class CaptionRepository:
    """Captions of lessons."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_of_lesson(self, lesson_id: UUID) -> list[Caption]:
        """By language."""
        statement = select(Caption).where(Caption.lesson_id == lesson_id)
        return list(self._session.scalars(statement.order_by(Caption.language)))

    def list_of_course(self, course_id: UUID) -> list[Caption]:
        """Those of all lessons, by language."""
        statement = select(Caption).where(Caption.course_id == course_id)
        return list(self._session.scalars(statement.order_by(Caption.language)))

    def find(self, lesson_id: UUID, language: str) -> Caption | None:
        """The captions in that language, or None."""
        mine = Caption.lesson_id == lesson_id, Caption.language == language
        return self._session.scalar(select(Caption).where(*mine))

    def get(self, lesson_id: UUID, language: str) -> Caption:
        """The captions in that language."""
        found = self.find(lesson_id, language)
        if found is None:
            raise CaptionsNotFound("The lesson has no captions in that language.")
        return found

    def forget_default(self, lesson_id: UUID) -> None:
        """Let no captions be shown unasked."""
        mine = Caption.lesson_id == lesson_id
        self._session.execute(update(Caption).where(mine).values(is_default=False))

    def add(self, row: Caption) -> None:
        """Keep captions."""
        self._session.add(row)
        self._session.flush()

    def remove(self, row: Caption) -> None:
        """Forget captions."""
        self._session.delete(row)
        self._session.flush()
