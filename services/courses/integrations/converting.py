"""The converter of videos as a dependency of the service."""

from typing import Any

from nameko.extensions import DependencyProvider

from services.courses.converting.converter import Converter


class Converting(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call the converter."""

    def get_dependency(self, worker_ctx: Any) -> Converter:  # noqa: ARG002 (nameko's signature)
        """It holds nothing, so everybody gets their own."""
        return Converter()
