"""When signing keys come and go."""

from datetime import datetime, timedelta

from services.accounts import models
from services.accounts.policies.sessions import ACCESS_TOKEN_LIFE

KEY_LIFE = timedelta(days=30)
NOTICE = timedelta(minutes=15)
"""How long a key is published before it signs: longer than gateways keep a set of keys."""


def needs_successor(newest: models.SigningKey, now: datetime) -> bool:
    """A key signs for a month; the one that is already announced counts."""
    return newest.active_from + KEY_LIFE <= now


def trusted_since(now: datetime) -> datetime:
    """Keys retired after this moment may have signed a token that is still alive."""
    return now - 2 * ACCESS_TOKEN_LIFE
