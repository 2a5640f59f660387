"""What the register says of certificates, to whom, and what becomes of them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
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
    GetOpenBadge,
    ListCertificates,
    ReissueCertificate,
)
from contracts.courses.errors import (
    CertificateNotFound,
    CertificateNotValid,
    CertificateWithdrawn,
    NameUnchanged,
    TooManyReissues,
)
from contracts.privacy import CoursesUserExported, ErasureRequested, ExportRequested
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.courses import models
from services.courses.certificates.press import Press
from services.courses.certificates.signing import is_signed
from tests.factories.certificates import PUBLIC_URL
from tests.factories.courses import make_actor
from tests.factories.recorded import events
from tests.integration.courses.certified import ADMIN, REVOKED, download, earn, register, rename
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


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
