"""What students think of courses, what teachers answer, and what moderators decide."""

from contracts.courses.reviews import (
    GetMyReview,
    HideReview,
    KeepReview,
    ListModeratedReviews,
    ListReviews,
    ListTaughtReviews,
    ModeratedReview,
    MyReview,
    RemoveReview,
    ReplyToReview,
    ReportReview,
    RestoreReview,
    Review,
    TaughtReview,
    WriteReview,
)
from contracts.types import Page
from services.common.rpc import handles
from services.common.work import UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import moderation, reviews


class Reviews(Dependencies):
    """Reviews and their moderation."""

    @handles
    def list_reviews(self, work: UnitOfWork, request: ListReviews) -> Page[Review]:
        """What students think of a course."""
        return reviews.list_reviews(work, request)

    @handles
    def get_my_review(self, work: UnitOfWork, request: GetMyReview) -> MyReview:
        """What the caller wrote."""
        return reviews.get_my_review(work, request)

    @handles
    def write_review(self, work: UnitOfWork, request: WriteReview) -> Review:
        """Say what one thinks of a course."""
        return reviews.write_review(work, request)

    @handles
    def remove_review(self, work: UnitOfWork, request: RemoveReview) -> None:
        """Take one's review back."""
        reviews.remove_review(work, request)

    @handles
    def report_review(self, work: UnitOfWork, request: ReportReview) -> None:
        """Put a review before the moderators."""
        reviews.report_review(work, request)

    @handles
    def list_taught_reviews(
        self, work: UnitOfWork, request: ListTaughtReviews
    ) -> Page[TaughtReview]:
        """What students think of the caller's courses."""
        return reviews.list_taught_reviews(work, request)

    @handles
    def reply_to_review(self, work: UnitOfWork, request: ReplyToReview) -> Review:
        """Answer in public."""
        return reviews.reply_to_review(work, request)

    @handles
    def list_moderated_reviews(
        self, work: UnitOfWork, request: ListModeratedReviews
    ) -> Page[ModeratedReview]:
        """What waits for a moderator, or what was hidden."""
        return moderation.list_moderated_reviews(work, request)

    @handles
    def keep_review(self, work: UnitOfWork, request: KeepReview) -> None:
        """Let a reported review stay."""
        moderation.keep_review(work, request)

    @handles
    def hide_review(self, work: UnitOfWork, request: HideReview) -> None:
        """Take a review out of sight."""
        moderation.hide_review(work, request)

    @handles
    def restore_review(self, work: UnitOfWork, request: RestoreReview) -> None:
        """Let a hidden review be seen again."""
        moderation.restore_review(work, request)
