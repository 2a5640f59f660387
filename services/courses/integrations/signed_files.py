"""The signing key as a dependency of the service."""

from typing import Any

from nameko.extensions import DependencyProvider

from services.common.config import load
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
