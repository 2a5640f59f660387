"""Thousands of students who are really there: accounts, sessions, tokens, enrollments."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives import serialization
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from contracts.accounts.messages import UserStatus
from contracts.courses.resources import LessonKind
from contracts.types import Role
from services.accounts import models as accounts
from services.accounts.tokens import Claims, Signer, sign_access_token
from services.accounts.use_cases.keys import current_signer
from services.common.database import new_id
from services.common.tools import unit_of_work
from services.courses import models as courses
from tests.load.databases import engine_of

COURSES_EACH = 2


class Student(msgspec.Struct):
    """Somebody signed in: their token, and a course of theirs with its lessons."""

    token: str
    course_id: UUID
    lesson_ids: list[UUID]


class SignedIn(NamedTuple):
    """Somebody with an access token."""

    user_id: UUID
    token: str


class Studied(NamedTuple):
    """A published course that can be studied, and its lessons that are open to all students."""

    id: UUID
    revision_id: UUID
    lesson_ids: list[UUID]


def sign_in(count: int) -> list[SignedIn]:
    """Tokens for *count* people whom only their tokens know: enough for the gateway."""
    return sign(new_claims(count), datetime.now(UTC))


@contextmanager
def enrolled_students(count: int) -> Iterator[list[Student]]:
    """*count* new students, each enrolled in some courses, until the block ends."""
    now = datetime.now(UTC)
    catalogue = _courses_with_lessons()
    claims = new_claims(count)
    try:
        store_accounts(claims, now)
        _store_enrollments(claims, catalogue, now)
        yield [
            Student(token=person.token, course_id=course.id, lesson_ids=course.lesson_ids)
            for number, person in enumerate(sign(claims, now))
            for course in _studied_by(number, catalogue)[:1]
        ]
    finally:
        forget(claims)


def forget(claims: list[Claims]) -> None:
    """Remove people who were made up, and what they did in courses."""
    ids = [claim.user_id for claim in claims]
    tables: tuple[Any, ...] = (courses.QuizAttempt, courses.LessonCompletion, courses.Enrollment)
    with Session(engine_of("courses")) as session, session.begin():
        for table in tables:
            session.execute(delete(table).where(table.student_id.in_(ids)))
    with Session(engine_of("accounts")) as session, session.begin():
        session.execute(delete(accounts.User).where(accounts.User.id.in_(ids)))


def new_claims(count: int) -> list[Claims]:
    """*count* people whom nobody has heard of yet."""
    return [Claims(user_id=new_id(), role=Role.STUDENT, session_id=new_id()) for _ in range(count)]


def sign(claims: list[Claims], now: datetime) -> list[SignedIn]:
    """Access tokens with these claims, as the accounts service signs them."""
    signer, issuer = _signer(), os.environ["PUBLIC_URL"]
    return [
        SignedIn(claim.user_id, sign_access_token(claim, signer, issuer=issuer, now=now))
        for claim in claims
    ]


def _courses_with_lessons() -> list[Studied]:
    said, course, place = courses.LessonContent, courses.Course, courses.RevisionLesson
    statement = (
        select(course.id, place.revision_id, said.lesson_id)
        .join(place, place.revision_id == course.revision_id)
        .join(said, said.id == place.content_id)
        .where(
            course.live,
            said.kind != LessonKind.QUIZ,
            said.release_at.is_(None),
            said.release_after_days.is_(None),
            said.requires == [],
        )
        .order_by(course.id)
    )
    found: dict[UUID, Studied] = {}
    with Session(engine_of("courses")) as session:
        for course_id, revision_id, lesson_id in session.execute(statement):
            found.setdefault(course_id, Studied(course_id, revision_id, [])).lesson_ids.append(
                lesson_id
            )
    return list(found.values())


def store_accounts(claims: list[Claims], now: datetime) -> None:
    """Give these people accounts and sessions."""
    people = [_person(claim, now) for claim in claims]
    sessions = [
        {
            "id": claim.session_id,
            "user_id": claim.user_id,
            "created_at": now,
            "expires_at": now + timedelta(days=1),
            "authenticated_at": now,
            "last_used_at": now,
        }
        for claim in claims
    ]
    with Session(engine_of("accounts")) as session, session.begin():
        session.execute(insert(accounts.User), people)
        session.execute(insert(accounts.Session), sessions)


def email_of(claim: Claims) -> str:
    """The address of somebody who was made up."""
    return f"bench-{claim.user_id.hex}@academy.example"


def _person(claim: Claims, now: datetime) -> dict[str, object]:
    return {
        "id": claim.user_id,
        "email": email_of(claim),
        "name": "Bench Student",
        "role": Role.STUDENT,
        "status": UserStatus.ACTIVE,
        "locale": "en",
        "created_at": now,
        "confirmed_at": now,
    }


def _store_enrollments(claims: list[Claims], catalogue: list[Studied], now: datetime) -> None:
    rows = [
        enrollment(claim.user_id, course.id, course.revision_id, now)
        for number, claim in enumerate(claims)
        for course in _studied_by(number, catalogue)
    ]
    with Session(engine_of("courses")) as session, session.begin():
        session.execute(insert(courses.Enrollment), rows)


def enrollment(
    student_id: UUID, course_id: UUID, revision_id: UUID | None, now: datetime
) -> dict[str, object]:
    """A student's row in a course."""
    place = {"course_id": course_id, "student_id": student_id, "revision_id": revision_id}
    return {**place, "enrolled_at": now, "active_at": now}


def _studied_by(number: int, catalogue: list[Studied]) -> list[Studied]:
    chosen = range(number, number + min(COURSES_EACH, len(catalogue)))
    return [catalogue[index % len(catalogue)] for index in chosen]


def public_key() -> str:
    """What tokens are verified with, as PEM, for programs that do not ask the academy."""
    key = _signer().private_key.public_key()
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, kind).decode()


def _signer() -> Signer:
    url, key = os.environ["ACCOUNTS_DATABASE_URL"], os.environ["TOKEN_ENCRYPTION_KEY"]
    with unit_of_work(accounts.bookkeeping, url=url) as work:
        return current_signer(work, key)
