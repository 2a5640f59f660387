"""The API's description, as the web app's types are generated from it."""

import json
from typing import Any

from gateway.openapi import document
from gateway.routes import ENDPOINTS

PATH = "gateway/web/src/api/openapi.json"


def documents() -> dict[str, str]:
    """The description, for an academy at any address."""
    return {PATH: json.dumps(described(), indent=1, ensure_ascii=False) + "\n"}


def described() -> dict[str, Any]:
    """The description of this version of the API."""
    return document(ENDPOINTS, "/")
