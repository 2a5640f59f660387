"""Students who are about to earn a certificate, or have."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.courses.certificate_rules import SetCertificateRule
from contracts.courses.certificates import GetCertificateFile
from contracts.courses.study import SetLessonCompletion
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from tests.factories.certificates import make_rule
from tests.factories.courses import add_course, enroll_student, lesson_ids, make_actor
from tests.integration.courses.conftest import Ask

ADMIN = make_actor(Role.ADMIN)
REVOKED = "Earned with somebody else's answers."
LESSONS: list[dict[str, Any]] = [{"title": "One"}, {"title": "Two"}]


def add_student(session: Session, course: models.Course, name: str = "Lina Haddad") -> Actor:
    """Somebody who studies the course and whose name is known."""
    student = make_actor()
    person = {"id": student.user_id, "email": "lina@example.org", "role": Role.STUDENT}
    session.add(models.Person(name=name, **person))
    enroll_student(session, course, student)
    return student


def add_certified_course(session: Session, ask: Ask, **rule: Any) -> models.Course:
    """A course of two lessons that gives certificates."""
    course = add_course(session, lessons=LESSONS, teacher_name="Amina Rahimi")
    ask(SetCertificateRule(course_id=course.id, rule=make_rule(**rule)), teacher_of(course))
    return course


def teacher_of(course: models.Course) -> Actor:
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


def complete(ask: Ask, course: models.Course, student: Actor) -> None:
    """Complete every lesson."""
    for lesson_id in lesson_ids(course):
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)


def register(session: Session) -> list[models.Certificate]:
    """Every certificate, in the order of issue."""
    order = models.Certificate.issued_at, models.Certificate.version
    return list(session.scalars(select(models.Certificate).order_by(*order)))


def earn(session: Session, ask: Ask, **rule: Any) -> tuple[models.Certificate, Actor]:
    """A certificate that somebody has just earned, and who."""
    course = add_certified_course(session, ask, **rule)
    student = add_student(session, course)
    complete(ask, course, student)
    (certificate,) = register(session)
    return certificate, student


def rename(session: Session, person: Actor, name: str) -> None:
    mine = models.Person.id == person.user_id
    session.execute(update(models.Person).where(mine).values(name=name))
    session.commit()


def download(ask: Ask, files: FileStore, code: str) -> bytes:
    content = files.read(ask(GetCertificateFile(code=code)).file_id)
    assert content is not None
    return content
