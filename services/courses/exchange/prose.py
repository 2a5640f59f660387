"""From the HTML of other systems to Markdown."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from contracts.courses.errors import PackageXmlRefused
from contracts.courses.exchange import Loss
from services.courses.exchange.assets import Shelf, reference
from services.courses.exchange.findings import Findings

DROPPED = ("script", "style", "link", "meta", "title", "noscript", "head", "template", "base")
EMBEDDED = ("iframe", "object", "embed", "applet", "video", "audio", "canvas", "form")
MATH = re.compile(r"\\\((?P<inline>.+?)\\\)|\\\[(?P<block>.+?)\\\]", re.DOTALL)
JAVASCRIPT = re.compile(r"^\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n{3,}")
LOOSE_MARK = re.compile(r" ([.,;:!?])")
FENCE = re.compile(r"^(\s*)(:{3,})", re.MULTILINE)


def _static(address: str) -> str:
    """The name of a stored file in the ways that Open edX writes it."""
    for mark in ("+type@asset+block@", "/asset/", "/static/"):
        if mark in address:
            return address.rpartition(mark)[2]
    return address


class Surroundings(NamedTuple):
    """What a text stands in: its place, the files beside it, and where its links lead."""

    place: tuple[str, ...]
    shelf: Shelf
    findings: Findings
    link: Callable[[str], str | None]
    """The address of a link inside of the course, or None when it leads elsewhere."""

    locate: Callable[[str], str] = _static
    """What a file's address means in the package."""

    def at(self, *titles: str) -> "Surroundings":
        """The same, further down."""
        return self._replace(place=(*self.place, *titles))

    def lost(self, loss: Loss, what: str) -> None:
        """Something here cannot be taken over."""
        self.findings.add(self.place, loss, what)


def to_markdown(html: str, around: Surroundings) -> str:
    """The Markdown of a fragment or page; what has none is reported."""
    soup = BeautifulSoup(html, "html.parser")
    try:
        for name in (*DROPPED, *EMBEDDED):
            for tag in soup.find_all(name):
                _replace(tag, around)
        text = _Converter(around).convert_soup(soup)
    except RecursionError:
        raise PackageXmlRefused("A page of the package is nested too deeply.") from None
    return BLANK_LINES.sub("\n\n", FENCE.sub(r"\1\\\2", text)).strip()


def to_words(html: str, around: Surroundings) -> str:
    """The words of what is chosen or filled in, which shows neither pictures nor marks."""
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.find_all("img"):
        around.lost(Loss.SETTING, f"img {picture.get('src') or ''}".strip())
        picture.replace_with(str(picture.get("alt") or ""))
    return plain_text(str(soup))


def plain_text(html: str) -> str:
    """The words alone."""
    words = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
    return LOOSE_MARK.sub(r"\1", words)


def _replace(tag: Tag, around: Surroundings) -> None:
    """Report what cannot be shown here; what is embedded becomes a link where it has an address."""
    if tag.decomposed:
        return
    address = str(tag.get("src") or tag.get("href") or tag.get("data") or "")
    if tag.name == "script":
        around.lost(Loss.SCRIPT, address or "script")
    elif tag.name == "style" or (tag.name == "link" and "stylesheet" in (tag.get("rel") or [])):
        around.lost(Loss.STYLE, address or "style")
    elif tag.name in EMBEDDED:
        around.lost(Loss.EMBEDDED, f"{tag.name} {address}".strip())
        if _is_web(address) or (address and around.shelf.find(around.locate(address))):
            link = BeautifulSoup("", "html.parser").new_tag("a", href=address)
            link.string = str(tag.get("title") or address)
            tag.replace_with(link)
            return
    tag.decompose()


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return False


class _Converter(MarkdownConverter):
    """Markdown as this academy writes it."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            heading_style=ATX,
            bullets="-",
            sub_symbol="<sub>",
            sup_symbol="<sup>",
            code_language_callback=_language,
        )
        self._around = around

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Formulas keep every sign; dollars elsewhere are money."""
        parts, end = [], 0
        for found in MATH.finditer(text or ""):
            parts += [self._escape_words(text[end : found.start()], parent_tags), _formula(found)]
            end = found.end()
        return "".join([*parts, self._escape_words((text or "")[end:], parent_tags)])

    def _escape_words(self, text: str, parent_tags: set[str]) -> str:
        escaped: str = super().escape(text, parent_tags)  # type: ignore[misc]  # the library's stub lacks it
        return escaped.replace("$", r"\$").replace("{", r"\{")

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture of the package; one of another server becomes a link."""
        del text, parent_tags
        alt = " ".join(str(el.get("alt") or "").split()).replace("[", "(").replace("]", ")")
        address = unescape(str(el.get("src") or ""))
        if JAVASCRIPT.match(address) or not address:
            self._around.lost(Loss.REMOTE, address[:60] or "img")
            return alt
        if _is_web(address) and self._around.shelf.find(address) is None:
            self._around.lost(Loss.REMOTE, address)
            return f"[{alt or address}]({_safe(address)})"
        path = self._around.shelf.take(self._around.locate(address), self._around.place)
        return f"![{alt}]({reference(path)})" if path else alt

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (the library's own name)
        """A link to the web, to a file of the package or to another lesson."""
        address = unescape(str(el.get("href") or "")).strip()
        if not text.strip() or not address or JAVASCRIPT.match(address):
            return text
        led = self._lead(address)
        if led is None:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{text.strip()}]({led}){after}"

    def _lead(self, address: str) -> str | None:
        inside = self._around.link(address)
        if inside is not None:
            return inside
        if _is_web(address) or address.startswith(("mailto:", "#")):
            return _safe(address)
        path = self._around.shelf.take(self._around.locate(address), self._around.place)
        return reference(path) if path else None

    def convert_button(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A button without its script would do nothing."""
        del el, text, parent_tags
        self._around.lost(Loss.SCRIPT, "button")
        return ""


def _language(tag: Any) -> str:
    for name in tag.get("class") or []:
        if str(name).startswith(("language-", "lang-")):
            return str(name).partition("-")[2]
    return ""


def _formula(found: re.Match[str]) -> str:
    if found["inline"]:
        return f"${' '.join(found['inline'].split())}$"
    return f"\n\n$$\n{found['block'].strip()}\n$$\n\n"


def _safe(address: str) -> str:
    """An address that cannot end the link that it stands in."""
    return quote(address, safe="/:?#[]@!$&'*+,;=%~-._").replace("[", "%5B").replace("]", "%5D")
