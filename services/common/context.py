"""Who calls, on whose behalf, under which key and until when: what travels in message headers."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import jwt

from contracts.base import Message, decode
from contracts.errors import Unauthenticated
from contracts.types import Actor

ALGORITHM = "HS256"
ISSUER = "gateway"


class CallContext(Message, frozen=True, kw_only=True):
    """The circumstances of one call or event."""

    correlation_id: str
    caller: Actor | None = None
    idempotency_key: str | None = None


def read_context(headers: Mapping[str, Any], service: str, signing_key: str) -> CallContext:
    """Read the headers of a message; an actor that the gateway did not sign is refused."""
    token = headers.get("actor")
    return CallContext(
        correlation_id=str(headers.get("correlation_id") or uuid4()),
        caller=_verified(str(token), service, signing_key) if token else None,
        idempotency_key=headers.get("idempotency_key"),
    )


def vouch(actor: Actor, service: str, signing_key: str, *, seconds: float = 30) -> str:
    """A token by which the gateway vouches for *actor* towards one service."""
    claims = {
        "iss": ISSUER,
        "aud": service,
        "exp": time.time() + seconds,
        "user_id": str(actor.user_id),
        "role": actor.role.value,
        "session_id": str(actor.session_id) if actor.session_id else None,
    }
    return jwt.encode(claims, signing_key, algorithm=ALGORITHM)


def _verified(token: str, service: str, signing_key: str) -> Actor:
    try:
        claims = jwt.decode(
            token,
            signing_key,
            algorithms=[ALGORITHM],
            audience=service,
            issuer=ISSUER,
            leeway=5,
            options={"require": ["exp", "aud", "iss"]},
        )
    except jwt.InvalidTokenError:
        raise Unauthenticated("The call does not come from the gateway.") from None
    return decode(claims, Actor)


def system_context(correlation_id: str | None = None) -> CallContext:
    """The context of work that nobody asked for: timers and tools."""
    return CallContext(correlation_id=correlation_id or str(uuid4()))
