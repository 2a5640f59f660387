"""What the mails about certificates say."""

from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from services.notifications.mails import Mail

CERTIFICATES = "/certificates"


def issued(event: CertificateIssued) -> Mail:
    """The student has earned a certificate, or it was printed anew."""
    kind = "certificate_reissued" if event.replaces else "certificate_issued"
    facts = {"course": event.course_title, "code": event.code}
    links = {"action": CERTIFICATES, "also": f"/verify/{event.code}"}
    return Mail(kind=kind, facts=facts, links=links)


def revoked(event: CertificateRevoked) -> Mail:
    """A certificate no longer holds, and why."""
    facts = {"course": event.course_title, "code": event.code, "quote": event.reason}
    links = {"action": f"/verify/{event.code}"}
    return Mail(kind="certificate_revoked", facts=facts, links=links)
