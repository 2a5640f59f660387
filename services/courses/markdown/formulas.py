"""Formulas in LaTeX, shown as MathML, which browsers and screen readers know by themselves."""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any
from xml.etree import ElementTree as ET

import nh3
from latex2mathml.converter import convert_to_element
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

LONGEST = 2_000
FORMULAS = "formulas"
PLACE_CLASS, BROKEN_CLASS = "formula-place", "formula-broken"
PLACE = re.compile(rf'<span class="{PLACE_CLASS}">(?P<number>\d{{1,6}})</span>')
MATHML = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "mstyle", "mpadded", "mphantom"),
    *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
    *("mtable", "mtr", "mtd", "menclose", "merror", "mmultiscripts", "mprescripts", "none"),
}
"""Elements that only draw: none that links, loads, runs or holds another language."""

FLAGS = {"true", "false"}
DRAWN: dict[str, dict[str, set[str]]] = {
    "math": {"display": {"inline", "block"}},
    "mo": {
        **dict.fromkeys(("stretchy", "fence", "separator", "movablelimits", "symmetric"), FLAGS),
        "form": {"prefix", "infix", "postfix"},
    },
    "mi": {"mathvariant": {"normal", "bold", "italic", "double-struck", "script", "fraktur"}},
    "mstyle": {"displaystyle": FLAGS, "scriptlevel": {"0", "1", "2"}},
    "mfrac": {"linethickness": {"0", "0em"}},
    "mtable": {"columnalign": {"left", "center", "right"}},
    "mtd": {"columnalign": {"left", "center", "right"}},
    "munderover": {"accent": FLAGS},
    "mover": {"accent": FLAGS},
    "munder": {"accentunder": FLAGS},
}
"""Attributes of those elements, and every value that they may have."""


_cleaner = nh3.Cleaner(
    tags=MATHML,
    clean_content_tags=set(),
    attributes={},
    tag_attribute_values=DRAWN,
    link_rel=None,
)


class FormulaBroken(Exception):
    """The formula cannot be read; says why."""


def formulas_plugin(md: MarkdownIt) -> None:
    """Parse `$…$` and `$$…$$`; amounts such as $5 and $10 stay what they are."""
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
    for rule, render in (
        ("math_inline", _inline),
        ("math_inline_double", _within),
        ("math_block", _block),
    ):
        md.add_render_rule(rule, render.__get__(md.renderer))


def put_formulas(html: str, env: dict[str, Any]) -> str:
    """Sanitized HTML with the formulas in their places.

    They are cleaned by a list of their own, so that no text can bring MathML along.
    """
    formulas: list[str] = env.get(FORMULAS, [])

    def formula(found: re.Match[str]) -> str:
        number = int(found["number"])
        return formulas[number] if number < len(formulas) else ""

    return PLACE.sub(formula, html)


def _inline(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    del renderer, options
    return _shown(tokens[index].content, "inline", env)


def _within(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    del renderer, options
    return _shown(tokens[index].content, "block", env)


def _block(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    del renderer, options
    return f'<div class="formula">{_shown(tokens[index].content, "block", env)}</div>\n'


def _shown(source: str, display: str, env: dict[str, Any]) -> str:
    """The place of the formula, or its source with the reason why it cannot be read."""
    formulas: list[str] = env.setdefault(FORMULAS, [])
    try:
        formulas.append(_cleaner.clean(to_mathml(source, display)))
    except FormulaBroken as reason:
        shown = f"<code>{escape(source.strip())}</code> <small>{escape(str(reason))}</small>"
        return f'<span class="{BROKEN_CLASS}">{shown}</span>'
    return f'<span class="{PLACE_CLASS}">{len(formulas) - 1}</span>'


def to_mathml(source: str, display: str) -> str:
    """LaTeX as MathML; raises `FormulaBroken`."""
    if len(source) > LONGEST:
        raise FormulaBroken(f"A formula has at most {LONGEST} characters.")
    try:
        math = convert_to_element(source.strip(), display=display)
    except RecursionError:
        raise FormulaBroken("The formula is nested too deeply.") from None
    except Exception:  # noqa: BLE001 (the converter raises whatever its parts do)
        raise FormulaBroken("The formula cannot be read. Are all braces closed?") from None
    _settle(math)
    return ET.tostring(math, encoding="unicode", short_empty_elements=False)


def _settle(math: ET.Element) -> None:
    """Text as text: the converter writes entities, and leaves unknown commands as they are."""
    math.attrib.pop("xmlns", None)
    for element in math.iter():
        element.text = unescape(element.text) if element.text else element.text
        unknown = element.tag == "mi" and (element.text or "").startswith("\\")
        if unknown and len(element.text or "") > 1:
            raise FormulaBroken(f"The command {element.text} is not known.")
