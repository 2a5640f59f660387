"""A public academy believes no issuer that somebody on the way could be."""

import pytest

from services.accounts.integrations.google import ensure_encrypted


@pytest.mark.parametrize(
    ("issuer", "environment"),
    [
        ("https://accounts.google.com", "production"),
        ("http://127.0.0.1:8430", "local"),
        ("http://127.0.0.1:8430", "test"),
    ],
)
def test_an_encrypted_issuer_is_believed_and_a_stand_in_at_home(
    issuer: str, environment: str
) -> None:
    ensure_encrypted(issuer, environment)


def test_31_a_stand_in_ends_the_start_in_production() -> None:
    with pytest.raises(SystemExit, match="GOOGLE_ISSUER"):
        ensure_encrypted("http://google.example", "production")
