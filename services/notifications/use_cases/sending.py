"""Handing queued deliveries to the mail server."""

from urllib.parse import quote

import structlog

from services.common.sealing import seal
from services.common.work import Begin
from services.notifications import mails, models, policies
from services.notifications.config import MailSettings
from services.notifications.integrations.smtp import (
    MailDeferred,
    Mailer,
    MailRefused,
    MailServerAway,
    OutgoingMail,
)
from services.notifications.rendering import Reader, render
from services.notifications.repository import DeliveryRepository

log = structlog.get_logger()


def send_due(begin: Begin, mailer: Mailer, settings: MailSettings) -> None:
    """Send what is due, one by one, until nothing is or the mail server is away."""
    while _send_next(begin, mailer, settings):
        pass


def forget_old(begin: Begin) -> None:
    """Forget what was settled long ago."""
    with begin() as work:
        DeliveryRepository(work.session).remove_settled(work.now - policies.KEPT)


def _send_next(begin: Begin, mailer: Mailer, settings: MailSettings) -> bool:
    """Send one; whether it makes sense to go on.

    The mail server is called between two transactions. A crash between its answer and the second
    one sends the mail again, under the same message id.
    """
    delivery = _claim(begin)
    if delivery is None:
        return False
    message_id = f"<{delivery.id}@{settings.domain}>"
    try:
        mailer.send(_compose(delivery, message_id, settings))
    except MailRefused as refusal:
        _give_up(begin, delivery, str(refusal))
    except (MailDeferred, MailServerAway) as failure:
        _put_off(begin, delivery, str(failure))
        return isinstance(failure, MailDeferred)
    except Exception as failure:
        log.exception("notifications.mail.not_made", delivery_id=str(delivery.id))
        _put_off(begin, delivery, repr(failure))
    else:
        _settle(begin, delivery, message_id)
    return True


def _claim(begin: Begin) -> models.Delivery | None:
    """Take the next delivery, so that others leave it alone until this attempt must be over."""
    with begin() as work:
        delivery = DeliveryRepository(work.session).claim_due(work.now)
        if delivery is not None:
            delivery.attempts += 1
            delivery.next_attempt_at = work.now + policies.LEASE
        return delivery


def _compose(delivery: models.Delivery, message_id: str, settings: MailSettings) -> OutgoingMail:
    mail = mails.Mail(
        kind=delivery.kind,
        facts=delivery.facts,
        links=delivery.links,
        sealed_secret=delivery.sealed_secret,
    )
    reader = Reader(name=delivery.name, locale=delivery.locale, time_zone=delivery.time_zone)
    token = _unsubscribe_token(delivery, settings)
    page = f"{settings.origin}/unsubscribe?token={quote(token)}" if token else None
    rendered = render(
        mail,
        reader,
        public_url=settings.public_url,
        sealing_key=settings.mail_sealing_key,
        unsubscribe_url=page,
    )
    return OutgoingMail(
        message_id=message_id,
        email=delivery.email,
        name=delivery.name,
        language=reader.language,
        subject=rendered.subject,
        html=rendered.html,
        text=rendered.text,
        unsubscribe_url=page,
    )


def _unsubscribe_token(delivery: models.Delivery, settings: MailSettings) -> str | None:
    """What switches off mails like this one, where that is possible."""
    kind = policies.kind_of(delivery.kind)
    if policies.is_fixed(kind):
        return None
    return seal(policies.subscription(delivery.user_id, kind), settings.mail_sealing_key)


def _settle(begin: Begin, delivery: models.Delivery, message_id: str) -> None:
    with begin() as work:
        row = DeliveryRepository(work.session).get_for_update(delivery.id)
        row.state, row.sent_at, row.message_id = models.State.SENT, work.now, message_id
        row.sealed_secret = row.failure = None
        _forget_reader(row)
    log.info("notifications.mail.sent", delivery_id=str(delivery.id), kind=delivery.kind)


def _forget_reader(row: models.Delivery) -> None:
    """The last mail to somebody who has left takes their address with it."""
    if policies.is_forgotten_once_settled(row.kind):
        row.email = row.name = ""


def _put_off(begin: Begin, delivery: models.Delivery, why: str) -> None:
    with begin() as work:
        due = policies.next_attempt(delivery.attempts, work.now)
        if due is not None:
            row = DeliveryRepository(work.session).get_for_update(delivery.id)
            row.next_attempt_at, row.failure = due, why
    if due is None:
        _give_up(begin, delivery, why)
        return
    log.warning("notifications.mail.deferred", delivery_id=str(delivery.id), why=why)


def _give_up(begin: Begin, delivery: models.Delivery, why: str) -> None:
    with begin() as work:
        row = DeliveryRepository(work.session).get_for_update(delivery.id)
        row.state, row.failure, row.sealed_secret = models.State.FAILED, why, None
        _forget_reader(row)
    log.error("notifications.mail.failed", delivery_id=str(delivery.id), why=why)
