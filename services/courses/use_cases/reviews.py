"""What students say of courses, and what teachers answer."""

from typing import Any
from uuid import UUID

from contracts.courses.errors import CourseNotFound, ReviewAlreadyReported, ReviewNotFound
from contracts.courses.reviews import (
    GetMyReview,
    ListReviews,
    ListTaughtReviews,
    MyReview,
    RemoveReview,
    ReplyToReview,
    ReportReview,
    Review,
    ReviewReported,
    ReviewsChanged,
    TaughtReview,
    WriteReview,
)
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses import models, outlines
from services.courses.policies import access, reviewing
from services.courses.replies import read_outline
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.reviews import ReportRepository, ReviewRepository
from services.courses.review_replies import to_review, to_taught_review


def list_reviews(work: UnitOfWork, request: ListReviews) -> Page[Review]:
    """What students think of a course of the catalogue."""
    reviews = ReviewRepository(work.session)
    if not reviews.is_public(request.course_id):
        raise CourseNotFound("There is no such course.")
    rows, following = reviews.list_of_course(
        request.course_id, request.order, request.after, request.limit
    )
    return Page(items=[to_review(row) for row in rows], next=following)


def get_my_review(work: UnitOfWork, request: GetMyReview) -> MyReview:
    """What the caller wrote; hidden, it is still theirs to read and to change."""
    standing = _standing(work, request.course_id)
    access.ensure_sees(work.actor, standing, enrolled=standing.enrolled)
    row = ReviewRepository(work.session).find_shown(request.course_id, work.actor.user_id)
    may = reviewing.may_review(enrolled=standing.enrolled, completed=_completed(standing))
    return MyReview(
        review=to_review(row) if row else None,
        may_write=may or row is not None,
        hidden_reason=row.hidden_reason if row and row.hidden_at else None,
    )


def write_review(work: UnitOfWork, request: WriteReview) -> Review:
    """The first time adds a review; afterwards the same one changes."""
    standing = _standing(work, request.course_id)
    access.ensure_sees(work.actor, standing, enrolled=standing.enrolled)
    reviews = ReviewRepository(work.session)
    review = reviews.find_for_update(request.course_id, work.actor.user_id)
    if review is None:
        completed = _completed(standing)
        reviewing.ensure_may_review(enrolled=standing.enrolled, completed=completed)
        review = _add(work, reviews, request)
    if review is not None:
        _edit(work, reviews, review, request)
    _announce(work, standing.id, standing.slug)
    return to_review(reviews.find_shown(request.course_id, work.actor.user_id))


def remove_review(work: UnitOfWork, request: RemoveReview) -> None:
    """Nothing is left of it; without one there is nothing to do."""
    reviews = ReviewRepository(work.session)
    standing = _standing(work, request.course_id)
    access.ensure_sees(work.actor, standing, enrolled=standing.enrolled)
    review = reviews.find_for_update(request.course_id, work.actor.user_id)
    if review is None:
        return
    if review.hidden_at is None:
        reviews.count(review.course_id, {review.stars: -1})
    reviews.remove(review)
    _announce(work, standing.id, standing.slug)


def report_review(work: UnitOfWork, request: ReportReview) -> None:
    """Put a review before the moderators."""
    reviews = ReviewRepository(work.session)
    review = reviews.get_for_update(request.review_id)
    reviewing.ensure_may_report(work.actor, review, hidden=review.hidden_at is not None)
    reports = ReportRepository(work.session)
    if not reports.add(review.id, work.actor.user_id, request.reason, work.now):
        raise ReviewAlreadyReported("The moderators will look at it. Your report is with them.")
    if not review.open_reports:
        review.reported_at = work.now
    review.open_reports += 1
    work.session.flush()
    shown = reviews.show(review.id)
    work.record(
        ReviewReported(
            review_id=review.id, course_id=review.course_id, course_title=shown.course_title
        )
    )


def list_taught_reviews(work: UnitOfWork, request: ListTaughtReviews) -> Page[TaughtReview]:
    """What students think of the caller's courses."""
    reviews = ReviewRepository(work.session)
    rows, following = reviews.list_taught(work.actor.user_id, request)
    return Page(items=[to_taught_review(row) for row in rows], next=following)


def reply_to_review(work: UnitOfWork, request: ReplyToReview) -> Review:
    """Answer, answer differently, or say nothing after all."""
    reviews = ReviewRepository(work.session)
    review = reviews.get_for_update(request.review_id)
    shown = reviews.show(review.id)
    reviewing.ensure_may_reply(work.actor, shown.teacher_id)
    if review.hidden_at is not None:
        raise ReviewNotFound("There is no such review.")
    text = request.text.strip()
    review.reply, review.replied_at = text, (work.now if text else None)
    work.session.flush()
    _announce(work, review.course_id, shown.course_slug)
    return to_review(reviews.show(review.id))


def _add(work: UnitOfWork, reviews: ReviewRepository, request: WriteReview) -> models.Review | None:
    """Store the first review; the other one when its author was quicker in another window."""
    row = {
        "course_id": request.course_id,
        "author_id": work.actor.user_id,
        "stars": request.stars,
        "text": request.text.strip(),
        "created_at": work.now,
        "hidden_reason": "",
        "reply": "",
        "open_reports": 0,
    }
    if reviews.add(row):
        reviews.count(request.course_id, {request.stars: 1})
        return None
    return reviews.find_for_update(request.course_id, work.actor.user_id)


def _edit(
    work: UnitOfWork, reviews: ReviewRepository, review: models.Review, request: WriteReview
) -> None:
    """Change a review; a hidden one stays hidden, or its author would restore it themselves."""
    before = review.stars
    review.stars, review.text = request.stars, request.text.strip()
    review.edited_at = work.now
    work.session.flush()
    if review.hidden_at is None and before != review.stars:
        reviews.count(review.course_id, {before: -1, review.stars: 1})


def _standing(work: UnitOfWork, course_id: UUID) -> Any:
    return EnrollmentRepository(work.session).get_standing(course_id, work.actor.user_id)


def _completed(standing: Any) -> int:
    return outlines.count_completed(read_outline(standing.outline), set(standing.completed_ids))


def _announce(work: UnitOfWork, course_id: UUID, slug: str) -> None:
    work.record(ReviewsChanged(course_id=course_id, course_slug=slug))
