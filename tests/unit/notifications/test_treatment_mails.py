"""What a person reads about staff's dealings with their account, in both languages."""

import pytest
from msgspec.structs import replace

from contracts.accounts.impersonation import ImpersonationStarted
from contracts.accounts.people import UserSignedOut, UserSuspended
from services.notifications import policies, treatment_mails
from services.notifications.rendering import LANGUAGES
from tests.factories.notifications import NOW
from tests.samples import sample
from tests.unit.notifications.wording import URL, ensure_complete, rendered, shape, strings

LEFT = replace(sample(UserSignedOut), reason="Lost phone")
VIEW = replace(
    sample(ImpersonationStarted), impersonator_name="Sam Okafor", ends_at=NOW, reason="Ticket 12"
)
MAILS = {
    "suspended": treatment_mails.suspended(replace(sample(UserSuspended), reason="Shared logins")),
    "restored": treatment_mails.restored(),
    "signed_out": treatment_mails.signed_out(replace(LEFT, everywhere=False)),
    "signed_out_everywhere": treatment_mails.signed_out(replace(LEFT, everywhere=True)),
    "viewed": treatment_mails.viewed(replace(VIEW, read_only=True), NOW),
    "acted_for": treatment_mails.viewed(replace(VIEW, read_only=False), NOW),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_every_mail_is_complete_in_every_language(kind: str, language: str) -> None:
    assert MAILS[kind].kind == kind
    ensure_complete(MAILS[kind], language)


def test_every_language_has_the_same_strings() -> None:
    english, arabic = (strings(f"{language}/treatment.yaml") for language in LANGUAGES)

    assert shape(english) == shape(arabic)
    assert set(english) == set(MAILS)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("suspended", "Shared logins"),
        ("signed_out", "Lost phone"),
        ("signed_out_everywhere", "Lost phone"),
        ("viewed", "Ticket 12"),
        ("acted_for", "Ticket 12"),
    ],
)
def test_the_reason_is_told(kind: str, reason: str) -> None:
    assert f"> {reason}\n" in rendered(MAILS[kind]).text


@pytest.mark.parametrize("kind", ["viewed", "acted_for"])
def test_a_view_names_who_looked_and_when(kind: str) -> None:
    text = rendered(MAILS[kind], time_zone="Europe/Berlin").text

    assert "Sam Okafor" in text
    assert "From: May 4, 2026, 14:30 (Berlin)" in text
    assert "Until at most: May 4, 2026, 14:30 (Berlin)" in text
    assert f"{URL}/account/security\n" in text


@pytest.mark.parametrize("kind", MAILS)
def test_nobody_can_switch_them_off(kind: str) -> None:
    assert policies.is_fixed(policies.kind_of(kind))
