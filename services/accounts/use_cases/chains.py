"""The chain of refresh tokens of a session: each is spent once, for its only successor."""

from uuid import UUID

from contracts.accounts.sessions import Client
from services.accounts import models, policies
from services.accounts.repository import SessionRepository
from services.accounts.tokens import fingerprint, new_secret, sealing_key
from services.common.database import new_id
from services.common.sealing import seal, unseal
from services.common.work import UnitOfWork


def begin_chain(
    work: UnitOfWork, user_id: UUID, methods: tuple[str, ...], client: Client
) -> tuple[models.Session, str]:
    """A new session and its first refresh token."""
    session = models.Session(
        id=new_id(),
        user_id=user_id,
        created_at=work.now,
        expires_at=work.now + policies.SESSION_LIFE,
        authenticated_at=work.now,
        methods=list(methods),
        user_agent=client.user_agent,
        address=client.address,
        last_used_at=work.now,
    )
    SessionRepository(work.session).add(session)
    secret = new_secret()
    _append(work, session, secret, parent_id=None)
    return session, secret


def rotate(work: UnitOfWork, secret: str) -> tuple[models.Session, str] | None:
    """Spend a fresh token for its one successor; None when it is not fresh."""
    sessions = SessionRepository(work.session)
    successor = new_secret()
    sealed = seal(successor, sealing_key(secret))
    spent = sessions.spend(fingerprint(secret), sealed, work.now)
    if spent is None:
        return None
    session = sessions.get(spent.session_id)
    policies.ensure_session_alive(session, work.now)
    _append(work, session, successor, parent_id=spent.id)
    return session, successor


def repeat(work: UnitOfWork, secret: str) -> tuple[models.Session, str] | None:
    """The successor once more for a token spent a moment ago: a reply may have got lost."""
    sessions = SessionRepository(work.session)
    token = sessions.find_token(fingerprint(secret))
    if token is None or token.used_at is None or token.sealed_successor is None:
        return None
    session = sessions.get(token.session_id)
    policies.ensure_session_alive(session, work.now)
    if not policies.can_repeat(token, work.now):
        return None
    return session, unseal(token.sealed_successor, sealing_key(secret))


def _append(
    work: UnitOfWork, session: models.Session, secret: str, *, parent_id: UUID | None
) -> None:
    token = {
        "id": new_id(),
        "session_id": session.id,
        "parent_id": parent_id,
        "token_hash": fingerprint(secret),
        "created_at": work.now,
        "expires_at": policies.refresh_expiry(session, work.now),
    }
    SessionRepository(work.session).append(token)
