"""Who is told about ways to sign in, on a real database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.accounts.email_changes import Side
from services.notifications import models, use_cases
from tests.factories.notifications import NOW, make_contact, make_user_registered
from tests.factories.sign_in_mails import (
    make_contact_changed,
    make_email_changed,
    make_email_link,
    make_email_wanted,
    make_google_linked,
    make_google_unlinked,
    make_password_changed,
    make_reset_requested,
)
from tests.integration.notifications.conftest import React

pytestmark = pytest.mark.postgres

LINA = "lina@example.org"


def queued(session: Session) -> list[tuple[str, str, str | None]]:
    session.expire_all()
    rows = session.scalars(select(models.Delivery).order_by(models.Delivery.id))
    return [(row.email, row.kind, row.sealed_secret) for row in rows]


@pytest.mark.parametrize(
    ("use_case", "event", "expected"),
    [
        (
            use_cases.mail_password_reset,
            make_reset_requested("sealed"),
            (LINA, "password_reset", "sealed"),
        ),
        (
            use_cases.mail_password_changed,
            make_password_changed(),
            (LINA, "password_changed", None),
        ),
        (
            use_cases.mail_email_change,
            make_email_link("sealed"),
            ("lina@new.example", "email_change_new", "sealed"),
        ),
        (
            use_cases.mail_email_change,
            make_email_link("sealed", side=Side.OLD, contact=make_contact()),
            (LINA, "email_change_old", "sealed"),
        ),
        (use_cases.mail_email_changed, make_email_changed(), (LINA, "email_changed", None)),
        (use_cases.mail_google_linked, make_google_linked(), (LINA, "google_linked", None)),
        (use_cases.mail_google_unlinked, make_google_unlinked(), (LINA, "google_unlinked", None)),
    ],
)
def test_word_goes_to_the_address_in_the_event(
    use_case: Callable[..., None],
    event: Any,
    expected: tuple[str, str, str | None],
    react: React,
    session: Session,
) -> None:
    react(use_case, event)

    assert queued(session) == [expected]


def test_the_owner_of_a_wanted_address_is_told_at_the_address_known_of_them(
    react: React, session: Session
) -> None:
    registered = make_user_registered()
    react(use_cases.remember_person, registered)

    react(use_cases.mail_email_wanted, make_email_wanted(user_id=registered.user_id))

    assert queued(session) == [(LINA, "email_wanted", None)]


def test_a_contact_follows_its_newest_change(react: React, session: Session) -> None:
    registered = make_user_registered()
    for age, email in ((1, "newest@example.org"), (2, "newer@example.org")):
        changed = make_contact_changed(
            user_id=registered.user_id, contact=make_contact(email=email)
        )
        react(use_cases.remember_new_contact, changed, time=NOW + timedelta(hours=3 - age))
    react(use_cases.remember_person, registered, time=NOW)

    assert session.scalars(select(models.Contact.email)).all() == ["newest@example.org"]
