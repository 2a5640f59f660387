"""What people read about their passwords, addresses and ways in, in both languages."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.fernet import Fernet

from contracts.accounts.email_changes import Side
from contracts.accounts.passwords import PasswordChange
from services.common.sealing import seal
from services.notifications import rendering, sign_in_mails
from services.notifications.rendering import LANGUAGES, Reader, Rendered, render
from tests.factories.notifications import NOW
from tests.factories.sign_in_mails import (
    make_email_changed,
    make_email_link,
    make_google_linked,
    make_google_unlinked,
    make_password_changed,
    make_reset_requested,
)

URL = "https://academy.example"
KEY = Fernet.generate_key().decode()
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


def rendered(kind: str, locale: str = "en") -> Rendered:
    reader = Reader(name="Lina Haddad", locale=locale)
    return render(MAILS[kind], reader, public_url=URL, sealing_key=KEY)


def strings(language: str) -> dict[str, Any]:
    file = Path(rendering.__file__).parent / "locales" / language / "sign_in.yaml"
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def shape(texts: object) -> object:
    """Names, lengths and placeholders, without the words."""
    if isinstance(texts, dict):
        return {name: shape(value) for name, value in texts.items()}
    if isinstance(texts, list):
        return [shape(value) for value in texts]
    return sorted(re.findall(r"\{\w+\}", str(texts)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_every_mail_is_complete_in_every_language(kind: str, language: str) -> None:
    mail = rendered(kind, language)

    assert MAILS[kind].kind == kind
    for part in (mail.html, mail.text):
        assert "Lina Haddad" in part
        assert f"{URL}/" in part
        assert not re.search(r"\{\w+\}", part.partition("</style>")[2] or part)


def test_every_language_has_the_same_strings() -> None:
    english, arabic = (strings(language) for language in LANGUAGES)

    assert shape(english) == shape(arabic)
    assert set(english) == set(MAILS)


@pytest.mark.parametrize("kind", ["password_reset", "email_change_new", "email_change_old"])
def test_a_link_carries_its_token_only_when_rendered(kind: str) -> None:
    assert TOKEN in rendered(kind).text
    assert TOKEN not in str(MAILS[kind])


def test_a_reset_leads_to_the_page_of_the_academy_itself() -> None:
    assert f"{URL}/reset?token={TOKEN}\n" in rendered("password_reset").text


@pytest.mark.parametrize("kind", ["email_change_new", "email_change_old"])
def test_either_address_can_agree_or_refuse(kind: str) -> None:
    text = rendered(kind).text

    assert f"{URL}/email-change?token={TOKEN}\n" in text
    assert f"{URL}/email-change?token={TOKEN}&refuse=1\n" in text
    assert "Old address: lina@example.org" in text
    assert "New address: lina@new.example" in text


@pytest.mark.parametrize("kind", ["password_changed", "google_linked", "google_unlinked"])
def test_whoever_did_not_do_it_is_led_to_a_new_password(kind: str) -> None:
    assert f"{URL}/forgot\n" in rendered(kind).text
