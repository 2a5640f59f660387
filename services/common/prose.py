"""Short texts in Markdown, as safe HTML, and which links are let through anywhere."""

import re

import nh3
from markdown_it import MarkdownIt

EXTERNAL = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
INTERNAL = re.compile(r"^(#|/(?!/))[^\s\\]*$")

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a", "h3", "h4"}
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
"""The page around the text has the first two levels."""

_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "fence", "hr"])
_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    attribute_filter=lambda _tag, _name, value: value if EXTERNAL.match(value.strip()) else None,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow ugc",
)


def prose(text: str) -> str:
    """Paragraphs, emphasis, lists and links that lead out: what somebody says about themselves."""
    tokens = _markdown.parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    return _cleaner.clean(_markdown.renderer.render(tokens, _markdown.options, {})).strip()
