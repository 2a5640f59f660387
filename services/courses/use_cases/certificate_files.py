"""PDFs of certificates: those that the academy makes, and those that strangers show."""

import hashlib
from typing import Any
from uuid import UUID, uuid4

import msgspec

from contracts.courses.certificates import (
    CertificateFile,
    CertificateSnapshot,
    CheckCertificateFile,
    CheckReason,
    FieldDifference,
    FileCheck,
    FileVerdict,
    GetCertificateFile,
    SignedCertificate,
)
from contracts.courses.errors import CertificateFileUnreadable, CertificateNotFound
from services.common.storage import FileStore
from services.common.work import Begin, UnitOfWork
from services.courses.certificate_replies import expect_signed, read_signed, to_record
from services.courses.certificates.codes import read_code
from services.courses.certificates.press import Press
from services.courses.certificates.reading import PdfUnreadable
from services.courses.certificates.signing import is_signed
from services.courses.certificates.template import file_name
from services.courses.models import Certificate
from services.courses.policies import certificates as policy
from services.courses.repository.certificates import (
    CertificateKeyRepository,
    CertificateRepository,
    RenderingRepository,
)


def get_certificate_file(
    begin: Begin, press: Press, store: FileStore, request: GetCertificateFile
) -> CertificateFile:
    """The PDF; it is made when nobody has asked for it under today's template yet."""
    with begin() as work:
        found = CertificateRepository(work.session).get(read_code(request.code))
        policy.ensure_printable(policy.status_of(found, work.now.date()))
        signed = expect_signed(found)
        made = RenderingRepository(work.session).find(found.id, press.template())
        known = made.file_id if made else None
    if known is None or store.read(known) is None:
        known = _make(begin, press, store, found.id, signed)
    return CertificateFile(file_id=known, name=file_name(signed.snapshot))


def check_certificate_file(begin: Begin, press: Press, request: CheckCertificateFile) -> FileCheck:
    """Whether a file is the academy's, byte for byte, and says what the register says."""
    try:
        inside = press.read(request.content)
    except PdfUnreadable:
        raise CertificateFileUnreadable("Choose a PDF as the academy made it.") from None
    if inside is None:
        return _unknown(CheckReason.NO_CERTIFICATE_INSIDE)
    with begin() as work:
        return _compare(work, inside, hashlib.sha256(request.content).hexdigest())


def _make(
    begin: Begin, press: Press, store: FileStore, certificate_id: UUID, signed: SignedCertificate
) -> UUID:
    content, file_id = press.print(signed), uuid4()
    store.write(file_id, content)
    with begin() as work:
        RenderingRepository(work.session).remember(
            {
                "sha256": hashlib.sha256(content).hexdigest(),
                "certificate_id": certificate_id,
                "template": press.template(),
                "file_id": file_id,
                "rendered_at": work.now,
            }
        )
    return file_id


def _compare(work: UnitOfWork, inside: SignedCertificate, sha256: str) -> FileCheck:
    """What is embedded beside the register: its signature, then every field, then the file."""
    found = _find(work, inside.snapshot.code)
    if found is None:
        return _unknown(CheckReason.NOT_IN_REGISTER)
    registered = read_signed(found)
    record = to_record(found, work.now.date())
    if registered is None:
        return _unknown(CheckReason.WITHDRAWN, record)
    differences = differing(inside.snapshot, registered.snapshot)
    reason = _fault(work, inside, found, sha256)
    if differences and reason is not CheckReason.SIGNATURE_WRONG:
        reason = CheckReason.FIELDS_DIFFER
    verdict = FileVerdict.GENUINE if reason is None else FileVerdict.ALTERED
    return FileCheck(verdict=verdict, reason=reason, differences=differences, record=record)


def _fault(
    work: UnitOfWork, inside: SignedCertificate, found: Certificate, sha256: str
) -> CheckReason | None:
    key = CertificateKeyRepository(work.session).find(inside.key_id)
    if key is None or not is_signed(inside, key.public_key):
        return CheckReason.SIGNATURE_WRONG
    if not RenderingRepository(work.session).is_ours(found.id, sha256):
        return CheckReason.FILE_CHANGED
    return None


def differing(
    inside: CertificateSnapshot, registered: CertificateSnapshot
) -> list[FieldDifference]:
    """Every field whose values are not the same."""
    ours: dict[str, Any] = msgspec.to_builtins(registered)
    theirs: dict[str, Any] = msgspec.to_builtins(inside)
    return [
        FieldDifference(field=name, in_file=_text(theirs[name]), in_register=_text(value))
        for name, value in ours.items()
        if theirs[name] != value
    ]


def _find(work: UnitOfWork, code: str) -> Certificate | None:
    try:
        return CertificateRepository(work.session).get(read_code(code))
    except CertificateNotFound:
        return None


def _unknown(reason: CheckReason, record: Any = None) -> FileCheck:
    return FileCheck(verdict=FileVerdict.UNKNOWN, reason=reason, differences=[], record=record)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
