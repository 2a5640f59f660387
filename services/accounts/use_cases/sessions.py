"""Signing in, staying signed in, signing out."""

from datetime import timedelta
from uuid import UUID

import structlog

from contracts.accounts.errors import SessionEnded, WrongCredentials
from contracts.accounts.messages import RefreshSession, Session, SignIn, SignOut
from contracts.accounts.sessions import Client, Notice, SecurityNoticed
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    AttemptRepository,
    ChallengeRepository,
    ConfirmationRepository,
    DeviceRepository,
    SessionRepository,
    UserRepository,
)
from services.accounts.tokens import fingerprint
from services.accounts.use_cases import attempts
from services.accounts.use_cases.asking import ensure_second_step
from services.accounts.use_cases.chains import begin_chain, repeat, rotate
from services.accounts.use_cases.issuing import reply
from services.accounts.use_cases.revocation import end_session
from services.common.work import Begin, UnitOfWork

log = structlog.get_logger()

PASSWORD = "pwd"  # noqa: S105 (RFC 8176's name of the method)
REUSED = "refresh token reused"
SIGNED_OUT = "signed out"
FORGOTTEN_AFTER = timedelta(days=7)
DEVICES_FORGOTTEN_AFTER = timedelta(days=400)


def sign_in(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: SignIn
) -> Session:
    """Begin a session; a stranger's attempt takes as long as a wrong password."""
    email = policies.normalized_email(request.email)
    with begin() as work:
        found = UserRepository(work.session).find_credentials(email)
        counted = _counted(work, email, request.client or Client())
    with attempts.reserved(begin, *counted):
        user, known = _proven(passwords, found, request.password)
    policies.ensure_may_sign_in(user)
    stronger = passwords.hash(request.password) if passwords.is_outdated(known) else None
    with begin() as work:
        if stronger is not None:
            UserRepository(work.session).replace_hash(user.id, known, stronger)
        return admit(work, settings, user, methods=(PASSWORD,), client=request.client)


def admit(
    work: UnitOfWork,
    settings: AccountsSettings,
    user: models.User,
    *,
    methods: tuple[str, ...],
    client: Client | None,
) -> Session:
    """The one door for who has proven a first factor."""
    policies.ensure_may_sign_in(user)
    ensure_second_step(work, settings, user, methods, client)
    return open_session(work, settings, user, methods=methods, client=client)


def open_session(
    work: UnitOfWork,
    settings: AccountsSettings,
    user: models.User,
    *,
    methods: tuple[str, ...],
    client: Client | None,
) -> Session:
    """Begin a session without further questions, and know the device again next time."""
    client = client or Client()
    session, secret = begin_chain(work, user.id, methods, client)
    if client.device_token:
        _recognize(work, user, client)
    return reply(work, settings, session, secret)


def refresh_session(begin: Begin, settings: AccountsSettings, request: RefreshSession) -> Session:
    """Exchange a refresh token for the next one.

    A used token coming back means that two parties hold it, so the whole session ends; that must
    be stored even though the caller is refused.
    """
    with begin() as work:
        renewed = rotate(work, request.refresh_token) or repeat(work, request.refresh_token)
        if renewed is not None:
            session, secret = renewed
            client = request.client or Client()
            SessionRepository(work.session).touch(
                session, client.address, client.user_agent, work.now
            )
            return reply(work, settings, session, secret)
        _end_reused(work, request)
    raise SessionEnded("Sign in again.")


def sign_out(work: UnitOfWork, request: SignOut) -> None:
    """End the session; an unknown token has nothing to end."""
    token = SessionRepository(work.session).find_token(fingerprint(request.refresh_token))
    if token is not None:
        end_session(work, token.session_id, SIGNED_OUT)


def remove_expired(begin: Begin) -> None:
    """Forget sessions and links that ended a week ago: nobody asks about them any more."""
    with begin() as work:
        before = work.now - FORGOTTEN_AFTER
        SessionRepository(work.session).remove_expired(before)
        ConfirmationRepository(work.session).remove_expired(before)
        ChallengeRepository(work.session).remove_expired(work.now)
        DeviceRepository(work.session).remove_unused(work.now - DEVICES_FORGOTTEN_AFTER)
        AttemptRepository(work.session).remove_older(work.now - policies.LONGEST)


def _counted(work: UnitOfWork, email: str, client: Client) -> list[attempts.Counted]:
    """Whose guess it is: a browser that the person has used before is counted for itself.

    So nobody can lock people out of their own devices by guessing.
    """
    device = fingerprint(client.device_token)
    known = bool(client.device_token) and DeviceRepository(work.session).is_known(device, email)
    mine = (
        (policies.SIGN_IN_OF_DEVICE, device + fingerprint(email))
        if known
        else (policies.SIGN_IN_OF_ACCOUNT, fingerprint(email))
    )
    everybody = (policies.SIGN_IN_ANYWHERE, b"")
    return [mine, (policies.SIGN_IN_FROM_ADDRESS, client.address.encode()), everybody]


def _proven(
    passwords: PasswordHasher, found: tuple[models.User, str] | None, password: str
) -> tuple[models.User, str]:
    """The person and the hash of their password; raises `WrongCredentials`."""
    if not passwords.matches(found[1] if found else None, password) or found is None:
        raise WrongCredentials("Check the address and the password.")
    return found


def _recognize(work: UnitOfWork, user: models.User, client: Client) -> None:
    """Know the browser next time; a person who has others is told about a new one."""
    devices = DeviceRepository(work.session)
    device = fingerprint(client.device_token)
    if devices.find(device, user.id) is None and devices.has_any(user.id):
        _notice(work, user.id, Notice.NEW_DEVICE, client)
    devices.remember(device, user.id, work.now)


def _notice(work: UnitOfWork, user_id: UUID, notice: Notice, client: Client) -> None:
    work.record(
        SecurityNoticed(
            user_id=user_id,
            notice=notice,
            user_agent=client.user_agent,
            address=client.address,
        )
    )


def _end_reused(work: UnitOfWork, request: RefreshSession) -> None:
    """End the session of a token that was used before, and tell the person once."""
    sessions = SessionRepository(work.session)
    token = sessions.find_token(fingerprint(request.refresh_token))
    if token is None or token.used_at is None:
        return
    user_id = end_session(work, token.session_id, REUSED)
    if user_id is not None:
        log.warning("accounts.session.revoked", session_id=str(token.session_id), because=REUSED)
        _notice(work, user_id, Notice.TOKEN_REUSED, request.client or Client())
