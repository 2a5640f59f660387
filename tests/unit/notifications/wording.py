"""The strings of mails, to compare languages and to render one mail."""

import re
from pathlib import Path
from typing import Any

import yaml
from cryptography.fernet import Fernet

from services.notifications import rendering
from services.notifications.mails import Mail
from services.notifications.models import UTC
from services.notifications.rendering import Reader, Rendered, render

URL = "https://academy.example"
KEY = Fernet.generate_key().decode()


def strings(file: str) -> dict[str, Any]:
    """The strings of a file below the locales, such as `en.yaml`."""
    path = Path(rendering.__file__).parent / "locales" / file
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def shape(texts: object) -> object:
    """Names, lengths and placeholders, without the words."""
    if isinstance(texts, dict):
        return {name: shape(value) for name, value in texts.items()}
    if isinstance(texts, list):
        return [shape(value) for value in texts]
    return sorted(re.findall(r"\{\w+\}", str(texts)))


def rendered(
    mail: Mail, locale: str = "en", name: str = "Lina Haddad", time_zone: str = UTC
) -> Rendered:
    """A mail as somebody reads it."""
    reader = Reader(name=name, locale=locale, time_zone=time_zone)
    return render(mail, reader, public_url=URL, sealing_key=KEY)


def ensure_complete(mail: Mail, language: str) -> None:
    """Subject, name and links are there, and nothing is left to fill in."""
    seen = rendered(mail, language)
    assert seen.subject
    for part in (seen.html, seen.text):
        assert "Lina Haddad" in part
        assert f"{URL}/" in part
        assert not re.search(r"\{\w+\}", part.partition("</style>")[2] or part)
    assert f'lang="{language}"' in seen.html
