"""Signing in, staying signed in, signing out."""

from datetime import timedelta
from uuid import UUID

import structlog

from contracts.accounts.errors import SessionEnded, WrongCredentials
from contracts.accounts.messages import RefreshSession, Session, SignIn, SignOut
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    ConfirmationRepository,
    SessionRepository,
    UserRepository,
)
from services.accounts.tokens import (
    Claims,
    fingerprint,
    new_secret,
    sealing_key,
    sign_access_token,
)
from services.accounts.use_cases.keys import current_signer
from services.accounts.use_cases.people import to_user
from services.common.database import new_id
from services.common.sealing import seal, unseal
from services.common.work import Begin, UnitOfWork

log = structlog.get_logger()

REUSED = "refresh token reused"
SIGNED_OUT = "signed out"


def sign_in(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: SignIn
) -> Session:
    """Begin a session; a stranger's attempt takes as long as a wrong password."""
    with begin() as work:
        found = UserRepository(work.session).find_credentials(
            policies.normalized_email(request.email)
        )
    digest = found[1] if found else None
    if not passwords.matches(digest, request.password) or found is None:
        raise WrongCredentials("Check the address and the password.")
    user, known = found
    policies.ensure_may_sign_in(user)
    stronger = passwords.hash(request.password) if passwords.is_outdated(known) else None
    with begin() as work:
        if stronger is not None:
            UserRepository(work.session).replace_hash(user.id, known, stronger)
        session, secret = _begin_chain(work, user.id)
        return _reply(work, settings, session, secret)


def refresh_session(begin: Begin, settings: AccountsSettings, request: RefreshSession) -> Session:
    """Exchange a refresh token for the next one.

    A used token coming back means that two parties hold it, so the whole session ends; that must
    be stored even though the caller is refused.
    """
    with begin() as work:
        renewed = _rotate(work, request.refresh_token) or _repeat(work, request.refresh_token)
        if renewed is not None:
            return _reply(work, settings, *renewed)
    raise SessionEnded("Sign in again.")


def sign_out(work: UnitOfWork, request: SignOut) -> None:
    """End the session; an unknown token has nothing to end."""
    sessions = SessionRepository(work.session)
    token = sessions.find_token(fingerprint(request.refresh_token))
    if token is not None:
        sessions.revoke(token.session_id, SIGNED_OUT, work.now)


def remove_expired(begin: Begin) -> None:
    """Forget sessions and links that ended a week ago: nobody asks about them any more."""
    with begin() as work:
        before = work.now - timedelta(days=7)
        SessionRepository(work.session).remove_expired(before)
        ConfirmationRepository(work.session).remove_expired(before)


def _begin_chain(work: UnitOfWork, user_id: UUID) -> tuple[models.Session, str]:
    session = models.Session(
        id=new_id(),
        user_id=user_id,
        created_at=work.now,
        expires_at=work.now + policies.SESSION_LIFE,
    )
    SessionRepository(work.session).add(session)
    secret = new_secret()
    _append(work, session, secret, parent_id=None)
    return session, secret


def _rotate(work: UnitOfWork, secret: str) -> tuple[models.Session, str] | None:
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


def _repeat(work: UnitOfWork, secret: str) -> tuple[models.Session, str] | None:
    """The successor once more for a token spent a moment ago; later than that the session ends."""
    sessions = SessionRepository(work.session)
    token = sessions.find_token(fingerprint(secret))
    if token is None or token.used_at is None or token.sealed_successor is None:
        return None
    session = sessions.get(token.session_id)
    policies.ensure_session_alive(session, work.now)
    if policies.can_repeat(token, work.now):
        return session, unseal(token.sealed_successor, sealing_key(secret))
    sessions.revoke(session.id, REUSED, work.now)
    log.warning("accounts.session.revoked", session_id=str(session.id), because=REUSED)
    return None


def _append(
    work: UnitOfWork, session: models.Session, secret: str, *, parent_id: UUID | None
) -> None:
    token = models.RefreshToken(
        id=new_id(),
        session_id=session.id,
        parent_id=parent_id,
        token_hash=fingerprint(secret),
        created_at=work.now,
        expires_at=policies.refresh_expiry(session, work.now),
    )
    SessionRepository(work.session).add(token)


def _reply(
    work: UnitOfWork, settings: AccountsSettings, session: models.Session, secret: str
) -> Session:
    """The pair of tokens; role and status are those of this moment."""
    user = UserRepository(work.session).get(session.user_id)
    policies.ensure_may_sign_in(user)
    signer = current_signer(work, settings.token_encryption_key)
    access_token = sign_access_token(
        Claims(user_id=user.id, role=user.role, session_id=session.id),
        signer,
        issuer=settings.public_url,
        now=work.now,
    )
    return Session(
        access_token=access_token,
        refresh_token=secret,
        expires_in=int(policies.ACCESS_TOKEN_LIFE.total_seconds()),
        user=to_user(user),
    )
