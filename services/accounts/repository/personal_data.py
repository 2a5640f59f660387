"""Requests for one's data, the answers of the services, and everything that hangs on a person."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Table, delete, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.accounts.errors import ErasureNotFound, ExportNotFound
from contracts.accounts.messages import UserStatus
from services.accounts.models import (
    Base,
    DataPart,
    DataRequest,
    Guardianship,
    Profile,
    RequestKind,
    TaughtCourse,
    User,
)

KEPT = {"guardianships", "data_requests"}
"""What stays under the pseudonym: proof of consent, and of the erasure itself."""

AT_WORK = {"impersonator_id", "proposer_id"}
"""Columns of staff in rows that are about somebody else."""

SECRET = re.compile(r"hash|secret|sealed|token|successor|digest|public_key|credential")


class DataRequestRepository:
    """Requests and the parts that services answer with."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, values: dict[str, Any], services: Iterable[str]) -> DataRequest | None:
        """Remember a request; None while an earlier one of the kind is not answered."""
        statement = insert(DataRequest).values(values).on_conflict_do_nothing()
        request = self._session.scalar(statement.returning(DataRequest))
        if request is not None:
            self._session.add_all(
                DataPart(request_id=request.id, service=service) for service in services
            )
            self._session.flush()
        return request

    def find_for_update(self, request_id: UUID) -> DataRequest | None:
        """The request with that id, locked until the work ends."""
        return self._session.get(DataRequest, request_id, with_for_update=True)

    def get_export(self, export_id: UUID, user_id: UUID) -> DataRequest:
        """A collection of a person."""
        row = self._session.get(DataRequest, export_id)
        if row is None or (row.user_id, row.kind) != (user_id, RequestKind.EXPORT):
            raise ExportNotFound("There is no such collection.")
        return row

    def get_erasure(self, token_hash: bytes) -> DataRequest:
        """The erasure that a token shows."""
        statement = select(DataRequest).where(DataRequest.token_hash == token_hash)
        row = self._session.scalar(statement)
        if row is None:
            raise ErasureNotFound("There is nothing behind this link.")
        return row

    def list_exports(self, user_id: UUID) -> list[DataRequest]:
        """Collections of a person, newest first."""
        mine = DataRequest.user_id == user_id, DataRequest.kind == RequestKind.EXPORT
        statement = select(DataRequest).where(*mine).order_by(DataRequest.requested_at.desc())
        return list(self._session.scalars(statement.limit(10)))

    def list_parts(self, request_id: UUID) -> list[DataPart]:
        """The answers so far and those that are missing."""
        statement = select(DataPart).where(DataPart.request_id == request_id)
        return list(self._session.scalars(statement.order_by(DataPart.service)))

    def answer(self, request_id: UUID, service: str, now: datetime, content: str | None) -> None:
        """Keep the answer of a service; the first one counts."""
        mine = DataPart.request_id == request_id, DataPart.service == service
        values = {"answered_at": now, "sealed_content": content}
        statement = update(DataPart).where(*mine, DataPart.answered_at.is_(None))
        self._session.execute(statement.values(values))

    def drop_contents(self, request_id: UUID) -> None:
        """Forget what services handed out."""
        mine = DataPart.request_id == request_id
        self._session.execute(update(DataPart).where(mine).values(sealed_content=None))

    def take_expired_exports(self, now: datetime) -> list[UUID]:
        """Forget collections that are over; their ids, which are also those of their files."""
        over = DataRequest.kind == RequestKind.EXPORT, DataRequest.expires_at <= now
        statement = delete(DataRequest).where(*over).returning(DataRequest.id)
        return list(self._session.scalars(statement))

    def list_unconsented(self, before: datetime) -> list[UUID]:
        """Learners whose account has waited for a guardian since before a moment."""
        asked = exists().where(
            Guardianship.learner_id == User.id, Guardianship.requested_at >= before
        )
        waiting = User.status == UserStatus.AWAITING_CONSENT, User.confirmed_at < before
        return list(self._session.scalars(select(User.id).where(*waiting, ~asked).limit(100)))


class PersonalDataRepository:
    """Everything in the accounts database that hangs on a person, found by its foreign keys."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(self, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """All rows about a person by table, without secrets."""
        found = {"users": self._rows(User.__table__, User.__table__.c.id, user_id)}  # type: ignore[arg-type]  # a Table
        for table, column in _hanging():
            rows = self._rows(table, column, user_id)
            found.setdefault(table.name, []).extend(rows)
        return {name: rows for name, rows in found.items() if rows}

    def find_picture(self, user_id: UUID) -> UUID | None:
        """The file of a person's picture."""
        return self._session.scalar(select(Profile.picture_id).where(Profile.user_id == user_id))

    def erase(self, user_id: UUID) -> None:
        """Remove all rows about a person that are not kept under the pseudonym."""
        for table, column in _hanging():
            if table.name not in KEPT:
                self._session.execute(delete(table).where(column == user_id))

    def _rows(self, table: Table, column: Column[Any], user_id: UUID) -> list[dict[str, Any]]:
        shown = [one for one in table.columns if _is_shown(one)]
        rows = self._session.execute(select(*shown).where(column == user_id))
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name)


class TaughtCourseRepository:
    """Copy of who teaches what."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def remember_course(self, course_id: UUID, teacher_id: UUID, title: str) -> None:
        """A course is in the catalogue."""
        values = {"teacher_id": teacher_id, "title": title}
        statement = insert(TaughtCourse).values(course_id=course_id, **values)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["course_id"], set_=values)
        )

    def remember_student(self, course_id: UUID) -> None:
        """Somebody studies a course."""
        values = {"has_students": True}
        statement = insert(TaughtCourse).values(course_id=course_id, **values)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["course_id"], set_=values)
        )

    def teaches_students(self, teacher_id: UUID) -> bool:
        """Whether anybody studies a course of that teacher."""
        mine = TaughtCourse.teacher_id == teacher_id, TaughtCourse.has_students
        return self._session.scalar(select(literal(1)).where(*mine).limit(1)) is not None


def _hanging() -> Iterator[tuple[Table, Column[Any]]]:
    """Each table with a foreign key to people, those that others refer to last."""
    for table in reversed(Base.metadata.sorted_tables):
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
            if key.column.table is User.__table__ and key.parent.name not in AT_WORK:
                yield table, key.parent


def _is_shown(column: Column[Any]) -> bool:
    return not SECRET.search(column.name) and not isinstance(column.type, LargeBinary)
