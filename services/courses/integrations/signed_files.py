"""Addresses and bytes of files as dependencies of the service."""

from pathlib import Path
from typing import Any

from nameko.extensions import DependencyProvider

from services.common.config import load
from services.common.storage import FileStore
from services.courses.config import FileSettings
from services.courses.links import FileLinks


class SignedFiles(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call the maker of file addresses."""

    def setup(self) -> None:
        """Read the key once."""
        self._links = FileLinks(load(FileSettings).files_signing_key)

    def get_dependency(self, worker_ctx: Any) -> FileLinks:  # noqa: ARG002 (nameko's signature)
        """The same maker for every call."""
        return self._links


class StoredFiles(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call the directory of stored files."""

    def setup(self) -> None:
        """Read where it is."""
        self._store = FileStore(Path(load(FileSettings).files_dir))

    def get_dependency(self, worker_ctx: Any) -> FileStore:  # noqa: ARG002 (nameko's signature)
        """The same for every call."""
        return self._store
