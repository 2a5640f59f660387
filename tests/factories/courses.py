"""Courses and the people around them, with unremarkable defaults."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy.orm import Session

from contracts.courses.resources import CourseStatus, LessonKind, Level
from contracts.types import Actor, Role
from services.common.database import new_id
from services.courses import models
from services.courses.outlines import build_outline
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import RevisionRepository

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def make_actor(role: Role = Role.STUDENT) -> Actor:
    """Somebody who is signed in."""
    return Actor(user_id=uuid4(), role=role)


def make_course(**changes: Any) -> models.Course:
    """A published, free course about nothing in particular."""
    unique = uuid4().hex[:12]
    fields: dict[str, Any] = {
        "id": new_id(),
        "slug": f"course-{unique}",
        "title": f"Course {unique}",
        "summary": "",
        "description": "",
        "description_html": "",
        "category": "programming",
        "level": Level.BEGINNER,
        "language": "en",
        "teacher_id": uuid4(),
        "teacher_name": "Amina Rahimi",
        "price_amount": 0,
        "price_currency": "EUR",
        "status": CourseStatus.PUBLISHED,
        "outline": [],
        "created_at": NOW,
        "submitted_at": NOW,
        "published_at": NOW,
    }
    fields |= changes
    fields.setdefault("live", fields["status"] is CourseStatus.PUBLISHED)
    return models.Course(price_order=fields["price_amount"], **fields)


def make_lesson(**changes: Any) -> models.Lesson:
    """A finished article."""
    fields: dict[str, Any] = {
        "id": new_id(),
        "position": 1,
        "title": "A lesson",
        "kind": LessonKind.ARTICLE,
        "body": "Text.",
        "body_html": "<p>Text.</p>",
        "objectives": [],
        "questions": [],
        "duration_minutes": 5,
        "preview": False,
        "file_ids": [],
        "requires": [],
        "ready": True,
    }
    return models.Lesson(**{**fields, **changes})


def add_course(
    session: Session, lessons: Sequence[Mapping[str, Any]] | None = None, **changes: Any
) -> models.Course:
    """Store a course with one module of lessons, one finished article unless told otherwise."""
    course = make_course(**changes)
    live, course.live = course.live, False
    session.add(course)
    session.flush()
    module = models.Module(id=new_id(), course_id=course.id, position=1, title="A module")
    session.add(module)
    session.flush()
    for position, fields in enumerate([{}] if lessons is None else lessons, start=1):
        place = {"course_id": course.id, "module_id": module.id, "position": position}
        session.add(make_lesson(**{**place, **fields}))
    session.flush()
    keep_outline(session, course)
    if live or course.status is CourseStatus.ARCHIVED:
        keep_revision(session, course)
    course.live = live
    if live:
        CatalogueRepository(session).shelve(course.category, 1)
    session.commit()
    return course


def keep_outline(session: Session, course: models.Course) -> None:
    """Store the outline beside the course."""
    rows = LessonRepository(session).list_outline(course.id)
    course.outline = msgspec.to_builtins(build_outline(rows))
    course.lesson_count = sum(row.lesson_id is not None for row in rows)
    session.flush()


def keep_revision(session: Session, course: models.Course) -> models.Revision:
    """Make a revision of what a course contains, for its students and, when live, for all."""
    lessons = LessonRepository(session).list_of_course(course.id)
    ready = [lesson for lesson in lessons if lesson.ready]
    revision = RevisionRepository(session).add(course, course.outline, ready, NOW)
    course.revision_id, course.revision_number = revision.id, revision.number
    session.flush()
    return revision


def add_file(session: Session, course: models.Course, **changes: Any) -> models.CourseFile:
    """Store a picture of a course."""
    fields: dict[str, Any] = {
        "id": uuid4(),
        "course_id": course.id,
        "name": "figure.png",
        "media_type": "image/png",
        "size": 1000,
        "sha256": "0" * 64,
        "uploaded_by": course.teacher_id,
        "created_at": NOW,
    }
    file = models.CourseFile(**{**fields, **changes})
    session.add(file)
    session.commit()
    return file


def enroll_student(session: Session, course: models.Course, student: Actor) -> None:
    """Let a student into a course."""
    revision_id = course.revision_id or keep_revision(session, course).id
    place = {"course_id": course.id, "student_id": student.user_id, "revision_id": revision_id}
    session.add(models.Enrollment(**place, enrolled_at=NOW, active_at=NOW, order_id=None))
    session.commit()


def lesson_ids(course: models.Course) -> list[Any]:
    """Ids of the course's lessons in the order of study."""
    return [lesson["id"] for module in course.outline for lesson in module["lessons"]]
