"""Settings in YAML, alone or at the head of a page."""

import re
from typing import Any

import yaml

from services.courses.importing.folder import FolderRefused

FRONT_MATTER = re.compile(r"\A---\s*\n(?P<fields>.*?)\n---\s*\n(?P<body>.*)\Z", re.DOTALL)


def split_front_matter(text: str, path: str) -> tuple[dict[str, Any], str]:
    """The settings at the head of a page, and the page itself."""
    found = FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if found is None:
        return {}, text
    return read_mapping(found["fields"], path), found["body"]


def read_mapping(text: str, path: str) -> dict[str, Any]:
    """Names and values; raises `FolderRefused` for anything else."""
    try:
        fields = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise FolderRefused(f"The settings in {path} cannot be read: {error}") from None
    if not isinstance(fields, dict):
        raise FolderRefused(f"The settings in {path} are not a list of names and values.")
    return fields
