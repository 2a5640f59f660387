"""Lessons in Markdown, as safe HTML."""

from services.courses.markdown.render import Render, Rendered, render

__all__ = ["Render", "Rendered", "render"]
