"""Lessons in Markdown, as safe HTML."""

from services.courses.markdown.render import Rendered, render

__all__ = ["Rendered", "render"]
