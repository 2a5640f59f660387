"""What the register says of certificates, to whom, and what becomes of them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from contracts.courses.certificate_register import (
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.certificates import (
    CertificateStatus,
    CheckCertificateFile,
    CheckReason,
    FileVerdict,
    GetCertificate,
    GetCertificateFile,
    GetCertificateKey,
    GetOpenBadge,
    ListCertificateKeys,
    ListCertificates,
    ReissueCertificate,
)
from contracts.courses.errors import (
    CertificateFileUnreadable,
    CertificateKeyNotFound,
    CertificateNotFound,
    CertificateNotValid,
    CertificateWithdrawn,
    NameUnchanged,
    TooManyReissues,
)
from contracts.privacy import CoursesUserExported, ErasureRequested, ExportRequested
from contracts.types import Actor, Role
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.courses import models
from services.courses.certificate_replies import expect_signed
from services.courses.certificates.press import Press
from services.courses.certificates.rendering import render
from services.courses.certificates.signing import Signer, decode, is_signed
from services.courses.use_cases import certificate_files, certificates
from tests.factories.certificates import OTHER_SEED, PUBLIC_URL, make_press, make_snapshot
from tests.factories.courses import make_actor
from tests.factories.recorded import events
from tests.integration.courses.certified import earn, register
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

ADMIN = make_actor(Role.ADMIN)
REVOKED = "Earned with somebody else's answers."


def rename(session: Session, person: Actor, name: str) -> None:
    mine = models.Person.id == person.user_id
    session.execute(update(models.Person).where(mine).values(name=name))
    session.commit()


def download(ask: Ask, files: FileStore, code: str) -> bytes:
    content = files.read(ask(GetCertificateFile(code=code)).file_id)
    assert content is not None
    return content


def test_anybody_sees_every_printed_field(ask: Ask, session: Session, press: Press) -> None:
    certificate, _ = earn(session, ask)

    record = ask(GetCertificate(code=certificate.code.lower().replace("-", " ")))

    assert record.status is CertificateStatus.VALID
    assert record.certificate is not None
    assert record.certificate.snapshot.code == certificate.code
    assert is_signed(record.certificate, press.signer.public_key)


@pytest.mark.parametrize("code", ["AB23-CD34-EF56-GH78", "no such code at all"])
def test_an_unknown_code_is_not_found(ask: Ask, code: str) -> None:
    with pytest.raises(CertificateNotFound):
        ask(GetCertificate(code=code))


def test_what_staff_revoke_is_revoked_for_all_to_see(ask: Ask, session: Session) -> None:
    certificate, student = earn(session, ask)

    shown = ask(RevokeCertificate(code=certificate.code, reason=REVOKED), ADMIN)

    record = ask(GetCertificate(code=certificate.code))
    assert shown.status is record.status is CertificateStatus.REVOKED
    assert (record.revocation_reason, record.revoked_at) == (REVOKED, shown.revoked_at)
    assert record.certificate is not None
    (told,) = events(session, models.bookkeeping, CertificateRevoked)
    assert (told.student_id, told.reason) == (student.user_id, REVOKED)
    (audited,) = events(session, models.bookkeeping, CoursesAdminActed)
    assert (audited.action, audited.target_label) == (
        "courses.certificate.revoked",
        certificate.code,
    )
    assert (audited.before, audited.after) == ({"status": "valid"}, {"status": "revoked"})
    again: list[Any] = [
        RevokeCertificate(code=certificate.code, reason=REVOKED),
        SupersedeCertificate(code=certificate.code, reason=REVOKED),
    ]
    for request in again:
        with pytest.raises(CertificateNotValid):
            ask(request, ADMIN)
    with pytest.raises(CertificateNotValid):
        ask(GetCertificateFile(code=certificate.code))
    with pytest.raises(CertificateNotValid):
        ask(GetOpenBadge(code=certificate.code), student)


def test_a_correction_takes_the_place_of_what_was_wrong(ask: Ask, session: Session) -> None:
    certificate, _ = earn(session, ask, validity_months=12)

    shown = ask(
        SupersedeCertificate(code=certificate.code, holder="Lina al-Haddad", reason="A typo."),
        ADMIN,
    )

    old, new = ask(GetCertificate(code=certificate.code)), ask(GetCertificate(code=shown.code))
    assert (old.status, old.superseded_by) == (CertificateStatus.SUPERSEDED, shown.code)
    assert new.status is CertificateStatus.VALID
    assert new.certificate is not None
    assert old.certificate is not None
    before, after = old.certificate.snapshot, new.certificate.snapshot
    assert (before.holder, after.holder) == ("Lina Haddad", "Lina al-Haddad")
    assert (before.issued_on, before.expires_on) == (after.issued_on, after.expires_on)
    assert shown.supersedes == certificate.code
    told = events(session, models.bookkeeping, CertificateIssued)
    assert [one.replaces for one in told] == [None, certificate.code]
    (audited,) = events(session, models.bookkeeping, CoursesAdminActed)
    assert audited.after == {"status": "superseded", "superseded_by": shown.code}


def test_a_new_name_is_printed_a_few_times_a_year(ask: Ask, session: Session) -> None:
    certificate, student = earn(session, ask)
    with pytest.raises(NameUnchanged):
        ask(ReissueCertificate(code=certificate.code), student)
    code = certificate.code
    for name in ("Lina One", "Lina Two", "Lina Three"):
        rename(session, student, name)
        (card,) = ask(ListCertificates(), student).items
        assert card.renamed
        fresh = ask(ReissueCertificate(code=code), student)
        assert (fresh.holder, fresh.renamed) == (name, False)
        code = fresh.code
    rename(session, student, "Lina Four")

    with pytest.raises(TooManyReissues):
        ask(ReissueCertificate(code=code), student)

    assert [one.code for one in ask(ListCertificates(), student).items] == [code]
    assert ask(GetCertificate(code=certificate.code)).status is CertificateStatus.SUPERSEDED


def test_a_certificate_is_its_holders(ask: Ask, session: Session) -> None:
    certificate, _ = earn(session, ask)
    stranger = make_actor()

    assert ask(ListCertificates(), stranger).items == []
    requests: list[Any] = [
        ReissueCertificate(code=certificate.code),
        GetOpenBadge(code=certificate.code),
    ]
    for request in requests:
        with pytest.raises(CertificateNotFound):
            ask(request, stranger)


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


def test_a_holder_takes_their_badge_along(ask: Ask, session: Session) -> None:
    certificate, student = earn(session, ask)

    badge = ask(GetOpenBadge(code=certificate.code), student)

    assert badge.credential["id"] == f"{PUBLIC_URL}/verify/{certificate.code}"
    assert badge.jwt.count(".") == 2


def test_staff_find_certificates_by_code_holder_course_and_status(
    ask: Ask, session: Session
) -> None:
    certificate, _ = earn(session, ask)
    title = session.get_one(models.Course, certificate.course_id).title

    def found(**wish: Any) -> list[str]:
        return [one.code for one in ask(ListAllCertificates(**wish), ADMIN).items]

    mine = [certificate.code]
    assert found() == found(status=CertificateStatus.VALID) == mine
    assert found(search=certificate.code[:6].lower()) == mine
    assert found(search=certificate.code.replace("-", "")) == mine
    assert found(search="haddad") == found(search=title[:12]) == mine
    assert found(search="nobody") == found(status=CertificateStatus.REVOKED) == []
    certificate.expires_on = date(2020, 1, 1)
    session.commit()
    assert found(status=CertificateStatus.EXPIRED) == mine
    assert found(status=CertificateStatus.VALID) == []


def test_who_leaves_takes_the_certificate_along_and_only_its_code_stays(
    ask: Ask, session: Session, tell: Callable[..., None], files: FileStore
) -> None:
    certificate, student = earn(session, ask)
    content = download(ask, files, certificate.code)
    file_id = ask(GetCertificateFile(code=certificate.code)).file_id
    wish = ErasureRequested(erasure_id=uuid4(), user_id=student.user_id, pseudonym="Former member")

    tell("erase_user", wish)

    record = ask(GetCertificate(code=certificate.code))
    assert (record.status, record.certificate) == (CertificateStatus.WITHDRAWN, None)
    assert files.read(file_id) is None
    assert session.scalars(select(models.CertificateRendering)).all() == []
    assert [one.holder for one in register(session)] == [""]
    with pytest.raises(CertificateWithdrawn):
        ask(GetCertificateFile(code=certificate.code))
    check = ask(CheckCertificateFile(content=content))
    assert (check.verdict, check.reason) == (FileVerdict.UNKNOWN, CheckReason.WITHDRAWN)
    assert ask(ListCertificates(), student).items == []


def test_certificates_are_part_of_ones_data(
    ask: Ask, session: Session, tell: Callable[..., None]
) -> None:
    certificate, student = earn(session, ask)

    tell("export_user", ExportRequested(export_id=uuid4(), user_id=student.user_id))

    (answer,) = events(session, models.bookkeeping, CoursesUserExported)
    content = ParcelService("c" * 40).unpack(answer.sealed_content)
    (exported,) = content["certificates"]
    assert (exported["code"], exported["snapshot"]["holder"]) == (certificate.code, "Lina Haddad")
    assert content["attended_classes"] == content["sign_offs"] == content["given_sign_offs"] == []
