"""What other people wrote, made harmless for a terminal."""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CONTROL_PICTURES = 0x2400
_KEPT = "\n\t"
_DELETE = 0x7F
_BREAKS = re.compile(r"\s*[\n\t\r]+\s*")


def _spans(*ranges: tuple[int, int]) -> Iterable[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


# Bidi embeddings, overrides and isolates reorder what follows them; tag characters are invisible.
# The zero-width joiners and the plain direction marks stay: Persian and Arabic need them.
_REMOVED = _spans((0x202A, 0x202E), (0x2066, 0x2069), (0xE0000, 0xE007F))
_INERT: dict[int, str] = (
    {code: chr(_CONTROL_PICTURES + code) for code in range(0x20) if chr(code) not in _KEPT}
    | {_DELETE: "\N{SYMBOL FOR DELETE}"}
    | dict.fromkeys(_spans((0x80, 0x9F), (0xD800, 0xDFFF)), _REPLACEMENT)
    | dict.fromkeys(_spans((0x2028, 0x2029)), "\n")
    | dict.fromkeys(_REMOVED, "")
)


def safe_text(text: str) -> str:
    """The text with every byte that a terminal would obey shown as a symbol instead."""
    return text.replace("\r\n", "\n").translate(_INERT)


def safe_line(text: str) -> str:
    """The same on one line, for table cells and titles."""
    return _BREAKS.sub(" ", safe_text(text)).strip()


def markdown_parser() -> MarkdownIt:
    """A parser whose tokens are safe, because entities such as `&#x202e;` decode after parsing."""
    parser = MarkdownIt("gfm-like", {"html": False})
    parser.core.ruler.push("safe_text", _make_tokens_safe)
    return parser


def _make_tokens_safe(state: StateCore) -> None:
    _make_safe(state.tokens)


def _make_safe(tokens: list[Token]) -> None:
    for token in tokens:
        token.content = safe_text(token.content)
        token.info = safe_line(token.info)
        token.attrs = {
            name: safe_line(value) if isinstance(value, str) else value
            for name, value in token.attrs.items()
        }
        _make_safe(token.children or [])
