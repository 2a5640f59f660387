"""Word about certificates."""

from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from services.common.events import reacts_to
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import certificates


class CertificateMails(Dependencies):
    """Tells students what they have earned, and what was taken back."""

    @reacts_to(CertificateIssued)
    def mail_certificate(self, work: UnitOfWork, event: CertificateIssued) -> None:
        """Queue good news."""
        certificates.mail_certificate(work, event)

    @reacts_to(CertificateRevoked)
    def mail_certificate_revoked(self, work: UnitOfWork, event: CertificateRevoked) -> None:
        """Queue bad news with its reason."""
        certificates.mail_certificate_revoked(work, event)
