"""The press of certificates as a dependency of the service."""

from typing import Any

from nameko.extensions import DependencyProvider

from services.common.config import load
from services.common.threads import in_thread
from services.courses.certificates.press import Press
from services.courses.certificates.signing import Signer
from services.courses.config import CertificateSettings


class Printing(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call what certificates are made with."""

    def setup(self) -> None:
        """Read the key once."""
        settings = load(CertificateSettings)
        signer = Signer(settings.certificate_signing_key)
        self._press = Press(signer, settings.public_url, settings.academy_name, in_thread)

    def get_dependency(self, worker_ctx: Any) -> Press:  # noqa: ARG002 (nameko's signature)
        """The same for every call."""
        return self._press
