"""Access tokens of a session."""

from datetime import timedelta

from contracts.accounts.messages import Session
from contracts.types import STAFF
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.repository import UserRepository, WaysRepository
from services.accounts.tokens import Claims, sign_access_token
from services.accounts.use_cases.keys import current_signer
from services.accounts.use_cases.people import to_user
from services.common.work import UnitOfWork


def reply(
    work: UnitOfWork, settings: AccountsSettings, session: models.Session, secret: str
) -> Session:
    """The pair of tokens; role and status are those of this moment."""
    user = UserRepository(work.session).get(session.user_id)
    policies.ensure_may_sign_in(user)
    return Session(
        access_token=access_token(work, settings, user, session),
        refresh_token=secret,
        expires_in=int(policies.ACCESS_TOKEN_LIFE.total_seconds()),
        user=to_user(user),
    )


def access_token(
    work: UnitOfWork, settings: AccountsSettings, user: models.User, session: models.Session
) -> str:
    """A token that says what is true of the person and the session now."""
    claims = Claims(
        user_id=user.id,
        role=user.role,
        session_id=session.id,
        version=user.token_version,
        authenticated_at=policies.authentication_time(session, user.role),
        methods=tuple(session.methods),
        confined=_is_confined(work, settings, user),
    )
    return signed(work, settings, claims)


def signed(
    work: UnitOfWork,
    settings: AccountsSettings,
    claims: Claims,
    life: timedelta = policies.ACCESS_TOKEN_LIFE,
) -> str:
    """An access token with these claims."""
    signer = current_signer(work, settings.token_encryption_key)
    return sign_access_token(claims, signer, issuer=settings.public_url, now=work.now, life=life)


def _is_confined(work: UnitOfWork, settings: AccountsSettings, user: models.User) -> bool:
    if user.role not in STAFF:
        return False
    ways = WaysRepository(work.session).of(user.id)
    return policies.is_confined(user, ways, settings.second_factor_grace, work.now)
