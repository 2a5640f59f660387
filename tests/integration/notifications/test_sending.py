"""From the queue to the mailbox, through a real mail server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.common.desk import Desk
from services.common.sealing import seal
from services.notifications import models, policies, use_cases
from services.notifications.config import MailSettings
from services.notifications.integrations.smtp import OutgoingMail, SmtpMailer
from tests.factories.notifications import make_confirmation_requested, make_contact
from tests.integration.notifications.conftest import MailServer, React, free_port

pytestmark = pytest.mark.postgres

Queue = Callable[..., None]


@pytest.fixture
def queue(react: React, settings: MailSettings) -> Queue:
    """Queues a confirmation mail."""

    def act(**contact: Any) -> None:
        sealed = seal("the-secret-token", settings.mail_sealing_key)
        event = make_confirmation_requested(sealed, contact=make_contact(**contact))
        react(use_cases.mail_confirmation, event)

    return act


@pytest.fixture
def send(desk: Desk, mailer: SmtpMailer, settings: MailSettings) -> Callable[[], None]:
    return lambda: use_cases.send_due(desk.begin, mailer, settings)


def only(session: Session) -> models.Delivery:
    session.expire_all()
    return session.scalars(select(models.Delivery)).one()


def make_due(session: Session) -> None:
    """Let the time until the next attempt have passed."""
    long_ago = {"next_attempt_at": datetime(2026, 1, 1, tzinfo=UTC)}
    session.execute(update(models.Delivery).values(long_ago))
    session.commit()


def test_a_queued_mail_reaches_the_mailbox_in_two_forms(
    queue: Queue, send: Callable[[], None], mail_server: MailServer, session: Session
) -> None:
    queue(locale="ar")

    send()

    (mail,) = mail_server.taken
    delivery = only(session)
    link = "https://academy.example/confirm?token=the-secret-token"
    plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert link in plain.get_content()
    assert html is not None
    assert 'dir="rtl"' in html.get_content()
    assert mail["Subject"] == "أكّد عنوان بريدك الإلكتروني"
    assert mail["To"] == "Lina Haddad <lina@example.org>"
    assert mail["From"] == "Academy <hello@academy.example>"
    assert mail["Content-Language"] == "ar"
    assert mail["Message-ID"] == f"<{delivery.id}@academy.example>" == delivery.message_id


def test_a_sent_mail_is_settled_and_its_secret_forgotten(
    queue: Queue, send: Callable[[], None], mail_server: MailServer, session: Session
) -> None:
    queue()

    send()
    send()

    delivery = only(session)
    assert len(mail_server.taken) == 1
    assert (delivery.state, delivery.attempts) == (models.State.SENT, 1)
    assert delivery.sent_at is not None
    assert delivery.sealed_secret is None


def test_many_senders_at_once_send_every_mail_once(
    queue: Queue, send: Callable[[], None], mail_server: MailServer
) -> None:
    addresses = {f"student{number}@example.org" for number in range(12)}
    for address in addresses:
        queue(email=address)

    with ThreadPoolExecutor(6) as pool:
        for sender in [pool.submit(send) for _ in range(6)]:
            sender.result()

    recipients = [mail["To"].addresses[0].addr_spec for mail in mail_server.taken]
    assert sorted(recipients) == sorted(addresses)


def test_a_recipient_that_does_not_exist_fails_at_once_and_holds_up_nobody(
    queue: Queue, send: Callable[[], None], mail_server: MailServer, session: Session
) -> None:
    mail_server.to_recipient["gone@example.org"] = "550 5.1.1 No such user here"
    queue(email="gone@example.org")
    queue(email="lina@example.org")

    send()

    states = dict(session.execute(select(models.Delivery.email, models.Delivery.state)).all())
    assert states == {
        "gone@example.org": models.State.FAILED,
        "lina@example.org": models.State.SENT,
    }
    gone = session.scalars(select(models.Delivery).filter_by(email="gone@example.org")).one()
    assert gone.failure == "550 5.1.1 No such user here"
    assert gone.sealed_secret is None


def test_a_greylisted_mail_is_tried_again_later_and_then_arrives(
    queue: Queue, send: Callable[[], None], mail_server: MailServer, session: Session
) -> None:
    mail_server.to_recipient["lina@example.org"] = "451 4.7.1 Try again later"
    queue()

    send()
    send()

    waiting = only(session)
    assert (waiting.state, waiting.attempts) == (models.State.QUEUED, 1)
    assert waiting.failure == "451 4.7.1 Try again later"
    assert waiting.next_attempt_at > datetime.now(UTC)

    mail_server.to_recipient.clear()
    make_due(session)
    send()

    assert only(session).state is models.State.SENT
    assert only(session).failure is None


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("554 5.6.0 Message refused", models.State.FAILED),
        ("452 4.3.1 Disk full", models.State.QUEUED),
    ],
)
def test_an_answer_to_the_message_itself_decides_like_one_to_the_recipient(
    answer: str,
    state: models.State,
    queue: Queue,
    send: Callable[[], None],
    mail_server: MailServer,
    session: Session,
) -> None:
    mail_server.to_data = answer
    queue()

    send()

    assert only(session).state is state
    assert mail_server.taken == []


def test_while_the_mail_server_is_away_mails_wait(
    queue: Queue, desk: Desk, settings: MailSettings, session: Session
) -> None:
    for _ in range(3):
        queue()
    nobody = SmtpMailer(f"smtp://127.0.0.1:{free_port()}", settings.mail_from)

    use_cases.send_due(desk.begin, nobody, settings)

    attempts = session.scalars(select(models.Delivery.attempts)).all()
    assert sorted(attempts) == [0, 0, 1]
    assert set(session.scalars(select(models.Delivery.state))) == {models.State.QUEUED}


def test_hopeless_mails_are_given_up(
    queue: Queue, send: Callable[[], None], mail_server: MailServer, session: Session
) -> None:
    mail_server.to_recipient["lina@example.org"] = "451 4.7.1 Try again later"
    queue()

    for _ in range(policies.MAX_ATTEMPTS):
        make_due(session)
        send()

    delivery = only(session)
    assert (delivery.state, delivery.attempts) == (models.State.FAILED, policies.MAX_ATTEMPTS)


@pytest.mark.parametrize("email", ["broken\r\nBcc: eve@example.org", "x@" + "a" * 70 + ".org"])
def test_an_impossible_address_fails_instead_of_adding_headers(
    email: str,
    queue: Queue,
    send: Callable[[], None],
    mail_server: MailServer,
    session: Session,
) -> None:
    queue(email=email)

    send()

    assert only(session).state is models.State.FAILED
    assert mail_server.taken == []


def test_an_international_domain_is_written_in_ascii(
    queue: Queue, send: Callable[[], None], mail_server: MailServer
) -> None:
    queue(email="lina@bücher.example")

    send()

    (mail,) = mail_server.taken
    assert mail["To"].addresses[0].domain == "xn--bcher-kva.example"


def test_a_mail_that_cannot_be_made_does_not_stop_the_others(
    queue: Queue, send: Callable[[], None], mail_server: MailServer, session: Session
) -> None:
    queue(email="first@example.org")
    session.execute(update(models.Delivery).values(sealed_secret="not sealed by anybody"))
    session.commit()
    queue(email="second@example.org")

    send()

    assert [mail["To"].addresses[0].username for mail in mail_server.taken] == ["second"]
    first = session.scalars(select(models.Delivery).filter_by(email="first@example.org")).one()
    assert (first.state, first.attempts) == (models.State.QUEUED, 1)


def test_a_crash_after_the_handover_sends_the_same_message_again(
    *,
    queue: Queue,
    desk: Desk,
    mailer: SmtpMailer,
    settings: MailSettings,
    send: Callable[[], None],
    mail_server: MailServer,
    session: Session,
) -> None:
    class Crash(BaseException):
        """The process ends here."""

    class CrashingMailer:
        def send(self, mail: OutgoingMail) -> None:
            mailer.send(mail)
            raise Crash

    queue()
    with pytest.raises(Crash):
        use_cases.send_due(desk.begin, CrashingMailer(), settings)
    send()
    before_the_lease_ended = len(mail_server.taken)
    make_due(session)

    send()

    assert before_the_lease_ended == 1
    assert len({mail["Message-ID"] for mail in mail_server.taken}) == 1
    assert only(session).state is models.State.SENT


def test_settled_deliveries_are_forgotten_after_their_time(
    queue: Queue, desk: Desk, send: Callable[[], None], session: Session
) -> None:
    for email in ("old@example.org", "new@example.org"):
        queue(email=email)
    send()
    queue(email="queued@example.org")
    too_old = datetime.now(UTC) - policies.KEPT - timedelta(days=1)
    old = models.Delivery.email != "new@example.org"
    session.execute(update(models.Delivery).where(old).values(created_at=too_old))
    session.commit()

    use_cases.forget_old(desk.begin)

    left = set(session.scalars(select(models.Delivery.email)))
    assert left == {"new@example.org", "queued@example.org"}
