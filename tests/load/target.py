"""The academy that is measured, as its environment and its own API describe it."""

import json
import os
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import psutil

from tests.load.children import listener
from tests.load.mix.plan import Catalogue

PAGES = 20


def address() -> tuple[str, int]:
    """Host and port of the gateway."""
    parts = urlsplit(os.environ["ACADEMY_URL"])
    return parts.hostname or "127.0.0.1", parts.port or 80


def gateway() -> psutil.Process:
    """The gateway's process."""
    return listener(address()[1])


def gateway_processes() -> int:
    """How many processes share the gateway's port."""
    return int(os.environ.get("GATEWAY_PROCESSES", "1"))


def service(name: str) -> psutil.Process:
    """A service's process, found by the port of its health server."""
    return listener(int(os.environ[f"{name.upper()}_HEALTH_PORT"]))


def ask(path: str) -> Any:
    """A reply of the API."""
    with urllib.request.urlopen(os.environ["ACADEMY_URL"] + path, timeout=10) as answer:
        return json.load(answer)


def browse() -> Catalogue:
    """What the catalogue offers: courses, shelves that are not empty, words to search for."""
    cards: list[dict[str, Any]] = []
    after = ""
    for _ in range(PAGES):
        page = ask(f"/v1/courses?limit=100&order=newest{after}")
        cards += page["items"]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    words = {word.lower() for card in cards for word in card["title"].split() if word.isalpha()}
    shelves = [shelf["slug"] for shelf in ask("/v1/categories") if shelf["course_count"]]
    return Catalogue(
        slugs=[card["slug"] for card in cards], categories=shelves, words=sorted(words)
    )
