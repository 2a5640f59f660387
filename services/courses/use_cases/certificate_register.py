"""What staff do about certificates."""

from contracts.courses.certificate_events import CertificateRevoked
from contracts.courses.certificate_register import (
    AdminCertificate,
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.certificate_replies import to_admin_certificate
from services.courses.certificates.codes import read_code
from services.courses.certificates.press import Press
from services.courses.models import Certificate
from services.courses.policies import certificates as policy
from services.courses.repository.certificates import CertificateRepository
from services.courses.repository.people import PersonRepository
from services.courses.use_cases import certifying


def list_all_certificates(work: UnitOfWork, request: ListAllCertificates) -> Page[AdminCertificate]:
    """The register, newest first."""
    search = read_code(request.search) or request.search.strip()
    today = work.now.date()
    rows, following = CertificateRepository(work.session).list_all(
        request.status, search, today, (request.after, request.limit)
    )
    return Page(items=[to_admin_certificate(row, today) for row in rows], next=following)


def revoke_certificate(work: UnitOfWork, request: RevokeCertificate) -> AdminCertificate:
    """Say that a certificate no longer holds; there is no way back."""
    found = CertificateRepository(work.session).get_for_update(read_code(request.code))
    status = policy.status_of(found, work.now.date())
    policy.ensure_correctable(status)
    found.revoked_at, found.revoked_by = work.now, work.actor.user_id
    found.revocation_reason = request.reason
    work.session.flush()
    shown = _show(work, found.code)
    work.record(
        CertificateRevoked(
            code=found.code,
            course_id=found.course_id,
            course_title=shown.course_title,
            student_id=found.student_id,
            reason=request.reason,
        )
    )
    _audit(work, found, "courses.certificate.revoked", request.reason, {"status": status.value})
    return shown


def supersede_certificate(
    work: UnitOfWork, press: Press, request: SupersedeCertificate
) -> AdminCertificate:
    """Correct a certificate; the answer is the one that takes its place."""
    old = CertificateRepository(work.session).get_for_update(read_code(request.code))
    status = policy.status_of(old, work.now.date())
    policy.ensure_correctable(status)
    name = request.holder or PersonRepository(work.session).find_name(old.student_id) or old.holder
    certifying.replace(work, press, old, name)
    _audit(work, old, "courses.certificate.superseded", request.reason, {"status": status.value})
    return _show(work, old.superseded_by or old.code)


def _show(work: UnitOfWork, code: str) -> AdminCertificate:
    return to_admin_certificate(
        CertificateRepository(work.session).get_entry(code), work.now.date()
    )


def _audit(
    work: UnitOfWork, found: Certificate, action: str, reason: str, before: dict[str, str]
) -> None:
    after = {"status": policy.status_of(found, work.now.date()).value}
    if found.superseded_by:
        after["superseded_by"] = found.superseded_by
    work.audit(
        action,
        target_type="certificate",
        target_id=found.id,
        target_label=found.code,
        reason=reason,
        before=dict(before),
        after=dict(after),
    )
