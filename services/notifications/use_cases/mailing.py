"""Who is told what about which event; sending comes later."""

from contracts.accounts.invitations import InvitationSent
from contracts.accounts.messages import ConfirmationRequested, RegistrationRepeated
from contracts.accounts.second_factors import SecondFactorChanged
from contracts.accounts.sessions import SecurityNoticed
from contracts.courses.events import (
    CoursePublished,
    CourseRejected,
    EnrollmentCreated,
    QuizAttemptGraded,
)
from contracts.payments.messages import OrderPaid
from services.common.work import UnitOfWork
from services.notifications import mails
from services.notifications.repository import ContactRepository
from services.notifications.use_cases.queueing import queue, queue_for


def mail_confirmation(work: UnitOfWork, event: ConfirmationRequested) -> None:
    """A person gets the link that proves their address."""
    queue(work, event.user_id, event.contact, mails.confirmation(event))


def mail_invitation(work: UnitOfWork, event: InvitationSent) -> None:
    """Somebody without an account gets the link that makes one."""
    queue(work, event.invitation_id, event.contact, mails.invitation(event))


def mail_already_registered(work: UnitOfWork, event: RegistrationRepeated) -> None:
    """The owner of an address learns that somebody tried to register with it."""
    queue_for(work, event.user_id, mails.registration_repeated())


def mail_security_notice(work: UnitOfWork, event: SecurityNoticed) -> None:
    """A person learns of a sign-in or a copied session that may not be theirs."""
    queue_for(work, event.user_id, mails.security(event, work.happened_at))


def mail_second_factor_change(work: UnitOfWork, event: SecondFactorChanged) -> None:
    """A person hears of every change to their second factors, whoever made it."""
    queue_for(work, event.user_id, mails.second_factor_changed(event, work.happened_at))


def mail_receipt(work: UnitOfWork, event: OrderPaid) -> None:
    """A buyer gets a receipt."""
    slug = ContactRepository(work.session).find_slug(event.course_id)
    queue_for(work, event.buyer_id, mails.receipt(event, slug))


def mail_course_live(work: UnitOfWork, event: CoursePublished) -> None:
    """A teacher learns that their course is in the catalogue for the first time."""
    ContactRepository(work.session).remember_course(
        {"course_id": event.course_id, "slug": event.slug, "as_of": work.happened_at}
    )
    if event.first:
        queue_for(work, event.teacher_id, mails.course_live(event))


def mail_course_rejected(work: UnitOfWork, event: CourseRejected) -> None:
    """A teacher learns what has to change."""
    queue_for(work, event.teacher_id, mails.course_rejected(event))


def mail_welcome(work: UnitOfWork, event: EnrollmentCreated) -> None:
    """A student is welcomed to a course; whoever paid reads the receipt instead."""
    if event.order_id is None:
        queue_for(work, event.student_id, mails.welcome(event))


def mail_quiz_graded(work: UnitOfWork, event: QuizAttemptGraded) -> None:
    """A student learns that their teacher has graded an attempt."""
    queue_for(work, event.student_id, mails.quiz_graded(event))
