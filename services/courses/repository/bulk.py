"""Storing many courses at once."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as insert_if_new
from sqlalchemy.orm import Session

from services.courses.models import Course, Lesson, Module


class BulkRepository:
    """Rows by the hundred, written in one statement each."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_courses(self, rows: list[dict[str, Any]]) -> list[UUID]:
        """Store courses; ids of those that were not there before."""
        statement = insert_if_new(Course).on_conflict_do_nothing().returning(Course.id)
        return list(self._session.scalars(statement, rows)) if rows else []

    def add_content(self, modules: list[dict[str, Any]], lessons: list[dict[str, Any]]) -> None:
        """Store the modules and lessons of new courses."""
        if modules:
            self._session.execute(insert(Module), modules)
        if lessons:
            self._session.execute(insert(Lesson), lessons)
