"""Who may see whose progress."""

from contracts.accounts.guardianships import GuardianshipEnded, GuardianshipStarted
from contracts.courses.resources import Enrollment
from contracts.courses.study import ListLearnerEnrollments
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.policies import access
from services.courses.replies import to_enrollment
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.family import GuardianshipRepository


def list_learner_enrollments(
    work: UnitOfWork, links: FileLinks, request: ListLearnerEnrollments
) -> Page[Enrollment]:
    """The courses of a learner and how far they are, for who answers for them."""
    answers = GuardianshipRepository(work.session).answers_for(
        work.actor.user_id, request.learner_id
    )
    access.ensure_answers_for(answers=answers)
    rows, following = EnrollmentRepository(work.session).list_studied(
        request.learner_id, request.after, request.limit
    )
    return Page(items=[to_enrollment(row, links) for row in rows], next=following)


def remember_guardianship(work: UnitOfWork, event: GuardianshipStarted) -> None:
    """Somebody answers for a learner, unless it is known to have ended."""
    GuardianshipRepository(work.session).begin(
        event.guardianship_id, event.guardian_id, event.learner_id
    )


def forget_guardianship(work: UnitOfWork, event: GuardianshipEnded) -> None:
    """It is over, even when this is heard before its beginning."""
    GuardianshipRepository(work.session).end(
        event.guardianship_id, event.guardian_id, event.learner_id, work.happened_at
    )
