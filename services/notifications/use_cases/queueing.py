"""Putting a mail into the queue, from where it is sent later."""

from uuid import UUID

from contracts.notifications.messages import NotificationChannel
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


def queue_for(work: UnitOfWork, user_id: UUID, mail: mails.Mail) -> None:
    """Write to a person at the address that is known of them; who has left gets none."""
    known = ContactRepository(work.session).get(user_id)
    if known.erased_at is not None:
        return
    contact = Contact(email=known.email, name=known.name, locale=known.locale)
    queue(work, user_id, contact, mail)


def queue(work: UnitOfWork, user_id: UUID, contact: Contact, mail: mails.Mail) -> None:
    """Write to a person at a certain address, unless they switched that kind of mail off."""
    kind = policies.kind_of(mail.kind)
    if not ChoiceRepository(work.session).wants(user_id, kind, NotificationChannel.EMAIL):
        return
    time_zone = ContactRepository(work.session).find_time_zone(user_id)
    reader = Reader(name=contact.name, locale=contact.locale, time_zone=time_zone)
    DeliveryRepository(work.session).add_unless_present(
        {
            "id": new_id(),
            "event_id": work.event_id,
            "user_id": user_id,
            "channel": models.Channel.EMAIL,
            "email": contact.email,
            "name": contact.name,
            "locale": contact.locale,
            "time_zone": time_zone,
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
