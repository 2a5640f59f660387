"""Moderators keep, hide and restore reviews; who leaves the academy leaves stars without a name."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.catalogue import GetCourse
from contracts.courses.errors import ReviewNotFound
from contracts.courses.reviews import (
    GetMyReview,
    HideReview,
    KeepReview,
    ListModeratedReviews,
    ListReviews,
    ListTaughtReviews,
    ReplyToReview,
    ReportReview,
    RestoreReview,
    ReviewDecision,
    ReviewModerated,
    ReviewQueue,
    WriteReview,
)
from contracts.errors import Forbidden
from contracts.privacy import ErasureRequested
from contracts.types import Actor, Role
from services.courses import models
from services.courses.repository.personal_data import PersonalDataRepository
from tests.factories.courses import add_course, make_actor
from tests.factories.recorded import events
from tests.factories.reviews import add_review, make_reviewer
from tests.integration.courses.conftest import Ask
from tests.samples import sample

pytestmark = pytest.mark.postgres


@pytest.fixture
def moderator() -> Actor:
    return make_actor(Role.MODERATOR)


@pytest.fixture
def course(session: Session) -> models.Course:
    return add_course(session)


@pytest.fixture
def author(session: Session, course: models.Course) -> Actor:
    return make_reviewer(session, course)


@pytest.fixture
def reporter() -> Actor:
    return make_actor()


@pytest.fixture
def review_id(ask: Ask, course: models.Course, author: Actor, reporter: Actor) -> Any:
    """A review that somebody reported."""
    review = ask(WriteReview(course_id=course.id, stars=1, text="Rude."), author)
    ask(ReportReview(review_id=review.id, reason="It is rude."), reporter)
    return review.id


def test_the_queue_shows_the_review_its_course_and_why(
    ask: Ask, course: models.Course, moderator: Actor, review_id: Any
) -> None:
    (waiting,) = ask(ListModeratedReviews(), moderator).items

    assert (waiting.id, waiting.text, waiting.course_title) == (review_id, "Rude.", course.title)
    assert [report.reason for report in waiting.reports] == ["It is rude."]


def test_hiding_takes_it_out_of_sight_and_of_the_rating(
    ask: Ask, course: models.Course, moderator: Actor, review_id: Any, author: Actor
) -> None:
    ask(HideReview(review_id=review_id, reason="No insults."), moderator)
    ask(HideReview(review_id=review_id, reason="Again."), moderator)

    assert ask(ListReviews(course_id=course.id)).items == []
    assert ask(GetCourse(slug=course.slug)).rating is None
    assert ask(ListModeratedReviews(), moderator).items == []
    assert len(ask(ListModeratedReviews(queue=ReviewQueue.HIDDEN), moderator).items) == 1
    assert ask(GetMyReview(course_id=course.id), author).hidden_reason == "No insults."


def test_whoever_is_concerned_hears_of_a_decision(
    ask: Ask, session: Session, moderator: Actor, review_id: Any, author: Actor, reporter: Actor
) -> None:
    ask(HideReview(review_id=review_id, reason="No insults."), moderator)

    (event,) = events(session, models.bookkeeping, ReviewModerated)
    assert (event.decision, event.author_id) == (ReviewDecision.HIDDEN, author.user_id)
    assert event.reporter_ids == [reporter.user_id]
    (entry,) = events(session, models.bookkeeping, CoursesAdminActed)
    assert (entry.action, entry.reason) == ("courses.review.hidden", "No insults.")


def test_a_hidden_review_cannot_be_brought_back_by_its_author_or_answered(
    ask: Ask, course: models.Course, moderator: Actor, review_id: Any, author: Actor
) -> None:
    ask(HideReview(review_id=review_id, reason="No insults."), moderator)

    ask(WriteReview(course_id=course.id, stars=5, text="Nice."), author)

    assert ask(ListReviews(course_id=course.id)).items == []
    assert ask(GetCourse(slug=course.slug)).rating_count == 0
    teacher = Actor(user_id=course.teacher_id, role=Role.TEACHER)
    assert ask(ListTaughtReviews(), teacher).items == []
    with pytest.raises(ReviewNotFound):
        ask(ReplyToReview(review_id=review_id, text="Hm."), teacher)
    with pytest.raises(ReviewNotFound):
        ask(ReportReview(review_id=review_id, reason="Again."), make_actor())


def test_restoring_counts_the_stars_it_has_by_now(
    ask: Ask, course: models.Course, moderator: Actor, review_id: Any, author: Actor
) -> None:
    ask(HideReview(review_id=review_id, reason="No insults."), moderator)
    ask(WriteReview(course_id=course.id, stars=4, text="Nicer."), author)

    ask(RestoreReview(review_id=review_id, reason="It is fine now."), moderator)
    ask(RestoreReview(review_id=review_id, reason="Twice."), moderator)

    assert ask(GetCourse(slug=course.slug)).rating_stars == [0, 0, 0, 1, 0]
    assert len(ask(ListReviews(course_id=course.id)).items) == 1


def test_keeping_settles_the_reports_and_lets_them_be_told_anew(
    ask: Ask, course: models.Course, moderator: Actor, review_id: Any, reporter: Actor
) -> None:
    ask(KeepReview(review_id=review_id, reason="Harsh but fair."), moderator)

    assert ask(ListModeratedReviews(), moderator).items == []
    assert len(ask(ListReviews(course_id=course.id)).items) == 1
    ask(ReportReview(review_id=review_id, reason="Still rude."), reporter)
    assert len(ask(ListModeratedReviews(), moderator).items) == 1


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.SUPPORT])
def test_only_moderators_and_admins_decide(ask: Ask, review_id: Any, role: Role) -> None:
    requests: tuple[Any, ...] = (
        ListModeratedReviews(),
        KeepReview(review_id=review_id, reason="Me."),
        HideReview(review_id=review_id, reason="Me."),
        RestoreReview(review_id=review_id, reason="Me."),
    )
    for request in requests:
        with pytest.raises(Forbidden):
            ask(request, make_actor(role))


def test_an_erased_student_leaves_stars_without_a_name_and_without_words(
    ask: Ask,
    session: Session,
    course: models.Course,
    review_id: Any,
    author: Actor,
    tell: Callable[..., None],
) -> None:
    tell("erase_user", replace(sample(ErasureRequested), user_id=author.user_id))

    (review,) = ask(ListReviews(course_id=course.id)).items
    assert (review.id, review.author_name, review.text) == (review_id, "", "")
    assert ask(GetCourse(slug=course.slug)).rating_count == 1
    assert session.get_one(models.Review, review_id).author_id is None


def test_an_erased_reporter_takes_the_report_along(
    ask: Ask, review_id: Any, reporter: Actor, moderator: Actor, tell: Callable[..., None]
) -> None:
    tell("erase_user", replace(sample(ErasureRequested), user_id=reporter.user_id))

    assert ask(ListModeratedReviews(), moderator).items == []


def test_what_somebody_wrote_and_reported_is_handed_out(
    session: Session,
    ask: Ask,
    course: models.Course,
    review_id: Any,
    author: Actor,
    reporter: Actor,
) -> None:
    review = add_review(session, course)
    ask(
        ReplyToReview(review_id=review.id, text="Thanks."),
        Actor(user_id=course.teacher_id, role=Role.TEACHER),
    )
    people = PersonalDataRepository(session)

    assert [row["text"] for row in people.collect(author.user_id)["reviews"]] == ["Rude."]
    reported = people.collect(reporter.user_id)["reported_reviews"]
    assert [row["reason"] for row in reported] == ["It is rude."]
    replies = people.collect(course.teacher_id)["review_replies"]
    assert [row["reply"] for row in replies] == ["Thanks."]
