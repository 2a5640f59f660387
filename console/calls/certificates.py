"""Calls about certificates."""

from console.calls.asking import Asking
from contracts.courses.certificate_register import (
    AdminCertificate,
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.types import Page


class CertificateCalls(Asking):
    """Looking certificates up, ending and correcting them."""

    async def list_certificates(self, request: ListAllCertificates) -> Page[AdminCertificate]:
        """One page of the register."""
        return await self._ask(request)

    async def revoke_certificate(self, request: RevokeCertificate) -> AdminCertificate:
        """End a certificate."""
        return await self._ask(request)

    async def supersede_certificate(self, request: SupersedeCertificate) -> AdminCertificate:
        """Put a corrected one in its place."""
        return await self._ask(request)
