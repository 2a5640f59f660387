"""How nameko hands the service what it needs."""

from functools import partial
from typing import Any

from nameko.extensions import DependencyProvider

from services.common.config import load
from services.common.context import read_context
from services.common.provider import Work
from services.notifications.config import MailSettings
from services.notifications.integrations.smtp import Mailer, SmtpMailer
from services.notifications.reactions import ReactionDesk


class ReactionWork(Work):
    """Work that tells reactions which event they react to."""

    def get_dependency(self, worker_ctx: Any) -> ReactionDesk:
        """The desk of one call."""
        name, key = self.container.service_name, self.container.config["CALL_SIGNING_KEY"]
        context = partial(read_context, worker_ctx.data, name, key)
        return ReactionDesk(self.engine, self.bookkeeping, context, self.audit, self.relay.wake)


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
