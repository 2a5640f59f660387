"""Who is told what about certificates."""

from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from services.common.work import UnitOfWork
from services.notifications import certificate_mails as mails
from services.notifications.use_cases.queueing import queue_for


def mail_certificate(work: UnitOfWork, event: CertificateIssued) -> None:
    """A student learns that a certificate is theirs."""
    queue_for(work, event.student_id, mails.issued(event))


def mail_certificate_revoked(work: UnitOfWork, event: CertificateRevoked) -> None:
    """A student learns that a certificate was taken from them, and why."""
    queue_for(work, event.student_id, mails.revoked(event))
