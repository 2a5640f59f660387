"""Word about what moderators decide."""

from contracts.courses.reviews import ReviewModerated
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import reviews


class ReviewMails(Dependencies):
    """Tells people what became of a review or of their report."""

    @reacts_to(ReviewModerated)
    def mail_decision(self, work: UnitOfWork, event: ReviewModerated) -> None:
        """Queue word of a decision."""
        reviews.mail_decision(work, event)
