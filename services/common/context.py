"""Who calls, on whose behalf, under which key and until when: what travels in message headers."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from contracts.base import Message
from contracts.errors import Unauthenticated
from contracts.types import Actor
from contracts.vouchers import read_voucher


class CallContext(Message, frozen=True, kw_only=True):
    """The circumstances of one call or event."""

    correlation_id: str
    caller: Actor | None = None
    idempotency_key: str | None = None
    address: str = ""


def read_context(headers: Mapping[str, Any], service: str, signing_key: str) -> CallContext:
    """Read the headers of a message; an actor that the gateway did not sign is refused."""
    token = headers.get("actor")
    return CallContext(
        correlation_id=str(headers.get("correlation_id") or uuid4()),
        caller=_verified(str(token), service, signing_key) if token else None,
        idempotency_key=headers.get("idempotency_key"),
        address=str(headers.get("address") or ""),
    )


def _verified(token: str, service: str, signing_key: str) -> Actor:
    actor = read_voucher(token, service, signing_key)
    if actor is None:
        raise Unauthenticated("The call does not come from the gateway.")
    return actor


def system_context(correlation_id: str | None = None) -> CallContext:
    """The context of work that nobody asked for: timers and tools."""
    return CallContext(correlation_id=correlation_id or str(uuid4()))
