"""From Markdown to the HTML that students read."""

from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from contracts.base import Message
from services.courses.markdown.boxes import boxes_plugin
from services.courses.markdown.code import render_code
from services.courses.markdown.fences import balance_fences
from services.courses.markdown.formulas import formulas_plugin, put_formulas
from services.courses.markdown.sanitize import sanitize

EMPTY_PARAGRAPH = "<p></p>\n"


class Rendered(Message, frozen=True, kw_only=True):
    """A text as safe HTML, with the objectives and questions it names for itself."""

    html: str
    objectives: list[str]
    questions: list[str]


Render = Callable[[str], Rendered]
"""What use cases ask for: `render`, here and now or in a thread."""


def render(text: str) -> Rendered:
    """Render Markdown: tables, footnotes, definition lists, code, formulas, `:::` blocks."""
    collected: dict[str, Any] = {}
    html = _markdown.render(balance_fences(text), collected)
    return Rendered(
        html=put_formulas(sanitize(html), collected).replace(EMPTY_PARAGRAPH, "").strip(),
        objectives=collected.get("objectives", []),
        questions=collected.get("questions", []),
    )


def _lower_titles(state: StateCore) -> None:
    """The page has its own first heading, so those of a lesson start one level below."""
    for token in state.tokens:
        if token.type.startswith("heading_") and token.tag == "h1":
            token.tag = "h2"


def _render_aligned(
    renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """A table cell whose alignment is an attribute, since styles are not let through."""
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["align"] = style.removeprefix("text-align:")
    return str(renderer.renderToken(tokens, index, options, env))


class _Parser(MarkdownIt):
    """Takes every address, since the sanitizer decides about them."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (the parser's own name)
        return True


def _build() -> MarkdownIt:
    md = _Parser("commonmark", {"html": True}).enable(["table", "strikethrough"])
    md.use(attrs_plugin, spans=True).use(deflist_plugin).use(footnote_plugin).use(boxes_plugin)
    md.use(formulas_plugin)
    md.core.ruler.push("lower_titles", _lower_titles)
    md.use(anchors_plugin, max_level=4)
    for rule, method in (
        ("fence", render_code),
        ("th_open", _render_aligned),
        ("td_open", _render_aligned),
    ):
        md.add_render_rule(rule, method.__get__(md.renderer))
    return md


_markdown = _build()
