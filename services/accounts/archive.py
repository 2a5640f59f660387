"""Everything about a person as one file: JSON per service, and a page to read it by."""

import io
import zipfile
from datetime import datetime
from html import escape
from typing import Any

import msgspec

STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#14231d;background:#f6f8f4}h2{margin-top:3rem;border-bottom:2px solid #0b5d4b}"
    "table{border-collapse:collapse;margin:0 0 1.5rem;width:100%;background:#fff}"
    "th,td{border:1px solid #dde3da;padding:.4rem .7rem;text-align:start;vertical-align:top;"
    "overflow-wrap:anywhere}th{width:14rem;font-weight:600}"
)
TEXTS = {
    "en": ("Your data at Academy", "Collected on {moment}.", "Nothing is kept here."),
    "ar": ("بياناتك في Academy", "جُمعت في {moment}.", "لا يُحفظ شيء هنا."),
}


def build_archive(
    parts: dict[str, Any], extras: dict[str, bytes], language: str, made_at: datetime
) -> bytes:
    """The bytes of the ZIP file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", read_page(parts, language, made_at))
        for service, content in parts.items():
            text = msgspec.json.format(msgspec.json.encode(content), indent=2)
            archive.writestr(f"{service}.json", text)
        for name, content in extras.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read_page(parts: dict[str, Any], language: str, made_at: datetime) -> str:
    """The same for people: a heading per service, a table per record."""
    spoken = language.split("-", maxsplit=1)[0]
    spoken = spoken if spoken in TEXTS else "en"
    title, collected, nothing = TEXTS[spoken]
    direction = "rtl" if spoken == "ar" else "ltr"
    moment = escape(f"{made_at:%Y-%m-%d %H:%M} UTC")
    body = "".join(_section(service, content, nothing) for service, content in parts.items())
    return (
        f'<!doctype html><html lang="{spoken}" dir="{direction}"><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style>"
        f"<h1>{title}</h1><p>{collected.format(moment=moment)}</p>{body}</html>"
    )


def _section(service: str, content: dict[str, Any], nothing: str) -> str:
    records = "".join(
        f"<h3>{_words(kind)}</h3>{''.join(map(_table, rows))}" for kind, rows in content.items()
    )
    return f"<h2>{_words(service)}</h2>{records or f'<p>{nothing}</p>'}"


def _table(record: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><th>{_words(name)}</th><td>{_value(value)}</td></tr>"
        for name, value in record.items()
        if value not in (None, "")
    )
    return f"<table>{rows}</table>"


def _value(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return escape(msgspec.json.encode(value).decode())
    return escape(str(value))


def _words(name: str) -> str:
    return escape(name.replace("_", " ").capitalize())
