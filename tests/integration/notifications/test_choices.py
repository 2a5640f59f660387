"""What people want to be told, and how a person is handed out and forgotten."""

from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from contracts.accounts.guardianships import ConsentRequested, GuardianshipStarted
from contracts.accounts.personal_data import ErasureFinished
from contracts.notifications.errors import NotificationFixed, UnsubscribeLinkUnknown
from contracts.notifications.messages import (
    ChangeNotificationSetting,
    GetNotificationSettings,
    NotificationChannel,
    NotificationKind,
    Unsubscribe,
)
from contracts.privacy import (
    ErasureRequested,
    ExportRequested,
    NotificationsUserErased,
    NotificationsUserExported,
)
from contracts.types import Actor, Role
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.parcels import ParcelService
from services.common.sealing import seal
from services.notifications import models, use_cases
from services.notifications.config import MailSettings
from services.notifications.integrations.smtp import SmtpMailer
from services.notifications.use_cases import choices, family, personal_data
from tests.factories.notifications import (
    make_contact,
    make_enrollment_created,
    make_order_paid,
    make_user_registered,
)
from tests.factories.recorded import events
from tests.integration.notifications.conftest import MailServer, React

pytestmark = pytest.mark.postgres

PARCELS = ParcelService("c" * 40)
CALLED = "Former member 1a2b3c4d"


@pytest.fixture
def lina(react: React) -> UUID:
    event = make_user_registered()
    react(use_cases.remember_person, event)
    return event.user_id


@pytest.fixture
def desk_of(engine: Engine) -> Callable[[UUID], Desk]:
    def make(user_id: UUID, role: Role = Role.STUDENT) -> Desk:
        caller = Actor(user_id=user_id, role=role)
        return Desk(
            engine,
            models.bookkeeping,
            lambda: CallContext(correlation_id="test", caller=caller),
        )

    return make


@pytest.fixture
def send(
    desk: Desk, mailer: SmtpMailer, settings: MailSettings, mail_server: MailServer
) -> Callable[[], list[EmailMessage]]:
    """Sends what is due; every mail that was taken so far."""

    def act() -> list[EmailMessage]:
        use_cases.send_due(desk.begin, mailer, settings)
        return mail_server.taken

    return act


def switch(desk: Desk, kind: NotificationKind, *, enabled: bool) -> None:
    change = ChangeNotificationSetting(
        kind=kind, channel=NotificationChannel.EMAIL, enabled=enabled
    )
    with desk.begin() as work:
        choices.change_notification_setting(work, change)


def kinds(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(models.Delivery.kind).order_by(models.Delivery.id)))


def test_everything_is_on_until_somebody_says_otherwise(
    lina: UUID, desk_of: Callable[[UUID], Desk]
) -> None:
    with desk_of(lina).read() as work:
        shown = choices.get_notification_settings(work, GetNotificationSettings())

    assert all(one.enabled for one in shown)
    assert {one.kind for one in shown if one.fixed} == {
        NotificationKind.SECURITY,
        NotificationKind.RECEIPTS,
    }
    assert NotificationKind.TEACHING not in {one.kind for one in shown}


def test_a_choice_is_obeyed_and_can_be_taken_back(
    lina: UUID, desk_of: Callable[[UUID], Desk], react: React, session: Session
) -> None:
    switch(desk_of(lina), NotificationKind.LEARNING, enabled=False)
    react(use_cases.mail_welcome, make_enrollment_created(student_id=lina))
    assert kinds(session) == []

    switch(desk_of(lina), NotificationKind.LEARNING, enabled=True)
    react(use_cases.mail_welcome, make_enrollment_created(student_id=lina))
    assert kinds(session) == ["welcome"]


@pytest.mark.parametrize("kind", [NotificationKind.SECURITY, NotificationKind.RECEIPTS])
def test_what_has_to_be_sent_cannot_be_switched_off(
    lina: UUID, desk_of: Callable[[UUID], Desk], kind: NotificationKind
) -> None:
    with pytest.raises(NotificationFixed):
        switch(desk_of(lina), kind, enabled=False)


