"""Turns a mail into words and looks, in the language of its reader."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import msgspec
import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_timezone_location
from babel.numbers import format_currency, get_currency_precision
from markupsafe import Markup, escape

from contracts.base import decode
from contracts.types import Money
from services.common.sealing import unseal
from services.notifications.mails import SECRET, Mail

HERE = Path(__file__).parent
LANGUAGES = ("en", "ar")
ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
)


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as its reader sees it, with and without HTML."""

    subject: str
    html: str
    text: str


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a mail is written for; a language without strings reads English."""

    name: str
    locale: str
    time_zone: str

    @property
    def language(self) -> str:
        """The language of the strings."""
        spoken = self.locale.split("-")[0].lower()
        return spoken if spoken in LANGUAGES else LANGUAGES[0]

    @property
    def direction(self) -> str:
        """Which way the language is written: `ltr` or `rtl`."""
        return str(Locale.parse(self.language).text_direction)


def render_subject(mail: Mail, reader: Reader) -> str:
    """One line, whatever people have put into a title."""
    strings = _strings(reader.language)[mail.kind]
    return " ".join(strings["subject"].format(**_said(mail.facts, reader)).split())


def render(
    mail: Mail,
    reader: Reader,
    *,
    public_url: str,
    sealing_key: str,
    unsubscribe_url: str | None = None,
) -> Rendered:
    """The whole mail; the only place where a sealed secret is opened."""
    secret = unseal(mail.sealed_secret, sealing_key) if mail.sealed_secret else ""
    links = {
        name: public_url.rstrip("/") + path.replace(SECRET, secret)
        for name, path in mail.links.items()
    }
    subject = render_subject(mail, reader)
    html_view = _view(mail, reader, links, _isolated_html)
    text_view = _view(mail, reader, links, _isolated_text if reader.direction == "rtl" else str)
    return Rendered(
        subject=subject,
        html=_templates.get_template("mail.html").render(
            html_view, subject=subject, home=public_url, unsubscribe_url=unsubscribe_url
        ),
        text=_templates.get_template("mail.txt").render(text_view, unsubscribe_url=unsubscribe_url),
    )


def _view(mail: Mail, reader: Reader, links: dict[str, str], isolated: Any) -> dict[str, Any]:
    """What the templates show."""
    layout, strings = (_strings(reader.language)[part] for part in ("layout", mail.kind))
    said = _said(mail.facts, reader)
    names = {name: isolated(value) for name, value in {**said, "name": reader.name}.items()}
    fill = escape if isolated is _isolated_html else str
    rows = [(label, said[name]) for name, label in strings.get("rows", {}).items()]
    return {
        "language": reader.language,
        "direction": reader.direction,
        "preview": fill(strings["preview"]).format(**names),
        "heading": fill(strings["heading"]).format(**names),
        "greeting": fill(layout["greeting"]).format(**names),
        "paragraphs": [fill(text).format(**names) for text in strings["paragraphs"]],
        "quote": mail.facts.get("quote"),
        "rows": rows,
        "action": {"label": strings["action"], "url": links["action"]},
        "also": {"label": strings["also"], "url": links["also"]} if "also" in links else None,
        "reason": strings.get("reason", layout["reason"]),
        "note": fill(strings["note"]).format(**names) if "note" in strings else None,
        **{name: layout[name] for name in ("tagline", "link_help", "unsubscribe")},
    }


def _said(facts: dict[str, Any], reader: Reader) -> dict[str, str]:
    """Facts as people say them: amounts and moments by the habits of their language."""
    return {name: _say(name, value, reader) for name, value in facts.items()}


def _say(name: str, value: Any, reader: Reader) -> str:
    locale = _babel_locale(reader)
    if isinstance(value, dict):
        money = decode(value, Money)
        digits = get_currency_precision(money.currency)
        amount = Decimal(money.amount).scaleb(-digits)
        return format_currency(amount, money.currency, locale=locale)
    if name == "role":
        return str(_strings(reader.language)["layout"]["roles"][value])
    if name.endswith("_at"):
        moment = datetime.fromisoformat(value).astimezone(ZoneInfo(reader.time_zone))
        place = get_timezone_location(moment, locale, return_city=True)
        return f"{format_date(moment, 'long', locale)}, {moment:%H:%M} ({place})"
    return str(value)


def _babel_locale(reader: Reader) -> Locale:
    """The person's own region where the strings exist in their language, else English."""
    spoken = reader.locale.split("-")[0].lower()
    try:
        region = Locale.parse(reader.locale, sep="-")
    except UnknownLocaleError:
        return Locale.parse(reader.language)
    return region if spoken == reader.language else Locale.parse(reader.language)


def _isolated_html(value: str) -> Markup:
    """A name inside a sentence of the other direction must not turn the words around it."""
    return Markup("<bdi>{}</bdi>").format(value)


def _isolated_text(value: str) -> str:
    return value.join(ISOLATE)


@cache
def _strings(language: str) -> dict[str, Any]:
    """Every text of a language: the common file, and one per subject in the folder beside it."""
    folder = HERE / "locales"
    strings: dict[str, Any] = {}
    for file in (folder / f"{language}.yaml", *sorted((folder / language).glob("*.yaml"))):
        strings |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return strings
