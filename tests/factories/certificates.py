"""Certificates, rules and keys, with unremarkable defaults."""

from datetime import date
from typing import Any

from contracts.courses.certificate_rules import CertificateRule
from contracts.courses.certificates import CertificateSnapshot
from services.courses.certificates.press import Press
from services.courses.certificates.signing import Signer, encode

PUBLIC_URL = "https://academy.example"
SEED, OTHER_SEED = encode(b"k" * 32), encode(b"o" * 32)


def make_press(seed: str = SEED) -> Press:
    """What certificates are made with, without threads."""
    return Press(Signer(seed), PUBLIC_URL, "Academy", lambda work, *given: work(*given))


def make_snapshot(**changes: Any) -> CertificateSnapshot:
    """What a certificate says."""
    fields: dict[str, Any] = {
        "version": 1,
        "code": "AB23-CD34-EF56-GH78",
        "academy": "Academy",
        "language": "en",
        "holder": "Lina Haddad",
        "course": "Programming with Python",
        "edition": 3,
        "teacher": "Amina Rahimi",
        "lessons": 24,
        "minutes": 754,
        "grade": 92,
        "attended_classes": 4,
        "issued_on": date(2026, 5, 4),
        "expires_on": date(2028, 5, 4),
        "template": "0" * 64,
    }
    return CertificateSnapshot(**{**fields, **changes})


def make_rule(**changes: Any) -> CertificateRule:
    """A course that gives certificates for all of its lessons."""
    return CertificateRule(**{"offered": True, **changes})
