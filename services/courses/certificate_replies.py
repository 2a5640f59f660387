"""Certificates and what counts toward them, as the contracts show them."""

from datetime import date
from typing import Any

import msgspec

from contracts.courses import certificate_rules as rules
from contracts.courses.certificate_register import AdminCertificate
from contracts.courses.certificates import (
    CertificateCard,
    CertificateRecord,
    CertificateSnapshot,
    CertificateStatus,
    SignedCertificate,
)
from services.courses import models
from services.courses.policies.certificates import status_of


def read_rule(row: models.CertificateRule | None) -> rules.CertificateRule:
    """A rule as it is kept; a course without one offers nothing."""
    if row is None:
        return rules.CertificateRule()
    names = rules.CertificateRule.__struct_fields__
    return rules.CertificateRule(**{name: getattr(row, name) for name in names})


def read_snapshot(certificate: models.Certificate) -> CertificateSnapshot | None:
    """The snapshot as it was signed, or None when it was forgotten."""
    return msgspec.convert(certificate.snapshot, CertificateSnapshot | None)


def read_signed(certificate: models.Certificate) -> SignedCertificate | None:
    """The snapshot with its signature, or None when it was forgotten."""
    snapshot = read_snapshot(certificate)
    if snapshot is None:
        return None
    return SignedCertificate(
        snapshot=snapshot, key_id=certificate.key_id, signature=certificate.signature
    )


def expect_signed(certificate: models.Certificate) -> SignedCertificate:
    """The same of a certificate that is known not to be forgotten."""
    signed = read_signed(certificate)
    if signed is None:
        raise TypeError("A withdrawn certificate has no snapshot.")
    return signed


def to_record(certificate: models.Certificate, today: date) -> CertificateRecord:
    """What the register says of a certificate."""
    return CertificateRecord(
        code=certificate.code,
        status=status_of(certificate, today),
        certificate=read_signed(certificate),
        issued_at=certificate.issued_at,
        revoked_at=certificate.revoked_at,
        revocation_reason=certificate.revocation_reason,
        superseded_by=certificate.superseded_by,
    )


def to_certificate_card(row: Any, today: date) -> CertificateCard | None:
    """A certificate in its holder's list; None when it was forgotten."""
    certificate, snapshot = row.Certificate, read_snapshot(row.Certificate)
    if snapshot is None:
        return None
    status = status_of(certificate, today)
    other = row.holder_now is not None and row.holder_now != snapshot.holder
    return CertificateCard(
        code=certificate.code,
        status=status,
        course_id=certificate.course_id,
        course_slug=row.slug,
        course_title=snapshot.course,
        holder=snapshot.holder,
        teacher=snapshot.teacher,
        grade=snapshot.grade,
        issued_on=snapshot.issued_on,
        expires_on=snapshot.expires_on,
        renamed=other and status is CertificateStatus.VALID,
    )


def to_admin_certificate(row: Any, today: date) -> AdminCertificate:
    """A certificate as staff see it."""
    certificate = row.Certificate
    return AdminCertificate(
        code=certificate.code,
        status=status_of(certificate, today),
        student_id=certificate.student_id,
        course_id=certificate.course_id,
        course_title=row.title,
        holder=certificate.holder,
        issued_at=certificate.issued_at,
        expires_on=certificate.expires_on,
        revoked_at=certificate.revoked_at,
        revocation_reason=certificate.revocation_reason,
        superseded_by=certificate.superseded_by,
        supersedes=certificate.supersedes,
        snapshot=read_snapshot(certificate),
    )


def to_attendance(row: models.ClassAttendance) -> rules.Attendance:
    """A class that somebody attended."""
    return rules.Attendance(id=row.id, title=row.title, attended_on=row.attended_on)


def to_sign_off(row: models.CertificateSignOff | None) -> rules.SignOff | None:
    """The teacher's last word, if there is any."""
    if row is None:
        return None
    return rules.SignOff(given=row.given, note=row.note, changed_at=row.changed_at)
