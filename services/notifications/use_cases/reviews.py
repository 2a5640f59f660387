"""Who is told that a moderator decided about a review."""

from contracts.courses.reviews import ReviewDecision, ReviewModerated
from services.common.work import UnitOfWork
from services.notifications import review_mails as mails
from services.notifications.use_cases.queueing import queue_for


def mail_decision(work: UnitOfWork, event: ReviewModerated) -> None:
    """Its author when it is seen or no longer seen; who reported it in either case."""
    if event.author_id is not None and event.decision is not ReviewDecision.KEPT:
        queue_for(work, event.author_id, mails.to_author(event))
    if event.decision is not ReviewDecision.RESTORED:
        for reporter_id in event.reporter_ids:
            queue_for(work, reporter_id, mails.to_reporter(event))
