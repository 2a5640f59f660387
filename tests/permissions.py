"""Rows for requests that only tests know."""

from typing import Any

from contracts.base import Request
from contracts.permissions import MATRIX, Permission, name_of


def let_everybody_ask(*requests: type[Request[Any]]) -> None:
    """Add a row to the matrix of this process for each."""
    for request in requests:
        MATRIX.requests[name_of(request)] = Permission(allow={"everyone": "any"})
