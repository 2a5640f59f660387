"""What teachers do with their courses."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import (
    AddLesson,
    AddModule,
    CreateCourse,
    GetCourseDraft,
    GetLessonDraft,
    ListTaughtCourses,
    RemoveLesson,
    RemoveModule,
    RenameModule,
    SubmitCourse,
    UpdateCourse,
    UpdateLesson,
)
from contracts.courses.errors import (
    CategoryUnknown,
    CourseHasNoLessons,
    CourseNotEditable,
    CourseNotFound,
    FileNotFound,
    FileTypeRefused,
    LessonIncomplete,
    ModuleNotEmpty,
    NotTheTeacher,
    YoutubeLinkUnknown,
)
from contracts.courses.events import CoursePublished, CourseSubmitted
from contracts.courses.resources import CourseDraft, CourseStatus, LessonKind
from contracts.errors import Forbidden, Unauthenticated
from contracts.types import Actor, Money, Price, Role
from services.courses import models
from tests.factories.courses import add_course, add_file, lesson_ids, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

ASKED = Price(amount=1900, currency="EUR")
EUR_19 = Money(amount=1900, currency="EUR")


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


def create(ask: Ask, teacher: Actor, **changes: Any) -> CourseDraft:
    fields = {"title": "Öl painting & more", "category": "design", "price": ASKED}
    return ask(CreateCourse(**{**fields, **changes}), teacher)


def with_module(ask: Ask, teacher: Actor) -> CourseDraft:
    draft = create(ask, teacher)
    return ask(AddModule(course_id=draft.id, title="Basics"), teacher)


def published(session: Session, teacher: Actor, **changes: Any) -> models.Course:
    return add_course(session, teacher_id=teacher.user_id, **changes)


def test_a_new_course_is_a_draft_of_its_teacher(ask: Ask, session: Session, teacher: Actor) -> None:
    session.add(models.Person(id=teacher.user_id, name="Jo", email="j@x.org", role=Role.TEACHER))
    session.commit()

    draft = create(ask, teacher, description="**Bold**")

    assert (draft.status, draft.slug) == (CourseStatus.DRAFT, "ol-painting-more")
    assert (draft.teacher.name, draft.category_name) == ("Jo", "Design")
    assert draft.description_html == "<p><strong>Bold</strong></p>"
    assert [card.id for card in ask(ListTaughtCourses(), teacher).items] == [draft.id]


def test_two_courses_of_one_title_have_two_addresses(ask: Ask, teacher: Actor) -> None:
    first, second = create(ask, teacher), create(ask, teacher)

    assert second.slug.startswith(f"{first.slug}-")


def test_a_title_without_latin_letters_still_has_an_address(ask: Ask, teacher: Actor) -> None:
    assert create(ask, teacher, title="الخط العربي").slug == "course"


def test_repeating_a_command_under_its_key_creates_one_course(ask: Ask, teacher: Actor) -> None:
    request = CreateCourse(title="Once", category="design", price=ASKED)

    first, second = ask(request, teacher, key="k1"), ask(request, teacher, key="k1")

    assert first.id == second.id
    assert len(ask(ListTaughtCourses(), teacher).items) == 1


def test_students_and_strangers_create_nothing(ask: Ask) -> None:
    request = CreateCourse(title="No", category="design", price=ASKED)

    with pytest.raises(Forbidden):
        ask(request, make_actor(Role.STUDENT))
    with pytest.raises(Unauthenticated):
        ask(request)


def test_an_unknown_category_is_refused(ask: Ask, teacher: Actor) -> None:
    with pytest.raises(CategoryUnknown):
        create(ask, teacher, category="alchemy")


def test_only_the_given_fields_of_a_draft_change(ask: Ask, teacher: Actor) -> None:
    draft = create(ask, teacher)

    changed = ask(UpdateCourse(course_id=draft.id, title="Watercolor"), teacher)

    assert (changed.title, changed.slug) == ("Watercolor", "watercolor")
    assert changed.price == EUR_19


@pytest.mark.parametrize(
    ("role", "status", "refusal"),
    [
        (Role.TEACHER, CourseStatus.DRAFT, CourseNotFound),
        (Role.TEACHER, CourseStatus.PUBLISHED, NotTheTeacher),
        (Role.STUDENT, CourseStatus.DRAFT, Forbidden),
        (Role.ADMIN, CourseStatus.DRAFT, NotTheTeacher),
    ],
)
def test_nobody_else_changes_a_course(
    ask: Ask, session: Session, role: Role, status: CourseStatus, refusal: type[Exception]
) -> None:
    course = add_course(session, status=status)
    lesson_id = lesson_ids(course)[0]
    other = make_actor(role)
    module_id = course.outline[0]["id"]

    requests: tuple[Any, ...] = (
        UpdateCourse(course_id=course.id, title="Mine now"),
        AddModule(course_id=course.id, title="More"),
        RenameModule(module_id=module_id, title="Other"),
        RemoveModule(module_id=module_id),
        AddLesson(module_id=module_id, title="More"),
        UpdateLesson(lesson_id=lesson_id, title="Other"),
        RemoveLesson(lesson_id=lesson_id),
        SubmitCourse(course_id=course.id),
    )
    for request in requests:
        with pytest.raises(refusal):
            ask(request, other)


def test_an_admin_sees_a_draft_and_another_teacher_does_not(ask: Ask, session: Session) -> None:
    course = add_course(session, status=CourseStatus.SUBMITTED)
    lesson_id = lesson_ids(course)[0]

    draft = ask(GetCourseDraft(course_id=course.id), make_actor(Role.ADMIN))
    lesson = ask(GetLessonDraft(lesson_id=lesson_id), make_actor(Role.ADMIN))

    assert (draft.id, lesson.body) == (course.id, "Text.")
    other = make_actor(Role.TEACHER)
    with pytest.raises(CourseNotFound):
        ask(GetCourseDraft(course_id=course.id), other)
    with pytest.raises(CourseNotFound):
        ask(GetLessonDraft(lesson_id=lesson_id), other)


def test_lessons_keep_their_order_and_the_course_counts_them(ask: Ask, teacher: Actor) -> None:
    draft = with_module(ask, teacher)
    for title in ("One", "Two", "Three"):
        ask(
            AddLesson(module_id=draft.outline[0].id, title=title, body="x", duration_minutes=4),
            teacher,
        )

    seen = ask(GetCourseDraft(course_id=draft.id), teacher)

    assert [lesson.title for lesson in seen.outline[0].lessons] == ["One", "Two", "Three"]
    assert (seen.lesson_count, seen.duration_minutes) == (3, 12)


def test_a_lesson_is_rendered_and_says_what_it_is_about(ask: Ask, teacher: Actor) -> None:
    draft = with_module(ask, teacher)
    body = "::: objectives\n- Count to *ten*\n:::\n\nHello `you`."

    lesson = ask(AddLesson(module_id=draft.outline[0].id, title="Hi", body=body), teacher)

    assert lesson.body == body
    assert lesson.body_html == "<p>Hello <code>you</code>.</p>"


def test_a_youtube_lesson_takes_the_id_out_of_the_address(ask: Ask, teacher: Actor) -> None:
    draft = with_module(ask, teacher)
    request = AddLesson(
        module_id=draft.outline[0].id,
        title="Watch",
        kind=LessonKind.YOUTUBE,
        youtube_url="https://youtu.be/dQw4w9WgXcQ?t=3",
    )

    lesson = ask(request, teacher)

    assert lesson.youtube_id == "dQw4w9WgXcQ"
    with pytest.raises(YoutubeLinkUnknown):
        ask(UpdateLesson(lesson_id=lesson.id, youtube_url="https://example.org/watch?v=x"), teacher)
    assert ask(UpdateLesson(lesson_id=lesson.id, youtube_url=""), teacher).youtube_id is None


def test_a_video_lesson_plays_a_video_of_its_own_course(
    ask: Ask, session: Session, teacher: Actor
) -> None:
    course = published(session, teacher, status=CourseStatus.DRAFT)
    lesson_id = lesson_ids(course)[0]
    video = add_file(session, course, name="a.mp4", media_type="video/mp4")
    picture = add_file(session, course)
    foreign = add_file(session, add_course(session), media_type="video/mp4")

    lesson = ask(
        UpdateLesson(lesson_id=lesson_id, kind=LessonKind.VIDEO, video_file_id=video.id), teacher
    )

    assert lesson.video is not None
    assert lesson.video.url.startswith(f"/files/{video.id.hex}?name=a.mp4")
    with pytest.raises(FileTypeRefused):
        ask(UpdateLesson(lesson_id=lesson_id, video_file_id=picture.id), teacher)
    with pytest.raises(FileNotFound):
        ask(UpdateLesson(lesson_id=lesson_id, video_file_id=foreign.id), teacher)
    assert ask(UpdateLesson(lesson_id=lesson_id, video_file_id=None), teacher).video is None


def test_a_cover_is_a_picture_of_the_course(ask: Ask, session: Session, teacher: Actor) -> None:
    course = published(session, teacher)
    picture = add_file(session, course)
    video = add_file(session, course, media_type="video/mp4")

    assert ask(UpdateCourse(course_id=course.id, cover_file_id=picture.id), teacher).cover_url
    with pytest.raises(FileTypeRefused):
        ask(UpdateCourse(course_id=course.id, cover_file_id=video.id), teacher)
    assert not ask(UpdateCourse(course_id=course.id, cover_file_id=None), teacher).cover_url


def test_a_module_is_renamed_and_goes_only_when_empty(
    ask: Ask, session: Session, teacher: Actor
) -> None:
    course = published(session, teacher, status=CourseStatus.DRAFT)
    module_id = course.outline[0]["id"]

    renamed = ask(RenameModule(module_id=module_id, title="Start"), teacher)
    with pytest.raises(ModuleNotEmpty):
        ask(RemoveModule(module_id=module_id), teacher)
    ask(RemoveLesson(lesson_id=lesson_ids(course)[0]), teacher)
    emptied = ask(RemoveModule(module_id=module_id), teacher)

    assert renamed.outline[0].title == "Start"
    assert (emptied.outline, emptied.lesson_count) == ([], 0)


def test_handing_in_announces_and_locks_the_course(
    ask: Ask, session: Session, teacher: Actor
) -> None:
    course = published(session, teacher, status=CourseStatus.CHANGES_REQUESTED, review_note="More!")

    draft = ask(SubmitCourse(course_id=course.id), teacher)
    ask(SubmitCourse(course_id=course.id), teacher)

    assert (draft.status, draft.review_note) == (CourseStatus.SUBMITTED, "")
    (event,) = events(session, models.bookkeeping, CourseSubmitted)
    assert event.course_id == course.id
    with pytest.raises(CourseNotEditable):
        ask(UpdateCourse(course_id=course.id, title="Late idea"), teacher)


def test_empty_courses_and_unfinished_lessons_are_not_handed_in(
    ask: Ask, session: Session, teacher: Actor
) -> None:
    empty = published(session, teacher, lessons=[], status=CourseStatus.DRAFT)
    bare = published(
        session,
        teacher,
        lessons=[{"title": "Bare", "body": " ", "ready": False}],
        status=CourseStatus.DRAFT,
    )

    with pytest.raises(CourseHasNoLessons):
        ask(SubmitCourse(course_id=empty.id), teacher)
    with pytest.raises(LessonIncomplete, match="Bare"):
        ask(SubmitCourse(course_id=bare.id), teacher)


def test_a_published_course_tells_of_its_new_price_at_once(
    ask: Ask, session: Session, teacher: Actor
) -> None:
    course = published(session, teacher)

    draft = ask(UpdateCourse(course_id=course.id, price=ASKED), teacher)
    ask(UpdateCourse(course_id=course.id, price=ASKED), teacher)

    (event,) = events(session, models.bookkeeping, CoursePublished)
    assert (event.price, event.first, event.slug) == (EUR_19, False, course.slug)
    assert draft.status is CourseStatus.PUBLISHED
