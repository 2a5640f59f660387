"""Questions that are open for five minutes and answered once."""

import hashlib
from uuid import UUID

from services.accounts import models, policies
from services.accounts.repository import ChallengeRepository
from services.accounts.tokens import fingerprint, new_secret
from services.common.work import UnitOfWork


def open_challenge(
    work: UnitOfWork,
    purpose: models.Purpose,
    user: models.User | None = None,
    *,
    session_id: UUID | None = None,
    methods: tuple[str, ...] = (),
) -> str:
    """Open one; its token is the only way to answer it."""
    token = new_secret()
    ChallengeRepository(work.session).add(
        {
            "token_hash": fingerprint(token),
            "purpose": purpose,
            "user_id": user.id if user else None,
            "session_id": session_id,
            "methods": list(methods),
            "version": user.token_version if user else 0,
            "created_at": work.now,
            "expires_at": work.now + policies.CHALLENGE_LIFE,
        }
    )
    return token


def read_challenge(work: UnitOfWork, token: str, purpose: models.Purpose) -> models.Challenge:
    """The open challenge of that token; it stays open."""
    found = ChallengeRepository(work.session).find(fingerprint(token))
    return policies.ensure_challenge_open(found, purpose, work.now)


def close_challenge(work: UnitOfWork, token: str) -> None:
    """Close it for good; of many answers to one challenge a single one counts."""
    policies.ensure_spent(ChallengeRepository(work.session).spend(fingerprint(token)))


def passkey_challenge(token: str) -> bytes:
    """What a passkey signs to answer the challenge of that token."""
    return hashlib.sha256(b"academy passkey " + token.encode()).digest()
