"""Code blocks with highlighted words and the name of their language."""

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

PLAIN_LABELS = {"output": "Output", "error": "Error", "source": "", "text": "", "": ""}
LONGEST_HIGHLIGHTED = 20_000

_formatter = HtmlFormatter(nowrap=True)


def render_code(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A fenced block as a figure; the caption names the language."""
    del renderer, options, env
    token = tokens[index]
    words = token.info.strip().strip("{}.").split(maxsplit=1)
    name = words[0].lower() if words else ""
    label, content = _highlighted(name, token.content)
    caption = f"<figcaption>{escape(label)}</figcaption>" if label else ""
    kind = f" code-{name}" if name in {"output", "error"} else ""
    return (
        f'<figure class="code{kind}">{caption}'
        f'<pre tabindex="0"><code>{content}</code></pre></figure>\n'
    )


def _highlighted(name: str, code: str) -> tuple[str, str]:
    """The language as people write it, and the code as HTML."""
    if name in PLAIN_LABELS:
        return PLAIN_LABELS[name], escape(code)
    lexer = _find_lexer(name)
    if lexer is None:
        return name, escape(code)
    if len(code) > LONGEST_HIGHLIGHTED:
        return lexer.name, escape(code)
    return lexer.name, highlight(code, lexer, _formatter)


def _find_lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None
