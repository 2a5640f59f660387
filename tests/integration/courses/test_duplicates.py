"""Copies of lessons and courses, and the files of a course."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import GetLessonDraft, UpdateLesson
from contracts.courses.errors import CourseNotFound, FileInUse, FileNotFound, NotTheTeacher
from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.courses.tree import DuplicateCourse, DuplicateLesson
from contracts.courses.writing import ListCourseFiles, RemoveCourseFile, RenderMarkdown
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from tests.factories.courses import add_course, add_file, enroll_student, make_actor
from tests.integration.courses.conftest import Ask
from tests.integration.courses.trees import Built, picture

pytestmark = pytest.mark.postgres


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def course(ask: Ask, teacher: Actor) -> Built:
    return Built(ask, teacher)


@pytest.fixture
def figure(session: Session, course: Built, files: FileStore) -> models.CourseFile:
    """A stored picture of the course."""
    figure = add_file(session, session.get_one(models.Course, course.id))
    files.write(figure.id, b"png")
    return figure


def test_a_lesson_is_copied_right_after_itself(ask: Ask, course: Built, teacher: Actor) -> None:
    ask(UpdateLesson(lesson_id=course.ids["a"], body="About $x$.", preview=True), teacher)

    draft = ask(DuplicateLesson(lesson_id=course.ids["a"]), teacher)

    assert picture(draft) == "One aa (2)b Early(c) Late(d) | Two e"
    copied = ask(GetLessonDraft(lesson_id=draft.outline[0].lessons[1].id), teacher)
    assert (copied.body, copied.preview, copied.version) == ("About $x$.", True, 1)


@pytest.fixture
def published(
    ask: Ask, course: Built, teacher: Actor, session: Session, figure: models.CourseFile
) -> Built:
    """The same, with a cover, a picture, a link, a prerequisite and a student."""
    ids = course.ids
    body = f"![knot](file:{figure.id}) and [next](/learn/{course.id}/{ids['b']})"
    ask(UpdateLesson(lesson_id=ids["a"], body=body, requires=[ids["e"]]), teacher)
    original = session.get_one(models.Course, course.id)
    enroll_student(session, original, make_actor())
    original.cover_file_id, original.cover_media_type = figure.id, "image/png"
    original.status, original.published_at = CourseStatus.PUBLISHED, original.created_at
    session.commit()
    return course


def test_a_course_is_copied_as_a_draft_with_ids_of_its_own(
    ask: Ask, published: Built, teacher: Actor
) -> None:
    copied = ask(DuplicateCourse(course_id=published.id), teacher)

    assert picture(copied) == "One ab Early(c) Late(d) | Two e"
    assert (copied.title, copied.status) == ("Knots (2)", CourseStatus.DRAFT)
    assert copied.published_at is None
    lessons = _lessons(copied)
    assert not set(lessons.values()) & set(published.ids.values())
    first = ask(GetLessonDraft(lesson_id=lessons["a"]), teacher)
    assert first.requires == [lessons["e"]]
    assert f"/learn/{copied.id}/{lessons['b']}" in first.body


def test_the_files_of_a_copy_are_its_own_and_their_bytes_are_shared(
    ask: Ask, published: Built, teacher: Actor, files: FileStore, figure: models.CourseFile
) -> None:
    copied = ask(DuplicateCourse(course_id=published.id), teacher)

    [own] = ask(ListCourseFiles(course_id=copied.id), teacher)
    first = ask(GetLessonDraft(lesson_id=_lessons(copied)["a"]), teacher)
    assert own.id != figure.id
    assert f"file:{own.id}" in first.body
    assert copied.cover_url is not None
    assert own.id.hex in copied.cover_url
    files.remove(figure.id)
    assert files.read(own.id) == b"png"


def _lessons(draft: CourseDraft) -> dict[str, UUID]:
    return {one.title: one.id for module in draft.outline for one in module.lessons}


def test_only_its_teacher_copies_a_course(ask: Ask, session: Session, course: Built) -> None:
    stranger = make_actor(Role.TEACHER)

    with pytest.raises(CourseNotFound):
        ask(DuplicateCourse(course_id=course.id), stranger)
    with pytest.raises(NotTheTeacher):
        ask(DuplicateCourse(course_id=add_course(session).id), stranger)


def test_the_preview_is_what_students_will_read(
    ask: Ask, course: Built, teacher: Actor, figure: models.CourseFile
) -> None:
    text = f"**Bold** $x$ ![knot](file:{figure.id})\n\n::: objectives\n- Tie\n:::"

    shown = ask(RenderMarkdown(course_id=course.id, text=text), teacher)

    assert "<strong>Bold</strong>" in shown.html
    assert "<math" in shown.html
    assert f"/files/{figure.id.hex}?" in shown.html
    assert shown.objectives == ["Tie"]
    with pytest.raises(CourseNotFound):
        ask(RenderMarkdown(course_id=course.id, text=text), make_actor(Role.TEACHER))


def test_a_file_goes_only_when_nothing_shows_it(
    ask: Ask, course: Built, teacher: Actor, figure: models.CourseFile, files: FileStore
) -> None:
    lesson_id, file_id = course.ids["a"], figure.id
    remove = RemoveCourseFile(course_id=course.id, file_id=file_id)
    ask(UpdateLesson(lesson_id=lesson_id, body=f"![knot](file:{file_id})"), teacher)
    [used] = ask(ListCourseFiles(course_id=course.id), teacher)
    assert (used.used_in, used.in_use) == (["a"], True)
    with pytest.raises(FileInUse, match="Take it out of “a” first"):
        ask(remove, teacher)

    ask(UpdateLesson(lesson_id=lesson_id, body="No picture."), teacher)
    assert ask(remove, teacher) == []

    assert files.read(file_id) is None
    with pytest.raises(FileNotFound):
        ask(remove, teacher)


def test_the_cover_is_in_use(
    ask: Ask, course: Built, teacher: Actor, session: Session, figure: models.CourseFile
) -> None:
    original = session.get_one(models.Course, course.id)
    original.cover_file_id, original.cover_media_type = figure.id, "image/png"
    session.commit()

    with pytest.raises(FileInUse, match="page of the course"):
        ask(RemoveCourseFile(course_id=course.id, file_id=figure.id), teacher)
