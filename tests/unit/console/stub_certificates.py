"""The register of certificates of the academy in memory."""

from abc import abstractmethod
from datetime import timedelta
from typing import Any, TypeVar

from msgspec.structs import replace

from contracts.courses.certificate_register import (
    AdminCertificate,
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.certificates import CertificateStatus
from contracts.types import Page
from tests.factories.certificates import make_snapshot
from tests.unit.console import samples

ItemT = TypeVar("ItemT")
NEW_CODE = "QR23-CD34-EF56-GH78"


def make_certificate(code: str, holder: str, **changes: Any) -> AdminCertificate:
    """A valid certificate, two days old, unless told otherwise."""
    fields: dict[str, Any] = {
        "code": code,
        "status": CertificateStatus.VALID,
        "student_id": samples.make_id(holder),
        "course_id": samples.make_id("python"),
        "course_title": "Python from the ground up",
        "holder": holder,
        "issued_at": samples.NOW - timedelta(days=2),
        "expires_on": None,
        "revoked_at": None,
        "revocation_reason": "",
        "superseded_by": None,
        "supersedes": None,
        "snapshot": make_snapshot(code=code, holder=holder) if holder else None,
    }
    return AdminCertificate(**(fields | changes))


def make_certificates() -> list[AdminCertificate]:
    """One of each state."""
    long_ago = samples.NOW - timedelta(days=400)
    return [
        make_certificate("AB23-CD34-EF56-GH78", "Emmy Noether"),
        make_certificate(
            "BC23-CD34-EF56-GH78",
            "Felix Klein",
            status=CertificateStatus.EXPIRED,
            issued_at=long_ago,
        ),
        make_certificate(
            "CD23-CD34-EF56-GH78",
            "David Hilbert",
            status=CertificateStatus.REVOKED,
            revoked_at=samples.NOW - timedelta(days=1),
            revocation_reason="Earned with somebody else's answers.",
        ),
        make_certificate(
            "DE23-CD34-EF56-GH78",
            "Sonya Kovalevsky",
            status=CertificateStatus.SUPERSEDED,
            superseded_by=NEW_CODE,
        ),
        make_certificate("EF23-CD34-EF56-GH78", "", status=CertificateStatus.WITHDRAWN),
    ]


class CertifyingAcademy:
    """Answers about certificates, and changes them."""

    def __init__(self) -> None:
        super().__init__()
        self.certificates = make_certificates()

    async def list_certificates(self, request: ListAllCertificates) -> Page[AdminCertificate]:
        found = [
            each
            for each in self.certificates
            if request.status in {None, each.status}
            and request.search.lower() in f"{each.code} {each.holder}".lower()
        ]
        return await self._answer(request, self._page(found, request.after))

    async def revoke_certificate(self, request: RevokeCertificate) -> AdminCertificate:
        return await self._end(
            request,
            status=CertificateStatus.REVOKED,
            revoked_at=samples.NOW,
            revocation_reason=request.reason,
        )

    async def supersede_certificate(self, request: SupersedeCertificate) -> AdminCertificate:
        ended = {"status": CertificateStatus.SUPERSEDED, "superseded_by": NEW_CODE}
        await self._end(request, **ended)
        fresh = make_certificate(NEW_CODE, request.holder or "", supersedes=request.code)
        self.certificates.insert(0, fresh)
        return fresh

    async def _end(
        self, request: RevokeCertificate | SupersedeCertificate, **changes: Any
    ) -> AdminCertificate:
        (old,) = [each for each in self.certificates if each.code == request.code]
        changed = await self._answer(request, replace(old, **changes))
        self.certificates[self.certificates.index(old)] = changed
        return changed

    @abstractmethod
    async def _answer(self, request: object, reply: ItemT) -> ItemT: ...

    @abstractmethod
    def _page(self, items: list[ItemT], after: str | None) -> Page[ItemT]: ...
