"""Students review courses, teachers answer, and the figures are right."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy.orm import Session

from contracts.accounts.messages import UserRegistered
from contracts.courses.catalogue import GetCourse, ListCourses
from contracts.courses.errors import (
    CourseNotFound,
    NotEnrolled,
    ReviewAlreadyReported,
    ReviewNotFound,
    ReviewNotYours,
    ReviewTooEarly,
    ReviewYourOwn,
)
from contracts.courses.resources import CourseStatus
from contracts.courses.reviews import (
    GetMyReview,
    ListReviews,
    ListTaughtReviews,
    RemoveReview,
    ReplyToReview,
    ReportReview,
    ReviewOrder,
    ReviewReported,
    ReviewsChanged,
    WriteReview,
)
from contracts.errors import Invalid
from contracts.types import Actor, Contact, Role
from services.courses import models
from services.courses.service import CoursesService
from tests.factories.courses import add_course, enroll_student, make_actor
from tests.factories.recorded import events
from tests.factories.reviews import add_review, add_reviews, make_reviewer
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


@pytest.fixture
def course(session: Session) -> models.Course:
    return add_course(session, lessons=[{}, {}])


@pytest.fixture
def student(session: Session, course: models.Course) -> Actor:
    return make_reviewer(session, course)


def teacher_of(course: models.Course) -> Actor:
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


def test_a_student_reviews_and_the_course_shows_it(
    ask: Ask,
    session: Session,
    course: models.Course,
    student: Actor,
    tell: Callable[..., None],
) -> None:
    contact = Contact(email="lina@example.org", name="Lina Maria Haddad")
    registered = UserRegistered(user_id=student.user_id, role=Role.STUDENT, contact=contact)
    tell("remember_person", registered)

    ask(WriteReview(course_id=course.id, stars=4, text=" Clear. "), student)

    (review,) = ask(ListReviews(course_id=course.id)).items
    assert (review.stars, review.text, review.author_name) == (4, "Clear.", "Lina H.")
    page = ask(GetCourse(slug=course.slug))
    assert (page.rating, page.rating_count, page.rating_stars) == (4.0, 1, [0, 0, 0, 1, 0])
    assert ask(ListCourses()).items[0].rating == 4.0
    (event,) = events(session, models.bookkeeping, ReviewsChanged)
    assert event.course_slug == course.slug


def test_a_second_time_changes_the_same_review(
    ask: Ask, course: models.Course, student: Actor
) -> None:
    ask(WriteReview(course_id=course.id, stars=2, text="Hm."), student)
    ask(WriteReview(course_id=course.id, stars=5, text="Better on second sight."), student)

    (review,) = ask(ListReviews(course_id=course.id)).items
    assert (review.stars, review.edited_at is not None) == (5, True)
    assert ask(GetCourse(slug=course.slug)).rating_stars == [0, 0, 0, 0, 1]


def test_a_removed_review_counts_no_longer(ask: Ask, course: models.Course, student: Actor) -> None:
    ask(WriteReview(course_id=course.id, stars=2), student)

    ask(RemoveReview(course_id=course.id), student)
    ask(RemoveReview(course_id=course.id), student)

    page = ask(GetCourse(slug=course.slug))
    assert (page.rating, page.rating_count, page.rating_stars) == (None, 0, [0] * 5)
    assert ask(ListReviews(course_id=course.id)).items == []


def test_who_has_completed_nothing_does_not_review(
    ask: Ask, session: Session, course: models.Course
) -> None:
    student = make_actor()
    enroll_student(session, course, student)

    with pytest.raises(ReviewTooEarly):
        ask(WriteReview(course_id=course.id, stars=5), student)
    assert not ask(GetMyReview(course_id=course.id), student).may_write


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.ADMIN])
def test_who_does_not_study_a_course_does_not_review_it(
    ask: Ask, course: models.Course, role: Role
) -> None:
    with pytest.raises(NotEnrolled):
        ask(WriteReview(course_id=course.id, stars=5), make_actor(role))


def test_the_teacher_does_not_review_their_own_course(ask: Ask, course: models.Course) -> None:
    with pytest.raises(NotEnrolled):
        ask(WriteReview(course_id=course.id, stars=5), teacher_of(course))


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(ask: Ask, course: models.Course, student: Actor, stars: int) -> None:
    with pytest.raises(Invalid):
        ask(WriteReview(course_id=course.id, stars=stars), student)


def test_students_at_the_same_time_are_all_counted(
    service_for: Callable[..., Any], session: Session, course: models.Course, ask: Ask
) -> None:
    students = [make_reviewer(session, course) for _ in range(12)]

    def write(number: int) -> None:
        request = WriteReview(course_id=course.id, stars=number % 5 + 1)
        for _ in range(2):
            _send(service_for, request, students[number])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(12)))

    page = ask(GetCourse(slug=course.slug))
    assert page.rating_stars == [3, 3, 2, 2, 2]
    assert (page.rating_count, page.rating) == (12, 2.75)


def test_one_student_in_many_windows_has_one_review(
    service_for: Callable[..., Any], course: models.Course, student: Actor, ask: Ask
) -> None:
    def write(stars: int) -> None:
        _send(service_for, WriteReview(course_id=course.id, stars=stars), student)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(write, [1, 2, 3, 4, 5]))

    page = ask(GetCourse(slug=course.slug))
    assert (page.rating_count, sum(page.rating_stars)) == (1, 1)
    (review,) = ask(ListReviews(course_id=course.id)).items
    assert page.rating == review.stars


def _send(service_for: Callable[..., Any], request: WriteReview, actor: Actor) -> None:
    CoursesService.write_review(service_for(actor), msgspec.to_builtins(request))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ReviewOrder.NEWEST, [1, 5, 3]),
        (ReviewOrder.HIGHEST, [5, 3, 1]),
        (ReviewOrder.LOWEST, [1, 3, 5]),
    ],
)
def test_reviews_are_sorted_over_pages(
    ask: Ask, session: Session, course: models.Course, order: ReviewOrder, expected: list[int]
) -> None:
    add_reviews(session, course, [3, 5, 1])

    first = ask(ListReviews(course_id=course.id, order=order, limit=2))
    second = ask(ListReviews(course_id=course.id, order=order, limit=2, after=first.next))

    assert [one.stars for one in first.items + second.items] == expected


def test_reviews_of_a_hidden_course_are_hidden(ask: Ask, session: Session) -> None:
    course = add_course(session, status=CourseStatus.ARCHIVED)
    add_review(session, course)

    with pytest.raises(CourseNotFound):
        ask(ListReviews(course_id=course.id))


def test_the_teacher_answers_answers_anew_and_takes_it_back(
    ask: Ask, session: Session, course: models.Course
) -> None:
    review = add_review(session, course)
    teacher = teacher_of(course)

    ask(ReplyToReview(review_id=review.id, text="Thanks."), teacher)
    answer = ask(ReplyToReview(review_id=review.id, text="Thank you."), teacher)
    assert answer.reply is not None
    assert (answer.reply.text, answer.reply.teacher_name) == ("Thank you.", "Amina Rahimi")

    assert ask(ReplyToReview(review_id=review.id, text=" "), teacher).reply is None


def test_another_teacher_does_not_answer(ask: Ask, session: Session, course: models.Course) -> None:
    review = add_review(session, course)

    for actor in (make_actor(Role.TEACHER), make_actor(Role.ADMIN)):
        with pytest.raises(ReviewNotYours):
            ask(ReplyToReview(review_id=review.id, text="Me too."), actor)


def test_a_teacher_lists_the_reviews_of_their_courses_alone(
    ask: Ask, session: Session, course: models.Course
) -> None:
    mine, answered = add_review(session, course), add_review(session, course)
    add_review(session, add_course(session))
    teacher = teacher_of(course)
    ask(ReplyToReview(review_id=answered.id, text="Thanks."), teacher)

    assert len(ask(ListTaughtReviews(), teacher).items) == 2
    (waiting,) = ask(ListTaughtReviews(unanswered=True), teacher).items
    assert (waiting.id, waiting.course_title) == (mine.id, course.title)


def test_a_report_is_told_once_from_each_person(
    ask: Ask, session: Session, course: models.Course
) -> None:
    review = add_review(session, course)
    somebody = make_actor()

    ask(ReportReview(review_id=review.id, reason="Advertises."), somebody)
    with pytest.raises(ReviewAlreadyReported):
        ask(ReportReview(review_id=review.id, reason="Advertises!"), somebody)
    ask(ReportReview(review_id=review.id, reason="Insults."), make_actor(Role.TEACHER))

    assert len(events(session, models.bookkeeping, ReviewReported)) == 2
    assert session.get_one(models.Review, review.id).open_reports == 2


def test_nobody_reports_their_own_review_or_one_that_is_not_there(
    ask: Ask, session: Session, course: models.Course, student: Actor
) -> None:
    review = ask(WriteReview(course_id=course.id, stars=1), student)

    with pytest.raises(ReviewYourOwn):
        ask(ReportReview(review_id=review.id, reason="Mine."), student)
    with pytest.raises(ReviewNotFound):
        ask(ReportReview(review_id=uuid4(), reason="None."), student)
