"""Queries of imports and exports, which workers hold by leases."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.courses.errors import ExportNotFound, ImportNotFound
from contracts.courses.exchange import ExchangeState
from services.courses.models import CourseExport, CourseImport

JobT = TypeVar("JobT", CourseImport, CourseExport)
UNDERWAY = (ExchangeState.WAITING, ExchangeState.RUNNING)
NEWEST = 10


class ExchangeRepository(Generic[JobT]):
    """Imports, or exports."""

    def __init__(self, session: Session, kind: type[JobT]) -> None:
        self._session = session
        self._kind: Any = kind

    def find(self, job_id: UUID) -> JobT | None:
        """The job with that id, or None."""
        job: JobT | None = self._session.get(self._kind, job_id)
        return job

    def get(self, job_id: UUID) -> JobT:
        """The job with that id."""
        job = self.find(job_id)
        if job is None:
            missing = ImportNotFound if self._kind is CourseImport else ExportNotFound
            raise missing("There is no such import or export.")
        return job

    def add(self, job: JobT) -> None:
        """Remember a job that waits."""
        self._session.add(job)
        self._session.flush()

    def list_of_course(self, course_id: UUID) -> list[JobT]:
        """The newest jobs of a course."""
        mine = select(self._kind).where(self._kind.course_id == course_id)
        newest = mine.order_by(self._kind.created_at.desc(), self._kind.id.desc())
        return list(self._session.scalars(newest.limit(NEWEST)))

    def is_underway(self, course_id: UUID) -> bool:
        """Whether a job of the course waits or runs."""
        mine = self._kind.course_id == course_id, self._kind.state.in_(UNDERWAY)
        return self._session.scalar(select(self._kind.id).where(*mine).limit(1)) is not None

    def take(self, now: datetime, lease: timedelta, token: UUID) -> JobT | None:
        """Hold the job that has waited longest, or that nobody holds any more."""
        due = select(self._kind).where(self._kind.state.in_(UNDERWAY), self._kind.due_at <= now)
        first = due.order_by(self._kind.due_at).limit(1).with_for_update(skip_locked=True)
        job: JobT | None = self._session.scalar(first)
        if job is not None:
            job.state, job.token = ExchangeState.RUNNING, token
            job.due_at, job.attempts = now + lease, job.attempts + 1
            self._session.flush()
        return job

    def find_held(self, job_id: UUID, token: UUID | None) -> JobT | None:
        """The job, locked, as long as that worker holds it."""
        job: JobT | None = self._session.get(self._kind, job_id, with_for_update=True)
        held = job is not None and job.token == token and job.state is ExchangeState.RUNNING
        return job if held else None

    def placed_before(self, course_id: UUID) -> list[set[UUID]]:
        """Modules, topics, lessons and questions that earlier imports have written."""
        columns = (
            *(CourseImport.module_ids, CourseImport.topic_ids),
            *(CourseImport.lesson_ids, CourseImport.question_ids),
        )
        found: list[set[UUID]] = [set() for _ in columns]
        rows = self._session.execute(select(*columns).where(CourseImport.course_id == course_id))
        for row in rows:
            for ids, more in zip(found, row, strict=True):
                ids.update(more)
        return found

    def list_made_before(self, moment: datetime) -> Sequence[JobT]:
        """Jobs that were asked for before a moment."""
        return list(self._session.scalars(select(self._kind).where(self._kind.created_at < moment)))

    def remove(self, job: JobT) -> None:
        """Forget a job."""
        self._session.delete(job)
        self._session.flush()
