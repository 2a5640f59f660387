"""Files of certificates: made once, and checked against the register by whoever has one."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.courses.certificate_register import RevokeCertificate
from contracts.courses.certificates import (
    CertificateStatus,
    CheckCertificateFile,
    CheckReason,
    FileVerdict,
    GetCertificate,
    GetCertificateFile,
    GetCertificateKey,
    ListCertificateKeys,
    ReissueCertificate,
)
from contracts.courses.errors import (
    CertificateFileUnreadable,
    CertificateKeyNotFound,
)
from services.common.storage import FileStore
from services.courses.certificate_replies import expect_signed
from services.courses.certificates.press import Press
from services.courses.certificates.rendering import render
from services.courses.certificates.signing import Signer, decode, is_signed
from services.courses.use_cases import certificate_files, certificates
from tests.factories.certificates import OTHER_SEED, PUBLIC_URL, make_press, make_snapshot
from tests.integration.courses.certified import ADMIN, REVOKED, download, earn, rename
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


def test_a_pdf_is_made_once_and_made_again_when_it_is_lost(
    ask: Ask, session: Session, files: FileStore
) -> None:
    certificate, _ = earn(session, ask)

    first = ask(GetCertificateFile(code=certificate.code))
    assert ask(GetCertificateFile(code=certificate.code)) == first
    content = files.read(first.file_id)
    files.remove(first.file_id)
    second = ask(GetCertificateFile(code=certificate.code))

    assert second.file_id != first.file_id
    assert files.read(second.file_id) == content
    assert certificate.code in second.name


def test_a_file_of_the_academy_is_genuine(ask: Ask, session: Session, files: FileStore) -> None:
    certificate, _ = earn(session, ask)

    check = ask(CheckCertificateFile(content=download(ask, files, certificate.code)))

    assert (check.verdict, check.reason, check.differences) == (FileVerdict.GENUINE, None, [])
    assert check.record is not None
    assert check.record.status is CertificateStatus.VALID


def test_a_genuine_file_of_a_revoked_certificate_is_said_to_be_revoked(
    ask: Ask, session: Session, files: FileStore
) -> None:
    certificate, _ = earn(session, ask)
    content = download(ask, files, certificate.code)
    ask(RevokeCertificate(code=certificate.code, reason=REVOKED), ADMIN)

    check = ask(CheckCertificateFile(content=content))

    assert check.verdict is FileVerdict.GENUINE
    assert check.record is not None
    assert check.record.status is CertificateStatus.REVOKED


@pytest.mark.parametrize("field", ["holder", "grade", "issued_on", "expires_on", "minutes"])
def test_an_embedded_field_that_was_changed_is_named(
    ask: Ask, session: Session, field: str
) -> None:
    certificate, _ = earn(session, ask)
    signed = expect_signed(certificate)
    forged = make_snapshot(
        **{name: getattr(signed.snapshot, name) for name in signed.snapshot.__struct_fields__}
        | {field: getattr(make_snapshot(holder="Somebody Else"), field)}
    )
    assert forged != signed.snapshot
    faked = type(signed)(snapshot=forged, key_id=signed.key_id, signature=signed.signature)

    check = ask(CheckCertificateFile(content=render(faked, PUBLIC_URL)))

    assert (check.verdict, check.reason) == (FileVerdict.ALTERED, CheckReason.SIGNATURE_WRONG)
    assert [one.field for one in check.differences] == [field]


def test_what_a_stolen_key_signed_still_differs_from_the_register(
    ask: Ask, session: Session, press: Press
) -> None:
    certificate, _ = earn(session, ask)
    forged = press.sign(make_snapshot(code=certificate.code, holder="Somebody Else"))
    unknown = press.sign(make_snapshot(code="AB23-CD34-EF56-GH78"))

    check = ask(CheckCertificateFile(content=render(forged, PUBLIC_URL)))
    other = ask(CheckCertificateFile(content=render(unknown, PUBLIC_URL)))

    assert (check.verdict, check.reason) == (FileVerdict.ALTERED, CheckReason.FIELDS_DIFFER)
    assert "holder" in {one.field for one in check.differences}
    assert (other.verdict, other.reason) == (FileVerdict.UNKNOWN, CheckReason.NOT_IN_REGISTER)


def test_a_file_whose_page_was_edited_is_altered_though_its_data_are_genuine(
    ask: Ask, session: Session, files: FileStore
) -> None:
    certificate, _ = earn(session, ask)
    edited = download(ask, files, certificate.code) + b"\n% edited"

    check = ask(CheckCertificateFile(content=edited))

    assert (check.verdict, check.reason) == (FileVerdict.ALTERED, CheckReason.FILE_CHANGED)
    assert check.differences == []


def test_a_file_that_is_no_pdf_is_refused(ask: Ask) -> None:
    with pytest.raises(CertificateFileUnreadable):
        ask(CheckCertificateFile(content=b"hello"))


def test_after_a_rotation_the_old_key_still_verifies_and_the_new_one_signs(
    ask: Ask, session: Session, files: FileStore, service_for: Callable[..., Any]
) -> None:
    certificate, student = earn(session, ask)
    old = download(ask, files, certificate.code)
    rotated = make_press(OTHER_SEED)
    rename(session, student, "Lina New")
    begin = service_for(student).work.begin

    with begin() as work:
        fresh = certificates.reissue_certificate(
            work, rotated, ReissueCertificate(code=certificate.code)
        )
        keys = certificates.list_certificate_keys(work, rotated, ListCertificateKeys()).keys
    check = certificate_files.check_certificate_file(
        begin, rotated, CheckCertificateFile(content=old)
    )

    renewed = ask(GetCertificate(code=fresh.code)).certificate
    assert renewed is not None
    assert renewed.key_id == rotated.signer.key_id
    assert check.verdict is FileVerdict.GENUINE
    assert [key.kid for key in keys] == [rotated.signer.key_id, certificate.key_id]
    record = ask(GetCertificate(code=certificate.code))
    assert record.certificate is not None
    old_key = next(key for key in keys if key.kid == record.certificate.key_id)
    assert is_signed(record.certificate, decode(old_key.x))
    assert not is_signed(record.certificate, Signer(OTHER_SEED).public_key)


def test_public_keys_are_published_and_others_are_unknown(
    ask: Ask, session: Session, press: Press
) -> None:
    earn(session, ask)

    assert [one.kid for one in ask(ListCertificateKeys()).keys] == [press.signer.key_id]
    assert ask(GetCertificateKey(key_id=press.signer.key_id)).crv == "Ed25519"
    with pytest.raises(CertificateKeyNotFound):
        ask(GetCertificateKey(key_id="nobody"))
