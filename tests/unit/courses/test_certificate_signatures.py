"""Codes, keys, signatures and badges."""

from datetime import date
from typing import Any

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contracts.courses.certificate_rules import QuizCondition
from contracts.courses.certificates import CertificateSnapshot, SignedCertificate
from services.common.config import load
from services.courses.certificates.badges import CONTEXT, badge_of, criteria
from services.courses.certificates.codes import ALPHABET, new_code, read_code
from services.courses.certificates.signing import Signer, canonical, decode, encode, is_signed
from services.courses.config import CertificateSettings
from tests.factories.certificates import OTHER_SEED, PUBLIC_URL, SEED, make_rule, make_snapshot

SIGNER = Signer(SEED)
CHANGES: dict[str, Any] = {
    "version": 2,
    "code": "AB23-CD34-EF56-GH79",
    "academy": "Akademy",
    "language": "ar",
    "holder": "Lina Hadad",
    "course": "Programming with Rust",
    "edition": None,
    "teacher": "Somebody Else",
    "lessons": 25,
    "minutes": 755,
    "grade": 93,
    "attended_classes": 5,
    "issued_on": date(2026, 5, 5),
    "expires_on": None,
    "template": "1" * 64,
}


def test_every_field_has_a_change_that_is_tried() -> None:
    assert set(CHANGES) == set(CertificateSnapshot.__struct_fields__)


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_any_field_breaks_the_signature(field: str) -> None:
    signed = SIGNER.sign(make_snapshot())
    forged = msgspec.structs.replace(signed, snapshot=make_snapshot(**{field: CHANGES[field]}))

    assert is_signed(signed, SIGNER.public_key)
    assert not is_signed(forged, SIGNER.public_key)


@pytest.mark.parametrize("signature", ["", "AAAA", "!!", encode(b"x" * 64)])
def test_something_else_is_no_signature(signature: str) -> None:
    signed = SIGNER.sign(make_snapshot())

    assert not is_signed(msgspec.structs.replace(signed, signature=signature), SIGNER.public_key)


def test_another_key_has_another_id_and_vouches_for_nothing_of_this_one() -> None:
    other = Signer(OTHER_SEED)

    assert other.key_id != SIGNER.key_id
    assert not is_signed(SIGNER.sign(make_snapshot()), other.public_key)


def test_the_signed_bytes_do_not_depend_on_how_json_was_written() -> None:
    signed = SIGNER.sign(make_snapshot(holder="أمينة \u2028 é"))
    indented = msgspec.json.format(msgspec.json.encode(signed), indent=4)

    again = msgspec.json.decode(indented, type=SignedCertificate)

    assert is_signed(again, SIGNER.public_key)
    assert canonical(make_snapshot()).startswith(b'{"academy":"Academy","attended_classes":4,')


@pytest.mark.parametrize("seed", ["", "short", encode(b"k" * 31), "*" * 43])
def test_a_process_does_not_start_with_a_key_that_signs_nothing(seed: str) -> None:
    with pytest.raises(SystemExit, match="CERTIFICATE_SIGNING_KEY"):
        load(CertificateSettings, {"PUBLIC_URL": "x", "CERTIFICATE_SIGNING_KEY": seed})


def test_codes_are_read_however_they_are_typed() -> None:
    code = new_code()

    assert read_code(code) == code
    assert read_code(f" {code.lower().replace('-', ' ')} ") == code
    assert read_code(code.replace("-", "\N{EN DASH}")) == code
    assert read_code(code.replace("-", "")) == code


@pytest.mark.parametrize(
    "text", ["", "AB23-CD34-EF56", "AB23-CD34-EF56-GH78-JK99", "0B23-CD34-EF56-GH78", "é" * 16]
)
def test_other_texts_are_no_codes(text: str) -> None:
    assert read_code(text) is None


def test_codes_have_no_letters_that_look_alike_and_nobody_guesses_them() -> None:
    assert not set("01ILOU") & set(ALPHABET)
    assert len(ALPHABET) ** 16 > 2**64
    assert len({new_code() for _ in range(100)}) == 100


def test_a_badge_is_a_credential_that_the_public_key_verifies() -> None:
    badge = badge_of(
        make_snapshot(), f"{PUBLIC_URL}/courses/python", PUBLIC_URL, make_rule(), SIGNER
    )
    key = Ed25519PublicKey.from_public_bytes(SIGNER.public_key)

    header = jwt.get_unverified_header(badge.jwt)
    claims = jwt.decode(badge.jwt, key, algorithms=["EdDSA"])

    assert header == {
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": f"{PUBLIC_URL}/v1/certificate-keys/{SIGNER.key_id}",
    }
    assert badge.credential.items() <= claims.items()
    assert claims["iss"] == claims["issuer"]["id"] == PUBLIC_URL
    assert claims["jti"] == claims["id"] == f"{PUBLIC_URL}/verify/AB23-CD34-EF56-GH78"
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["nbf"] == 1777852800
    assert claims["validFrom"] == "2026-05-04T00:00:00Z"
    assert (claims["exp"], claims["validUntil"]) == (1841097599, "2028-05-04T23:59:59Z")


def test_a_badge_has_what_open_badges_3_requires() -> None:
    badge = badge_of(
        make_snapshot(expires_on=None),
        f"{PUBLIC_URL}/courses/python",
        PUBLIC_URL,
        make_rule(),
        SIGNER,
    ).credential
    subject = badge["credentialSubject"]

    assert badge["@context"] == list(CONTEXT)
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert badge["issuer"].keys() >= {"id", "type", "name"}
    assert subject["type"] == ["AchievementSubject"]
    assert subject["achievement"].keys() >= {"id", "type", "name", "description", "criteria"}
    assert subject["achievement"]["criteria"]["narrative"]
    assert subject["identifier"][0]["identityHash"] == "Lina Haddad"
    assert "validUntil" not in badge


def test_criteria_say_what_the_rule_asks_for() -> None:
    each = make_rule(quiz_condition=QuizCondition.EACH, quiz_percent=70, classes=2, sign_off=True)

    assert criteria(make_rule()) == "Who earns it has to complete at least 100 % of the lessons."
    assert criteria(each) == (
        "Who earns it has to complete at least 100 % of the lessons, reach 70 % in each quiz, "
        "attend at least 2 live classes and convince the teacher."
    )


def test_base64url_comes_back() -> None:
    assert decode(encode(b"\xff\xfe\xfd")) == b"\xff\xfe\xfd"
