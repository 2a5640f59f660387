"""People and their requests, with unremarkable defaults."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from contracts.accounts.messages import Register, SignIn, UserStatus
from contracts.types import Actor, Role
from services.accounts import models

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PASSWORD = "three lilac umbrellas"


def make_user(**changes: Any) -> models.User:
    """A confirmed student."""
    fields: dict[str, Any] = {
        "id": uuid4(),
        "email": f"{uuid4().hex[:12]}@example.org",
        "name": "Ada Lovelace",
        "role": Role.STUDENT,
        "status": UserStatus.ACTIVE,
        "locale": "en",
        "created_at": NOW,
        "confirmed_at": NOW,
    }
    return models.User(**{**fields, **changes})


def add_user(session: Session, digest: str = "no hash", **changes: Any) -> models.User:
    """Store a confirmed student with a password."""
    user = make_user(**changes)
    session.add(user)
    session.flush()
    session.add(models.Password(user_id=user.id, hash=digest, changed_at=NOW))
    session.flush()
    return user


def make_session(**changes: Any) -> models.Session:
    """A session that began just now."""
    fields: dict[str, Any] = {
        "id": uuid4(),
        "user_id": uuid4(),
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=30),
        "revoked_at": None,
        "authenticated_at": NOW,
        "methods": ["pwd"],
        "last_used_at": NOW,
    }
    return models.Session(**{**fields, **changes})


def make_open_session(user_id: UUID) -> models.Session:
    """A session that lasts, by the clock of today."""
    return make_session(user_id=user_id, expires_at=datetime.now(UTC) + timedelta(days=30))


def make_registration(**changes: Any) -> Register:
    """Somebody new who chose a good password."""
    fields = {
        "email": f"{uuid4().hex[:12]}@example.org",
        "password": PASSWORD,
        "name": "Ada Lovelace",
    }
    return Register(**{**fields, **changes})


def make_sign_in(email: str, password: str = PASSWORD) -> SignIn:
    """An attempt to sign in."""
    return SignIn(email=email, password=password)


def actor_of(user: models.User) -> Actor:
    """The person as the gateway vouches for them."""
    return Actor(user_id=user.id, role=user.role)


def proven_actor(user: models.User) -> Actor:
    """The person who has just shown once more that it is them."""
    return Actor(user_id=user.id, role=user.role, authenticated_at=time.time())
