"""The demo academy's courses."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.courses.catalogue import ListCategories, ListCourses
from contracts.courses.events import CoursePublished, EnrollmentCreated
from contracts.courses.resources import LessonKind
from contracts.courses.study import GetLesson, ListEnrollments
from contracts.types import Actor, Role
from services.courses import models
from services.courses.demo.__main__ import main
from services.courses.demo.opinions import OPINIONS
from services.courses.demo.people import TEACHER_EMAIL, demo_id, student_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

TABLES = (models.Course, models.Lesson, models.CourseFile, models.Enrollment, models.Person)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSES_DATABASE_URL", url)
    monkeypatch.setenv("FILES_DIR", str(tmp_path))
    monkeypatch.setenv("FILES_SIGNING_KEY", "k" * 40)
    return tmp_path


def counts(session: Session) -> list[int]:
    session.expire_all()
    rows = [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]
    published = len(events(session, models.bookkeeping, CoursePublished))
    enrolled = len(events(session, models.bookkeeping, EnrollmentCreated))
    completed = session.scalar(select(func.count()).select_from(models.LessonCompletion)) or 0
    return [*rows, published, enrolled, completed]


def test_running_twice_adds_nothing(ask: Ask, session: Session) -> None:
    main(["--courses", "40"])
    first = counts(session)

    main(["--courses", "40"])

    assert counts(session) == first
    assert (first[0], first[5], first[6], first[7]) == (40, 40, 1, len(OPINIONS))


def test_more_courses_are_added_to_those_there(session: Session) -> None:
    main(["--courses", "30"])

    main(["--courses", "50"])

    assert counts(session)[0] == 50


def test_the_same_seed_gives_the_same_titles(ask: Ask, session: Session) -> None:
    main(["--courses", "40", "--seed", "7"])
    titles = {course.title for course in ask(ListCourses(limit=100)).items}
    main(["--courses", "40", "--seed", "8"])

    assert len(titles) == 40
    assert counts(session)[0] == 62


def test_the_catalogue_looks_like_an_academy(ask: Ask) -> None:
    main(["--courses", "18"])

    courses = ask(ListCourses(limit=100)).items

    assert {course.price.currency for course in courses} == {"EUR", "USD", "INR"}
    assert sum(course.price.amount == 0 for course in courses) >= 3
    assert {course.language for course in courses} == {"en", "ar"}
    assert {course.level.value for course in courses} == {"beginner", "intermediate", "advanced"}
    assert sum(category.course_count > 0 for category in ask(ListCategories())) >= 10
    assert all(course.lesson_count and course.duration_minutes for course in courses)
    taught = [course for course in courses if course.title == "Programming with Python"]
    assert [course.teacher.id for course in taught] == [demo_id(TEACHER_EMAIL)]


def test_one_lesson_plays_a_stored_video_and_one_a_youtube_video(
    ask: Ask, session: Session, store: Path
) -> None:
    main(["--courses", "18"])
    statement = select(models.Lesson.id).order_by(models.Lesson.kind)
    ids = session.scalars(statement.where(models.Lesson.kind != LessonKind.ARTICLE)).all()
    teacher_of = session.scalars(
        select(models.Course.teacher_id).where(models.Course.category == "photography")
    ).one()

    video, youtube = (
        ask(GetLesson(lesson_id=id_), Actor(user_id=teacher_of, role=Role.TEACHER)) for id_ in ids
    )

    assert video.video is not None
    assert video.video.media_type == "video/mp4"
    assert (store / video.video.id.hex[:2] / video.video.id.hex).stat().st_size == video.video.size
    assert youtube.youtube_id == "aqz-KE-bpKQ"


def test_the_demo_student_has_begun_a_course(ask: Ask) -> None:
    main(["--courses", "18"])

    (enrollment,) = ask(ListEnrollments(), student_actor()).items

    assert enrollment.completed_lessons == 1
    assert enrollment.course.title == "Run your first five kilometers"
