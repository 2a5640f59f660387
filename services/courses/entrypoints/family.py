"""Learners and those who answer for them."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.guardianships import GuardianshipEnded, GuardianshipStarted
from contracts.accounts.profiles import ProfileChanged
from contracts.courses.resources import Enrollment
from contracts.courses.study import ListLearnerEnrollments
from contracts.types import Page
from services.common.events import reacts_to
from services.common.rpc import handles
from services.common.work import UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import family, people


class Family(Dependencies):
    """Who may see whose progress."""

    @handles
    def list_learner_enrollments(
        self, work: UnitOfWork, request: ListLearnerEnrollments
    ) -> Page[Enrollment]:
        """The courses of a learner, for their guardian."""
        return family.list_learner_enrollments(work, self.links, request)

    @reacts_to(GuardianshipStarted)
    def remember_guardianship(self, work: UnitOfWork, event: GuardianshipStarted) -> None:
        """Keep who answers for whom."""
        family.remember_guardianship(work, event)

    @reacts_to(GuardianshipEnded)
    def forget_guardianship(self, work: UnitOfWork, event: GuardianshipEnded) -> None:
        """Let nobody see a learner's progress who does not answer for them."""
        family.forget_guardianship(work, event)

    @reacts_to(ProfileChanged)
    def remember_profile(self, work: UnitOfWork, event: ProfileChanged) -> None:
        """Keep a person's new name."""
        people.remember_profile(work, event)

    @reacts_to(UserContactChanged)
    def remember_contact(self, work: UnitOfWork, event: UserContactChanged) -> None:
        """Keep a person's new address."""
        people.remember_contact(work, event)
