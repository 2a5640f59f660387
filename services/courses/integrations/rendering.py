"""The Markdown renderer as a dependency of the service."""

from typing import Any

from nameko.extensions import DependencyProvider

from services.common.threads import in_thread
from services.courses.markdown import Render, Rendered, render


class Rendering(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call a renderer that lets the other workers go on meanwhile."""

    def get_dependency(self, worker_ctx: Any) -> Render:  # noqa: ARG002 (nameko's signature)
        """The same renderer for every call."""
        return _render_apart


def _render_apart(text: str) -> Rendered:
    return in_thread(render, text)