def test_a_mail_says_how_to_stop_it_and_one_click_does(
    lina: UUID,
    desk: Desk,
    react: React,
    send: Callable[[], list[EmailMessage]],
    settings: MailSettings,
    session: Session,
) -> None:
    react(use_cases.mail_welcome, make_enrollment_created(student_id=lina))

    (mail,) = send()

    address = mail["List-Unsubscribe"].strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith("https://academy.example/unsubscribe?")
    body = mail.get_body(("plain",))
    assert body is not None
    assert address in body.get_content().replace("=\n", "")
    (token,) = parse_qs(urlsplit(address).query)["token"]
    with desk.begin() as work:
        assert choices.unsubscribe(work, settings, Unsubscribe(token=token)) == "learning"
    react(use_cases.mail_welcome, make_enrollment_created(student_id=lina))
    assert len(kinds(session)) == 1


def test_a_receipt_offers_no_way_to_stop_it(
    lina: UUID, react: React, send: Callable[[], list[EmailMessage]]
) -> None:
    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina))

    (mail,) = send()

    assert mail["List-Unsubscribe"] is None


def test_a_token_of_another_make_or_purpose_stops_nothing(
    desk: Desk, settings: MailSettings
) -> None:
    for token in ("x" * 40, seal(f"reset {uuid4()} learning", settings.mail_sealing_key)):
        with pytest.raises(UnsubscribeLinkUnknown), desk.begin() as work:
            choices.unsubscribe(work, settings, Unsubscribe(token=token))


def test_a_guardian_without_an_account_is_sent_to_open_one(
    react: React, send: Callable[[], list[EmailMessage]]
) -> None:
    contact = make_contact(email="karim@example.org", name="karim@example.org")
    asked = ConsentRequested(
        guardianship_id=uuid4(),
        learner_id=uuid4(),
        learner_name="Lina",
        contact=contact,
        registered=False,
    )

    react(family.mail_consent_request, asked)

    (mail,) = send()
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Lina needs your consent" in mail["Subject"]
    assert "/register?next=%2Faccount%2Ffamily" in body.get_content().replace("=\n", "")


def test_both_hear_that_a_guardianship_holds(lina: UUID, react: React, session: Session) -> None:
    karim = make_user_registered()
    react(use_cases.remember_person, karim)

    react(
        family.mail_guardianship_started,
        GuardianshipStarted(
            guardianship_id=uuid4(),
            guardian_id=karim.user_id,
            guardian_name="Karim",
            learner_id=lina,
            learner_name="Lina",
        ),
    )

    assert sorted(kinds(session)) == ["guardian_found", "learner_entrusted"]


def test_a_person_is_handed_what_they_were_told(lina: UUID, react: React, session: Session) -> None:
    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina))
    wish = ExportRequested(export_id=uuid4(), user_id=lina)

    react(lambda work, event: personal_data.export_user(work, PARCELS, event), wish, handler="x")

    (answer,) = events(session, models.bookkeeping, NotificationsUserExported)
    content = PARCELS.unpack(answer.sealed_content)
    assert content["contact"][0]["email"] == "lina@example.org"
    assert content["mails"][0]["kind"] == "receipt"


def test_who_has_left_is_forgotten_and_never_written_to_again(
    lina: UUID, desk_of: Callable[[UUID], Desk], react: React, session: Session
) -> None:
    switch(desk_of(lina), NotificationKind.LEARNING, enabled=False)
    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina))
    wish = ErasureRequested(erasure_id=uuid4(), user_id=lina, pseudonym=CALLED)

    react(personal_data.erase_user, wish)
    react(use_cases.remember_person, make_user_registered(user_id=lina))
    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina))

    contact = session.get_one(models.Contact, lina)
    assert (contact.name, contact.email) == (CALLED, "")
    assert kinds(session) == []
    assert session.scalars(select(models.Choice)).all() == []
    assert len(events(session, models.bookkeeping, NotificationsUserErased)) == 1


def test_the_last_mail_takes_the_address_with_it(
    react: React, send: Callable[[], list[EmailMessage]], session: Session
) -> None:
    finished = ErasureFinished(erasure_id=uuid4(), contact=make_contact())

    react(personal_data.mail_account_deleted, finished)

    (mail,) = send()
    session.expire_all()
    (row,) = session.scalars(select(models.Delivery))
    assert "lina@example.org" in mail["To"]
    assert (row.email, row.name, row.state) == ("", "", models.State.SENT)
