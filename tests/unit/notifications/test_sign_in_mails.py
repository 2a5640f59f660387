"""What people read about their passwords, addresses and ways in, in both languages."""

import pytest

from contracts.accounts.email_changes import Side
from contracts.accounts.passwords import PasswordChange
from services.common.sealing import seal
from services.notifications import sign_in_mails
from services.notifications.rendering import LANGUAGES
from tests.factories.notifications import NOW
from tests.factories.sign_in_mails import (
    make_email_changed,
    make_email_link,
    make_google_linked,
    make_google_unlinked,
    make_password_changed,
    make_reset_requested,
)
from tests.unit.notifications.wording import KEY, URL, ensure_complete, rendered, shape, strings

TOKEN = "t0ken-" * 6
SEALED = seal(TOKEN, KEY)

MAILS = {
    "password_reset": sign_in_mails.password_reset(make_reset_requested(SEALED)),
    "password_changed": sign_in_mails.password_changed(make_password_changed(), NOW),
    "password_set": sign_in_mails.password_changed(
        make_password_changed(change=PasswordChange.FIRST), NOW
    ),
    "email_change_new": sign_in_mails.email_change(make_email_link(SEALED)),
    "email_change_old": sign_in_mails.email_change(make_email_link(SEALED, side=Side.OLD)),
    "email_changed": sign_in_mails.email_changed(make_email_changed()),
    "email_wanted": sign_in_mails.email_wanted(),
    "google_linked": sign_in_mails.google_linked(make_google_linked()),
    "google_unlinked": sign_in_mails.google_unlinked(make_google_unlinked()),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_every_mail_is_complete_in_every_language(kind: str, language: str) -> None:
    assert MAILS[kind].kind == kind
    ensure_complete(MAILS[kind], language)


def test_every_language_has_the_same_strings() -> None:
    english, arabic = (strings(f"{language}/sign_in.yaml") for language in LANGUAGES)

    assert shape(english) == shape(arabic)
    assert set(english) == set(MAILS)


@pytest.mark.parametrize("kind", ["password_reset", "email_change_new", "email_change_old"])
def test_a_link_carries_its_token_only_when_rendered(kind: str) -> None:
    assert TOKEN in rendered(MAILS[kind]).text
    assert TOKEN not in str(MAILS[kind])


def test_a_reset_leads_to_the_page_of_the_academy_itself() -> None:
    assert f"{URL}/reset?token={TOKEN}\n" in rendered(MAILS["password_reset"]).text


@pytest.mark.parametrize("kind", ["email_change_new", "email_change_old"])
def test_either_address_can_agree_or_refuse(kind: str) -> None:
    text = rendered(MAILS[kind]).text

    assert f"{URL}/email-change?token={TOKEN}\n" in text
    assert f"{URL}/email-change?token={TOKEN}&refuse=1\n" in text
    assert "Old address: lina@example.org" in text
    assert "New address: lina@new.example" in text


@pytest.mark.parametrize("kind", ["password_changed", "google_linked", "google_unlinked"])
def test_whoever_did_not_do_it_is_led_to_a_new_password(kind: str) -> None:
    assert f"{URL}/forgot\n" in rendered(MAILS[kind]).text
