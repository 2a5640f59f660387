"""Problem documents of the gateway (RFC 9457) as the refusals they stand for."""

from typing import Any

import msgspec

from contracts.errors import (
    Conflict,
    Forbidden,
    NotFound,
    ServiceError,
    TooMany,
    Unauthenticated,
    Unavailable,
    from_wire,
)

_STANDARD = frozenset({"type", "title", "status", "detail", "instance"})
_PREFIX = "/problems/"
_BY_STATUS: dict[int, type[ServiceError]] = {
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    429: TooMany,
}


def refusal(status: int, content: bytes) -> ServiceError:
    """The refusal in an answer; one that is not a problem document is judged by its status."""
    try:
        document = msgspec.json.decode(content, type=dict[str, Any])
        code = str(document["type"]).rpartition(_PREFIX)[2]
    except (msgspec.DecodeError, KeyError):
        return _by_status(status)
    extra = {name: value for name, value in document.items() if name not in _STANDARD}
    error = from_wire(code, str(document.get("detail", "")), extra)
    if type(error) is not ServiceError:
        return error
    known = _by_status(status)
    known.detail = str(document.get("detail") or known.detail)
    return known


def _by_status(status: int) -> ServiceError:
    kind = _BY_STATUS.get(status)
    return kind() if kind else Unavailable(f"The gateway answered with status {status}.")
