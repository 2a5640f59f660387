"""Who is told what, on a real database."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.accounts.impersonation import ImpersonationStarted
from contracts.accounts.messages import RegistrationRepeated, RoleChanged
from contracts.accounts.people import UserRestored, UserSignedOut, UserSuspended
from contracts.accounts.profiles import ProfileChanged
from contracts.base import Event
from contracts.courses.events import QuizAttemptGraded
from contracts.types import Role
from services.notifications import models, use_cases
from services.notifications.repository import ContactMissing
from services.notifications.use_cases import contacts, teaching, treatment
from tests.factories.notifications import (
    NOW,
    make_confirmation_requested,
    make_contact,
    make_course_approved,
    make_course_archived,
    make_course_published,
    make_course_rejected,
    make_enrollment_created,
    make_order_paid,
    make_user_registered,
)
from tests.integration.notifications.conftest import React
from tests.samples import sample

pytestmark = pytest.mark.postgres


@pytest.fixture
def lina(react: React) -> UUID:
    """Somebody whose contact is known."""
    event = make_user_registered()
    react(use_cases.remember_person, event)
    return event.user_id


def deliveries(session: Session) -> list[models.Delivery]:
    session.expire_all()
    return list(session.scalars(select(models.Delivery).order_by(models.Delivery.id)))


@pytest.mark.parametrize(
    ("use_case", "make", "kind", "subject"),
    [
        (
            use_cases.mail_already_registered,
            lambda user: RegistrationRepeated(user_id=user),
            "registration_repeated",
            "You already have an Academy account",
        ),
        (
            use_cases.mail_receipt,
            lambda user: make_order_paid(buyer_id=user),
            "receipt",
            "Receipt R-2026-000045: Rust for Pythonistas",
        ),
        (
            use_cases.mail_course_live,
            lambda user: make_course_published(teacher_id=user),
            "course_live",
            "Your course is live: Rust for Pythonistas",
        ),
        (
            use_cases.mail_course_rejected,
            lambda user: make_course_rejected(teacher_id=user),
            "course_rejected",
            "Your course needs changes: Rust for Pythonistas",
        ),
        (
            use_cases.mail_quiz_graded,
            lambda user: replace(
                sample(QuizAttemptGraded),
                student_id=user,
                quiz_title="Verbs",
                course_title="Spanish",
            ),
            "quiz_graded",
            "Your quiz was graded: Verbs",
        ),
        (
            teaching.mail_course_approved,
            lambda user: make_course_approved(teacher_id=user),
            "course_approved",
            "Your course is approved: Rust for Pythonistas",
        ),
        (
            teaching.mail_course_taken_down,
            lambda user: make_course_archived(teacher_id=user),
            "course_taken_down",
            "Your course was taken down: Rust for Pythonistas",
        ),
        (
            use_cases.mail_welcome,
            lambda user: make_enrollment_created(student_id=user),
            "welcome",
            "Welcome to First Steps",
        ),
        (
            treatment.mail_suspended,
            lambda user: replace(sample(UserSuspended), user_id=user),
            "suspended",
            "Your Academy account is suspended",
        ),
        (
            treatment.mail_restored,
            lambda user: replace(sample(UserRestored), user_id=user),
            "restored",
            "Your Academy account is open again",
        ),
        (
            treatment.mail_signed_out,
            lambda user: replace(sample(UserSignedOut), user_id=user, everywhere=True),
            "signed_out_everywhere",
            "We signed you out of Academy on all devices",
        ),
        (
            treatment.mail_viewed,
            lambda user: replace(sample(ImpersonationStarted), user_id=user, read_only=True),
            "viewed",
            "Our staff looked at Academy as you see it",
        ),
    ],
)
def test_an_event_queues_one_mail_to_the_person_it_concerns(
    *,
    use_case: Callable[..., None],
    make: Callable[[UUID], Event],
    kind: str,
    subject: str,
    lina: UUID,
    react: React,
    session: Session,
) -> None:
    event_id = react(use_case, make(lina))

    (queued,) = deliveries(session)
    assert (queued.event_id, queued.user_id, queued.kind) == (event_id, lina, kind)
    assert (queued.email, queued.subject) == ("lina@example.org", subject)
    assert (queued.state, queued.attempts) == (models.State.QUEUED, 0)


def test_a_mail_tells_the_time_where_its_reader_lives_by_their_newest_word(
    lina: UUID, react: React, session: Session
) -> None:
    moved = replace(sample(ProfileChanged), user_id=lina, contact=make_contact())
    react(contacts.remember_profile, replace(moved, time_zone="Africa/Cairo"))
    long_ago = NOW - timedelta(days=900)
    react(contacts.remember_profile, replace(moved, time_zone="Europe/Berlin"), time=long_ago)

    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina))

    (queued,) = deliveries(session)
    assert queued.time_zone == "Africa/Cairo"


def test_the_confirmation_link_goes_to_the_address_in_the_event(
    react: React, session: Session
) -> None:
    event = make_confirmation_requested("sealed", contact=make_contact(locale="ar"))

    react(use_cases.mail_confirmation, event)

    (queued,) = deliveries(session)
    assert (queued.email, queued.locale) == ("lina@example.org", "ar")
    assert queued.subject == "أكّد عنوان بريدك الإلكتروني"
    assert queued.sealed_secret == "sealed"


def test_an_event_that_arrives_twice_queues_one_mail(
    lina: UUID, react: React, session: Session
) -> None:
    event = make_order_paid(buyer_id=lina)

    event_id = react(use_cases.mail_receipt, event)
    react(use_cases.mail_receipt, event, event_id=event_id)
    react(use_cases.mail_receipt, event, event_id=event_id, handler="renamed_handler")

    assert len(deliveries(session)) == 1


def test_the_database_refuses_a_second_mail_about_the_same_event(
    lina: UUID, react: React, session: Session
) -> None:
    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina))
    columns = models.Delivery.__table__.columns.keys()
    (queued,) = deliveries(session)
    copy = {name: getattr(queued, name) for name in columns} | {"id": uuid4()}

    with pytest.raises(IntegrityError, match="uq_deliveries_event_id_user_id_channel"):
        session.execute(insert(models.Delivery).values(copy))


def test_an_event_about_a_stranger_waits_until_they_are_introduced(
    react: React, session: Session
) -> None:
    registered = make_user_registered()
    paid = make_order_paid(buyer_id=registered.user_id)
    event_id = uuid4()

    with pytest.raises(ContactMissing):
        react(use_cases.mail_receipt, paid, event_id=event_id)
    react(use_cases.remember_person, registered)
    react(use_cases.mail_receipt, paid, event_id=event_id)

    assert [row.event_id for row in deliveries(session)] == [event_id]


def test_a_published_course_is_announced_to_its_teacher_once(
    lina: UUID, react: React, session: Session
) -> None:
    react(use_cases.mail_course_live, make_course_published(teacher_id=lina))
    react(use_cases.mail_course_live, make_course_published(teacher_id=lina, first=False))

    assert len(deliveries(session)) == 1


def test_a_receipt_leads_to_the_newest_address_of_the_course(
    lina: UUID, react: React, session: Session
) -> None:
    course_id = uuid4()
    for age, slug in ((0, "new-name"), (1, "old-name")):
        event = make_course_published(course_id=course_id, slug=slug, first=False)
        react(use_cases.mail_course_live, event, time=NOW - timedelta(hours=age))

    react(use_cases.mail_receipt, make_order_paid(buyer_id=lina, course_id=course_id))

    (queued,) = deliveries(session)
    assert queued.links["action"] == "/courses/new-name"


def test_whoever_paid_reads_a_receipt_and_no_welcome(
    lina: UUID, react: React, session: Session
) -> None:
    event = make_enrollment_created(student_id=lina, order_id=uuid4())

    react(use_cases.mail_welcome, event)

    assert deliveries(session) == []


def test_contacts_follow_the_newest_event_whatever_the_order(
    react: React, session: Session
) -> None:
    registered = make_user_registered()
    changed = RoleChanged(
        user_id=registered.user_id,
        role=Role.TEACHER,
        contact=make_contact(email="new@example.org", locale="ar"),
    )

    react(use_cases.remember_new_role, changed, time=NOW + timedelta(minutes=1))
    react(use_cases.remember_person, registered, time=NOW)

    contact = session.scalars(select(models.Contact)).one()
    assert (contact.email, contact.locale, contact.role) == ("new@example.org", "ar", Role.TEACHER)
