"""What certificates are made with: the signing key, the academy's name and address, the printer."""

from collections.abc import Callable
from typing import Any

import msgspec

from contracts.courses.certificates import CertificateSnapshot, SignedCertificate
from services.courses.certificates import reading
from services.courses.certificates.signing import Signer
from services.courses.certificates.template import template

Apart = Callable[..., Any]


class Press:
    """Signs, prints and reads certificates; *apart* keeps printing from holding up others."""

    def __init__(self, signer: Signer, public_url: str, academy: str, apart: Apart) -> None:
        self.signer = signer
        self.public_url = public_url
        self.academy = academy
        self._apart = apart

    def sign(self, snapshot: CertificateSnapshot) -> SignedCertificate:
        """The snapshot with the academy's signature."""
        return self.signer.sign(snapshot)

    def template(self) -> str:
        """What certificates are printed with now."""
        return template()

    def print(self, certificate: SignedCertificate) -> bytes:
        """The PDF of a certificate."""
        from services.courses.certificates.rendering import render  # noqa: PLC0415 (25 MB that only printing pays for)

        made: bytes = self._apart(render, certificate, self.public_url)
        return made

    def read(self, content: bytes) -> SignedCertificate | None:
        """The certificate inside a PDF, or None; raises `reading.PdfUnreadable`."""
        found = reading.embedded(content)
        if found is None:
            return None
        try:
            return msgspec.json.decode(found, type=SignedCertificate)
        except msgspec.DecodeError:
            return None
