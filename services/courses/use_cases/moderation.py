"""What moderators do with reviews."""

from contracts.courses.reviews import (
    HideReview,
    KeepReview,
    ListModeratedReviews,
    ModeratedReview,
    RestoreReview,
    ReviewDecision,
    ReviewModerated,
    ReviewsChanged,
)
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.models import Review
from services.courses.repository.reviews import ReportRepository, ReviewRepository
from services.courses.review_replies import to_moderated_review


def list_moderated_reviews(
    work: UnitOfWork, request: ListModeratedReviews
) -> Page[ModeratedReview]:
    """The queue, or what was hidden."""
    reviews = ReviewRepository(work.session)
    rows, following = reviews.list_moderated(request.queue, request.after, request.limit)
    reports = ReportRepository(work.session).list_of(row.id for row in rows)
    items = [to_moderated_review(row, reports.get(row.id, [])) for row in rows]
    return Page(items=items, next=following)


def keep_review(work: UnitOfWork, request: KeepReview) -> None:
    """The review stays as it is; without open reports there is nothing to decide."""
    review = ReviewRepository(work.session).get_for_update(request.review_id)
    if review.open_reports:
        _decide(work, review, ReviewDecision.KEPT, request.reason)


def hide_review(work: UnitOfWork, request: HideReview) -> None:
    """The review is seen by its author alone and counts no longer; once is enough."""
    reviews = ReviewRepository(work.session)
    review = reviews.get_for_update(request.review_id)
    if review.hidden_at is not None:
        return
    reviews.count(review.course_id, {review.stars: -1})
    review.hidden_at, review.hidden_reason = work.now, request.reason
    _decide(work, review, ReviewDecision.HIDDEN, request.reason)


def restore_review(work: UnitOfWork, request: RestoreReview) -> None:
    """The review is seen and counts again; one that is not hidden stays as it is."""
    reviews = ReviewRepository(work.session)
    review = reviews.get_for_update(request.review_id)
    if review.hidden_at is None:
        return
    reviews.count(review.course_id, {review.stars: 1})
    review.hidden_at, review.hidden_reason = None, ""
    _decide(work, review, ReviewDecision.RESTORED, request.reason)


def _decide(work: UnitOfWork, review: Review, decision: ReviewDecision, reason: str) -> None:
    """Settle the reports, write down who decided, and tell everybody whom it concerns."""
    reporters = ReportRepository(work.session).settle(review.id, work.now)
    review.open_reports, review.reported_at = 0, None
    work.session.flush()
    shown = ReviewRepository(work.session).show(review.id)
    work.record(
        ReviewModerated(
            review_id=review.id,
            course_id=review.course_id,
            course_slug=shown.course_slug,
            course_title=shown.course_title,
            author_id=review.author_id,
            reporter_ids=reporters,
            decision=decision,
            reason=reason,
        )
    )
    if decision is not ReviewDecision.KEPT:
        work.record(ReviewsChanged(course_id=review.course_id, course_slug=shown.course_slug))
    work.audit(
        f"courses.review.{decision.value}",
        target_type="review",
        target_id=review.id,
        target_label=shown.course_title,
        reason=reason,
        after={"hidden": review.hidden_at is not None},
    )
