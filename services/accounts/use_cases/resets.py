"""Forgotten passwords: a link by mail, and the new password behind it."""

from datetime import timedelta

from contracts.accounts.messages import UserConfirmed, UserStatus
from contracts.accounts.passwords import (
    PasswordChange,
    PasswordChanged,
    PasswordResetRequested,
    RequestPasswordReset,
    ResetPassword,
)
from services.accounts import models, policies
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    EmailChangeRepository,
    PasswordRepository,
    UserRepository,
)
from services.accounts.tokens import fingerprint, new_secret
from services.accounts.use_cases.new_passwords import ensure_acceptable
from services.accounts.use_cases.passwords import store_password
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.revocation import end_sessions
from services.common.sealing import seal
from services.common.work import Begin, UnitOfWork

RESET = "password reset"
FORGOTTEN_AFTER = timedelta(days=7)


def request_password_reset(
    work: UnitOfWork, mail_sealing_key: str, request: RequestPasswordReset
) -> None:
    """Send the owner of the address a link; everybody else is silently left alone."""
    email = policies.normalized_email(request.email)
    user = UserRepository(work.session).find_by_email_for_update(email)
    if user is not None and _may_mail_link(work, user):
        _mail_link(work, user, mail_sealing_key)


def reset_password(begin: Begin, passwords: PasswordHasher, request: ResetPassword) -> None:
    """Put a new password in place of a forgotten one, and sign every device out.

    Nobody is signed in by it, so a second factor is still asked for. Whoever could open the mail
    has proven the address as well; a change to another address, perhaps a thief's, is dropped.
    """
    token_hash = fingerprint(request.token)
    with begin() as work:
        user = _owner(work, token_hash)
    ensure_acceptable(passwords, request.password, user.email, user.name)
    digest = passwords.hash(request.password)
    with begin() as work:
        user = UserRepository(work.session).get_for_update(user.id)
        _spend(work, token_hash, user)
        store_password(work, user, digest)
        EmailChangeRepository(work.session).end_pending(user.id, work.now)
        end_sessions(work, user.id, RESET)
        _confirm(work, user)
        contact, change = to_contact(user), PasswordChange.RESET
        work.record(PasswordChanged(user_id=user.id, contact=contact, change=change))


def forget_links(begin: Begin) -> None:
    """Forget links to new passwords and other addresses that nobody opens any more."""
    with begin() as work:
        before = work.now - FORGOTTEN_AFTER
        PasswordRepository(work.session).remove_expired_resets(before)
        EmailChangeRepository(work.session).remove_expired(before)


def _may_mail_link(work: UnitOfWork, user: models.User) -> bool:
    an_hour_ago = work.now - timedelta(hours=1)
    recent = PasswordRepository(work.session).count_resets_since(user.id, an_hour_ago)
    return policies.can_mail_reset(user, recent)


def _mail_link(work: UnitOfWork, user: models.User, mail_sealing_key: str) -> None:
    token = new_secret()
    PasswordRepository(work.session).add_reset(
        models.PasswordReset(
            token_hash=fingerprint(token),
            user_id=user.id,
            email=user.email,
            created_at=work.now,
            expires_at=work.now + policies.RESET_LIFE,
        )
    )
    sealed = seal(token, mail_sealing_key)
    contact = to_contact(user)
    work.record(PasswordResetRequested(user_id=user.id, contact=contact, sealed_token=sealed))


def _owner(work: UnitOfWork, token_hash: bytes) -> models.User:
    """Whose link it is; raises `ResetLinkExpired` when it does not hold."""
    reset = PasswordRepository(work.session).find_reset(token_hash)
    user = UserRepository(work.session).get(reset.user_id) if reset else None
    return policies.ensure_resettable(reset, user, work.now)


def _spend(work: UnitOfWork, token_hash: bytes, user: models.User) -> None:
    """Use the link up, as it and its owner are now."""
    links = PasswordRepository(work.session)
    policies.ensure_resettable(links.find_reset(token_hash), user, work.now)
    if not links.spend_reset(token_hash, work.now):
        policies.ensure_resettable(None, user, work.now)


def _confirm(work: UnitOfWork, user: models.User) -> None:
    if user.status is UserStatus.UNCONFIRMED:
        user.status, user.confirmed_at = UserStatus.ACTIVE, work.now
        work.record(UserConfirmed(user_id=user.id))
