"""People with a password, sessions whose refresh tokens nobody has spent yet, and tokens."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from services.accounts import models
from services.accounts.tokens import fingerprint, new_secret
from services.common.database import new_id
from tests.load.databases import engine_of
from tests.load.mix.people import email_of, new_claims, sign, store_accounts


def store_people(count: int, digest: str) -> list[str]:
    """*count* confirmed students who share a password's hash; their addresses."""
    now = datetime.now(UTC)
    claims = new_claims(count)
    store_accounts(claims, now)
    rows = [{"user_id": one.user_id, "hash": digest, "changed_at": now} for one in claims]
    with Session(engine_of("accounts")) as session, session.begin():
        session.execute(insert(models.Password), rows)
    return [email_of(one) for one in claims]


def store_sessions(count: int) -> list[str]:
    """*count* sessions, each of another student; their refresh tokens."""
    now = datetime.now(UTC)
    claims, secrets = new_claims(count), [new_secret() for _ in range(count)]
    store_accounts(claims, now)
    rows = [
        {
            "id": new_id(),
            "session_id": one.session_id,
            "token_hash": fingerprint(secret),
            "created_at": now,
            "expires_at": now + timedelta(days=1),
        }
        for one, secret in zip(claims, secrets, strict=True)
    ]
    with Session(engine_of("accounts")) as session, session.begin():
        session.execute(insert(models.RefreshToken), rows)
    return secrets


def store_readers(count: int) -> list[str]:
    """*count* students; their access tokens."""
    now = datetime.now(UTC)
    claims = new_claims(count)
    store_accounts(claims, now)
    return [person.token for person in sign(claims, now)]
