"""Who is told what about which event; sending comes later."""

from uuid import UUID

from contracts.accounts.invitations import InvitationSent
from contracts.accounts.messages import ConfirmationRequested, RegistrationRepeated
from contracts.accounts.sessions import SecurityNoticed
from contracts.courses.events import CoursePublished, CourseRejected, EnrollmentCreated
from contracts.notifications.messages import NotificationChannel
from contracts.payments.messages import OrderPaid
from contracts.types import Contact
from services.common.database import new_id
from services.common.work import UnitOfWork
from services.notifications import mails, models, policies
from services.notifications.rendering import Reader, render_subject
from services.notifications.repository import (
    ChoiceRepository,
    ContactRepository,
    DeliveryRepository,
)


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


def queue_for(work: UnitOfWork, user_id: UUID, mail: mails.Mail) -> None:
    """Queue a mail for a person at the address that is known; who has left gets none."""
    known = ContactRepository(work.session).get(user_id)
    if known.erased_at is not None:
        return
    contact = Contact(email=known.email, name=known.name, locale=known.locale)
    queue(work, user_id, contact, mail)


def queue(work: UnitOfWork, user_id: UUID, contact: Contact, mail: mails.Mail) -> None:
    """Queue a mail, unless the person has switched its kind off."""
    kind = policies.kind_of(mail.kind)
    if not ChoiceRepository(work.session).wants(user_id, kind, NotificationChannel.EMAIL):
        return
    reader = Reader(name=contact.name, locale=contact.locale)
    DeliveryRepository(work.session).add_unless_present(
        {
            "id": new_id(),
            "event_id": work.event_id,
            "user_id": user_id,
            "channel": models.Channel.EMAIL,
            "email": contact.email,
            "name": contact.name,
            "locale": contact.locale,
            "kind": mail.kind,
            "facts": mail.facts,
            "links": mail.links,
            "sealed_secret": mail.sealed_secret,
            "subject": render_subject(mail, reader),
            "state": models.State.QUEUED,
            "attempts": 0,
            "next_attempt_at": work.now,
            "created_at": work.now,
        }
    )
