"""Addresses of courses made of their titles."""

import re
import unicodedata
from uuid import UUID

MAX_LENGTH = 80
FALLBACK = "course"


def make_slug(title: str) -> str:
    """The title in lower-case ASCII words joined by hyphens; `course` when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:MAX_LENGTH].strip("-") or FALLBACK


def make_distinct(slug: str, course_id: UUID) -> str:
    """The slug with a few characters of the course's id, for when another course has it."""
    return f"{slug}-{course_id.hex[-8:]}"
