"""Names in packages."""

from uuid import NAMESPACE_URL, uuid5


def url_name(key: str) -> str:
    """A name that every format takes, the same for the same key."""
    return uuid5(NAMESPACE_URL, key).hex
