"""What a student reads about their certificates, in both languages."""

import pytest
from msgspec.structs import replace

from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from contracts.notifications.messages import NotificationKind
from services.notifications import certificate_mails, policies
from services.notifications.rendering import LANGUAGES
from tests.samples import sample
from tests.unit.notifications.wording import URL, ensure_complete, rendered, shape, strings

CODE = "AB23-CD34-EF56-GH78"
EARNED = replace(sample(CertificateIssued), code=CODE, course_title="Knots")
ENDED = replace(sample(CertificateRevoked), code=CODE, course_title="Knots", reason="Copied.")
MAILS = {
    "certificate_issued": certificate_mails.issued(EARNED),
    "certificate_reissued": certificate_mails.issued(replace(EARNED, replaces="X")),
    "certificate_revoked": certificate_mails.revoked(ENDED),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_every_mail_is_complete_in_every_language(kind: str, language: str) -> None:
    assert MAILS[kind].kind == kind
    ensure_complete(MAILS[kind], language)


def test_every_language_has_the_same_strings() -> None:
    english, arabic = (strings(f"{language}/certificates.yaml") for language in LANGUAGES)

    assert shape(english) == shape(arabic)
    assert set(english) == set(MAILS)


@pytest.mark.parametrize("kind", MAILS)
def test_the_course_the_code_and_the_open_page_are_told(kind: str) -> None:
    text = rendered(MAILS[kind]).text

    assert "Knots" in text
    assert CODE in text
    assert f"{URL}/verify/{CODE}" in text


def test_a_revocation_says_why_and_cannot_be_switched_off() -> None:
    assert "> Copied.\n" in rendered(MAILS["certificate_revoked"]).text
    assert policies.is_fixed(policies.kind_of("certificate_revoked"))
    assert policies.kind_of("certificate_issued") is NotificationKind.LEARNING
