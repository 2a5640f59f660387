"""Addresses made of titles and names."""

import re
import unicodedata
from uuid import UUID

MAX_LENGTH = 80


def make_slug(title: str, fallback: str) -> str:
    """The title in lower-case ASCII words joined by hyphens; *fallback* when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:MAX_LENGTH].strip("-") or fallback


def make_distinct(slug: str, owner_id: UUID) -> str:
    """The slug with a few characters of its owner's id, for when another one has it."""
    return f"{slug}-{owner_id.hex[-8:]}"
