"""Reviews and tags of courses, with unremarkable defaults."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from contracts.types import Actor
from services.common.database import new_id
from services.courses import models
from services.courses.repository.reviews import ReviewRepository
from tests.factories.courses import NOW, enroll_student, lesson_ids, make_actor


def add_review(session: Session, course: models.Course, **changes: Any) -> models.Review:
    """Store a review of four stars by somebody, and count it."""
    fields: dict[str, Any] = {
        "id": new_id(),
        "course_id": course.id,
        "author_id": uuid4(),
        "stars": 4,
        "text": "Clear and short.",
        "created_at": NOW,
    }
    review = models.Review(**{**fields, **changes})
    session.add(review)
    session.flush()
    ReviewRepository(session).count(course.id, {review.stars: 1})
    session.commit()
    session.refresh(course)
    return review


def add_reviews(session: Session, course: models.Course, stars: Iterable[int]) -> None:
    """Store a review for each number of stars."""
    for number in stars:
        add_review(session, course, stars=number)


def add_tags(session: Session, course: models.Course, names: Mapping[str, str]) -> None:
    """Put tags on a course."""
    session.add_all(
        models.Tag(slug=slug, name=name, course_count=0) for slug, name in names.items()
    )
    session.flush()
    course.tags = list(names)
    session.commit()


def make_reviewer(session: Session, course: models.Course) -> Actor:
    """A student who has completed the first lesson of a course."""
    student = make_actor()
    enroll_student(session, course, student)
    place = {"student_id": student.user_id, "course_id": course.id}
    done = models.LessonCompletion(lesson_id=lesson_ids(course)[0], completed_at=NOW, **place)
    session.add(done)
    session.commit()
    return student
