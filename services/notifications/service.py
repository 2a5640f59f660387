"""Entrypoints of the notifications service."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.invitations import InvitationSent
from contracts.accounts.messages import (
    ConfirmationRequested,
    RegistrationRepeated,
    RoleChanged,
    UserRegistered,
)
from contracts.accounts.second_factors import SecondFactorChanged
from contracts.accounts.sessions import SecurityNoticed
from contracts.courses.events import (
    CoursePublished,
    CourseRejected,
    EnrollmentCreated,
    QuizAttemptGraded,
)
from contracts.payments.messages import OrderPaid
from services.common.events import reacts_to
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.notifications import use_cases
from services.notifications.entrypoints.certificates import CertificateMails
from services.notifications.entrypoints.choices import Choices
from services.notifications.entrypoints.family import Family
from services.notifications.entrypoints.personal_data import PersonalData
from services.notifications.entrypoints.reviews import ReviewMails
from services.notifications.entrypoints.sign_in import SignInMails
from services.notifications.entrypoints.teaching import TeachingMails
from services.notifications.entrypoints.treatment import TreatmentMails


class NotificationsService(
    CertificateMails,
    Choices,
    Family,
    SignInMails,
    TeachingMails,
    TreatmentMails,
    ReviewMails,
    PersonalData,
):
    """Tells people what concerns them."""

    name = "notifications"

    @reacts_to(UserRegistered)
    def remember_person(self, work: UnitOfWork, event: UserRegistered) -> None:
        """Keep how to reach somebody new."""
        use_cases.remember_person(work, event)

    @reacts_to(RoleChanged)
    def remember_new_role(self, work: UnitOfWork, event: RoleChanged) -> None:
        """Keep somebody's new role."""
        use_cases.remember_new_role(work, event)

    @reacts_to(UserContactChanged)
    def remember_new_contact(self, work: UnitOfWork, event: UserContactChanged) -> None:
        """Keep somebody's new address, name or language."""
        use_cases.remember_new_contact(work, event)

    @reacts_to(ConfirmationRequested)
    def mail_confirmation(self, work: UnitOfWork, event: ConfirmationRequested) -> None:
        """Queue the link that proves an address."""
        use_cases.mail_confirmation(work, event)

    @reacts_to(InvitationSent)
    def mail_invitation(self, work: UnitOfWork, event: InvitationSent) -> None:
        """Queue an invitation."""
        use_cases.mail_invitation(work, event)

    @reacts_to(RegistrationRepeated)
    def mail_already_registered(self, work: UnitOfWork, event: RegistrationRepeated) -> None:
        """Queue a word to the owner of the address."""
        use_cases.mail_already_registered(work, event)

    @reacts_to(SecurityNoticed)
    def mail_security_notice(self, work: UnitOfWork, event: SecurityNoticed) -> None:
        """Queue a warning about somebody's sessions."""
        use_cases.mail_security_notice(work, event)

    @reacts_to(SecondFactorChanged)
    def mail_second_factor_change(self, work: UnitOfWork, event: SecondFactorChanged) -> None:
        """Queue a word about the second step."""
        use_cases.mail_second_factor_change(work, event)

    @reacts_to(OrderPaid)
    def mail_receipt(self, work: UnitOfWork, event: OrderPaid) -> None:
        """Queue a receipt."""
        use_cases.mail_receipt(work, event)

    @reacts_to(CoursePublished)
    def mail_course_live(self, work: UnitOfWork, event: CoursePublished) -> None:
        """Queue good news for a teacher."""
        use_cases.mail_course_live(work, event)

    @reacts_to(CourseRejected)
    def mail_course_rejected(self, work: UnitOfWork, event: CourseRejected) -> None:
        """Queue the reviewer's words for a teacher."""
        use_cases.mail_course_rejected(work, event)

    @reacts_to(EnrollmentCreated)
    def mail_welcome(self, work: UnitOfWork, event: EnrollmentCreated) -> None:
        """Queue a welcome to a course."""
        use_cases.mail_welcome(work, event)

    @reacts_to(QuizAttemptGraded)
    def mail_quiz_graded(self, work: UnitOfWork, event: QuizAttemptGraded) -> None:
        """Queue a word about a graded quiz."""
        use_cases.mail_quiz_graded(work, event)

    @every(seconds=2)
    def send_due(self, begin: Begin) -> None:
        """Send what is due."""
        use_cases.send_due(begin, self.mailer, self.settings)

    @every(seconds=3600)
    def forget_old(self, begin: Begin) -> None:
        """Forget what was settled long ago."""
        use_cases.forget_old(begin)
