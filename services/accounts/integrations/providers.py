"""How nameko hands the service what it needs."""

from pathlib import Path
from typing import Any

from nameko.extensions import DependencyProvider

from services.accounts.config import AccountsSettings, AuditSettings
from services.accounts.integrations.anchors import AnchorFile, Anchors
from services.accounts.integrations.google import (
    Client,
    GoogleIdentities,
    IdentityProvider,
    ensure_encrypted,
)
from services.accounts.integrations.passwords import Argon2Passwords, PasswordHasher
from services.accounts.pictures import Pictures
from services.common.config import load
from services.common.settings import ServiceSettings
from services.common.storage import FileStore
from services.common.threads import in_thread

GOOGLE_RETURN = "/signin/google"
"""The page of the web app to which Google sends people back; registered there."""


class Passwords(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service its password hasher."""

    def setup(self) -> None:
        """Prepare the hash that strangers are compared with."""
        breached = load(AccountsSettings).breached_passwords_file
        self._hasher = Argon2Passwords(in_thread, breached)

    def get_dependency(self, _worker_ctx: Any) -> PasswordHasher:
        """The one hasher of the process."""
        return self._hasher


class Google(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service its line to Google."""

    def setup(self) -> None:
        """Read how the academy is registered there."""
        settings = load(AccountsSettings)
        ensure_encrypted(settings.google_issuer, load(ServiceSettings).academy_env)
        self._google = GoogleIdentities(
            Client(
                issuer=settings.google_issuer,
                id=settings.google_client_id,
                secret=settings.google_client_secret,
                redirect_uri=f"{settings.public_url}{GOOGLE_RETURN}",
            )
        )

    def get_dependency(self, _worker_ctx: Any) -> IdentityProvider:
        """The one line of the process."""
        return self._google


class Settings(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service its settings; a missing one ends the start."""

    def setup(self) -> None:
        """Read the environment."""
        self._settings = load(AccountsSettings)

    def get_dependency(self, _worker_ctx: Any) -> AccountsSettings:
        """The settings, the same for every call."""
        return self._settings


class AuditAnchors(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service the file outside the database that the audit log is compared with."""

    def setup(self) -> None:
        """Read the environment."""
        settings = load(AuditSettings)
        self._anchors = AnchorFile(settings.audit_anchor_file, settings.audit_anchor_key)

    def get_dependency(self, _worker_ctx: Any) -> Anchors:
        """The one file of the process."""
        return self._anchors


class StoredPictures(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service people's pictures."""

    def setup(self) -> None:
        """Read where they lie and what signs their addresses."""
        settings = load(AccountsSettings)
        self._pictures = Pictures(settings.files_dir, settings.files_signing_key)

    def get_dependency(self, _worker_ctx: Any) -> Pictures:
        """The same for every call."""
        return self._pictures


class Files(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service the directory of stored files."""

    def setup(self) -> None:
        """Read where it is."""
        self._store = FileStore(Path(load(AccountsSettings).files_dir))

    def get_dependency(self, _worker_ctx: Any) -> FileStore:
        """The same for every call."""
        return self._store
