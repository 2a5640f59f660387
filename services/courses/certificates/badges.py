"""Certificates as Open Badges 3.0: a credential as a VC-JWT, signed with the same key.

The credential follows the data model of Open Badges 3.0 (OpenBadgeCredential, AchievementSubject,
Achievement, Profile, IdentityObject) and its JSON Web Token proof format.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

import jwt

from contracts.courses.certificate_rules import CertificateRule, QuizCondition
from contracts.courses.certificates import CertificateSnapshot, OpenBadge
from services.courses.certificates.signing import Signer

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
HOLDERS = UUID("5a3ff9a1-6a0c-4e86-9f9e-6f0c58b2f4d1")
"""The namespace of the ids that stand for holders: one per certificate, so that none is traced."""


def badge_of(
    snapshot: CertificateSnapshot,
    course_url: str,
    public_url: str,
    rule: CertificateRule,
    signer: Signer,
) -> OpenBadge:
    """The credential and the compact JWS that carries it."""
    credential = _credential(snapshot, course_url, public_url, criteria(rule))
    key = f"{public_url}/v1/certificate-keys/{signer.key_id}"
    signed = jwt.encode(
        {**credential, **_claims(credential)},
        signer.private_key,
        algorithm="EdDSA",
        headers={"kid": key, "typ": "JWT"},
    )
    return OpenBadge(credential=credential, jwt=signed)


def criteria(rule: CertificateRule) -> str:
    """What the holder had to do, as a sentence."""
    parts = [f"complete at least {rule.lessons_percent} % of the lessons"]
    if rule.quiz_condition is QuizCondition.AVERAGE:
        parts.append(f"reach {rule.quiz_percent} % in the quizzes on average")
    if rule.quiz_condition is QuizCondition.EACH:
        parts.append(f"reach {rule.quiz_percent} % in each quiz")
    if rule.classes:
        parts.append(f"attend at least {rule.classes} live classes")
    if rule.sign_off:
        parts.append("convince the teacher")
    return f"Who earns it has to {_listed(parts)}."


def _credential(
    snapshot: CertificateSnapshot, course_url: str, public_url: str, narrative: str
) -> dict[str, Any]:
    return {
        "@context": list(CONTEXT),
        "id": f"{public_url}/verify/{snapshot.code}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": snapshot.course,
        "issuer": {
            "id": public_url,
            "type": ["Profile"],
            "name": snapshot.academy,
            "url": public_url,
        },
        "validFrom": _moment(snapshot.issued_on, time.min),
        **_until(snapshot.expires_on),
        "credentialSubject": {
            "id": f"urn:uuid:{uuid5(HOLDERS, snapshot.code)}",
            "type": ["AchievementSubject"],
            "identifier": [_name(snapshot.holder)],
            "achievement": _achievement(snapshot, course_url, narrative),
        },
    }


def _name(holder: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "identityType": "name",
        "hashed": False,
        "identityHash": holder,
    }


def _achievement(snapshot: CertificateSnapshot, course_url: str, narrative: str) -> dict[str, Any]:
    return {
        "id": course_url,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": snapshot.course,
        "description": f"The course “{snapshot.course}”, taught by {snapshot.teacher}.",
        "criteria": {"narrative": narrative},
        "inLanguage": snapshot.language,
    }


def _claims(credential: dict[str, Any]) -> dict[str, Any]:
    """The claims of the JWT, which repeat the credential."""
    until = credential.get("validUntil")
    return {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(credential["validFrom"]),
        **({"exp": _seconds(until)} if until else {}),
    }


def _until(day: date | None) -> dict[str, str]:
    return {"validUntil": _moment(day, time(23, 59, 59))} if day else {}


def _moment(day: date, clock: time) -> str:
    return datetime.combine(day, clock, UTC).isoformat().replace("+00:00", "Z")


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
