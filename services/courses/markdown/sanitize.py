"""The allow-list that stands between what teachers write and what browsers run."""

import re

import nh3
from pygments.token import STANDARD_TYPES

from services.common.prose import EXTERNAL, INTERNAL
from services.courses.markdown.boxes import FOLDED, SECTIONS
from services.courses.markdown.formulas import BROKEN_CLASS, PLACE_CLASS

ID_PREFIX = "content-"
"""Ids in lessons cannot collide with those of the page around them."""

FILE = re.compile(r"^file:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "section", "div", "span"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "img", "figure", "figcaption", "pre", "code"),
    *("em", "strong", "s", "del", "ins", "mark", "small", "sub", "sup", "kbd", "abbr", "q", "cite"),
    *("table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
}
ATTRIBUTES = {
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "span", "sup", "li")},
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
BOX_CLASSES = {"box", *(f"box-{kind}" for kind in (*SECTIONS, *FOLDED))}
CLASSES = {
    "section": BOX_CLASSES | {"footnotes"},
    "details": BOX_CLASSES,
    "p": {"box-label"},
    "figure": {"code", "code-output", "code-error"},
    "span": {name for name in STANDARD_TYPES.values() if name} | {PLACE_CLASS, BROKEN_CLASS},
    "div": {"formula"},
    "sup": {"footnote-ref"},
    "ol": {"footnotes-list"},
    "li": {"footnote-item"},
    "a": {"footnote-backref"},
}


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Let links lead out, inside or to files, and pictures come from files only."""
    if (tag, attribute) == ("img", "src"):
        return value if FILE.match(value) else None
    if (tag, attribute) == ("a", "href"):
        return _link(value.strip())
    return value


def _link(address: str) -> str | None:
    if FILE.match(address) or EXTERNAL.match(address):
        return address
    if not INTERNAL.match(address):
        return None
    page, mark, fragment = address.partition("#")
    if not mark or fragment.startswith(ID_PREFIX):
        return address
    return f"{page}#{ID_PREFIX}{fragment}"


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    tag_attribute_values={
        "pre": {"tabindex": {"0"}},
        "th": {"align": {"left", "right", "center"}},
        "td": {"align": {"left", "right", "center"}},
    },
    set_tag_attribute_values={"img": {"loading": "lazy"}},
    attribute_filter=_filter,
    url_schemes={"http", "https", "mailto", "file"},
    link_rel="noopener noreferrer nofollow",
    id_prefix=ID_PREFIX,
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """Only what the allow-list names survives: no scripts, no styles, no foreign pictures."""
    return _cleaner.clean(html)
