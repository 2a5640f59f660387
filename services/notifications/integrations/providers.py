"""How nameko hands the service what it needs."""

from typing import Any

from nameko.extensions import DependencyProvider

from services.common.config import load
from services.notifications.config import MailSettings
from services.notifications.integrations.smtp import Mailer, SmtpMailer


class Settings(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service its settings; a missing one ends the start."""

    def setup(self) -> None:
        """Read the environment."""
        self._settings = load(MailSettings)

    def get_dependency(self, _worker_ctx: Any) -> MailSettings:
        """The settings, the same for every call."""
        return self._settings


class Smtp(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service its mail server."""

    def setup(self) -> None:
        """Read where it is; it may be away at the start."""
        settings = load(MailSettings)
        self._mailer = SmtpMailer(settings.smtp_url, settings.mail_from)

    def get_dependency(self, _worker_ctx: Any) -> Mailer:
        """The one mailer of the process."""
        return self._mailer
