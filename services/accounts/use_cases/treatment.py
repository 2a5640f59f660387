"""What staff do for and to people's accounts, each with a reason that the log keeps."""

from contracts.accounts.errors import DeviceNotFound
from contracts.accounts.messages import User, UserStatus
from contracts.accounts.people import (
    ResendUserConfirmation,
    ResetSecondFactor,
    RestoreUser,
    SignUserOut,
    SuspendUser,
    UserRestored,
    UserSignedOut,
    UserSuspended,
)
from services.accounts import models, policies
from services.accounts.repository import (
    ConfirmationRepository,
    SessionRepository,
    UserRepository,
    WaysRepository,
)
from services.accounts.use_cases.people import audit_person, to_user
from services.accounts.use_cases.registration import mail_another_link
from services.accounts.use_cases.revocation import end_session, end_sessions, outdate_tokens
from services.accounts.use_cases.second_factors import remove_all
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import UnitOfWork

SUSPENDED = "suspended"
BY_STAFF = "signed out by staff"

Treatment = SuspendUser | RestoreUser | SignUserOut | ResetSecondFactor | ResendUserConfirmation


def suspend_user(work: UnitOfWork, request: SuspendUser) -> User:
    """Keep a person out from this moment on; suspending them again changes nothing."""
    admins = UserRepository(work.session).lock_admins()
    user = _treated(work, request)
    policies.ensure_suspendable(user)
    policies.ensure_admin_remains(user, None, admins)
    if user.status is not UserStatus.SUSPENDED:
        before, user.status = user.status, UserStatus.SUSPENDED
        user.suspended_from = before
        end_sessions(work, user.id, SUSPENDED)
        outdate_tokens(work, user)
        _audit_status(work, user, before, request.reason)
        work.record(UserSuspended(user_id=user.id, reason=request.reason))
    return to_user(user)


def restore_user(work: UnitOfWork, request: RestoreUser) -> User:
    """Give a suspended person back the status they had."""
    user = _treated(work, request)
    policies.ensure_suspended(user)
    before, user.status = user.status, user.suspended_from or UserStatus.ACTIVE
    user.suspended_from = None
    _audit_status(work, user, before, request.reason)
    work.record(UserRestored(user_id=user.id, reason=request.reason))
    return to_user(user)


def sign_user_out(work: UnitOfWork, request: SignUserOut) -> None:
    """End a person's sessions, or the one that is named; ending none tells nobody."""
    user = _treated(work, request)
    alive = SessionRepository(work.session).list_alive(user.id, work.now)
    if request.session_id is None:
        end_sessions(work, user.id, BY_STAFF)
        ended = alive
    else:
        ended = [row for row in alive if row.id == request.session_id]
        if not ended:
            raise DeviceNotFound("It is signed out already.")
        end_session(work, request.session_id, BY_STAFF)
    if ended:
        devices = [row.user_agent for row in ended]
        before = {"devices": devices}
        audit_person(work, "user.signed_out", user, reason=request.reason, before=before)
        everywhere = request.session_id is None
        work.record(UserSignedOut(user_id=user.id, everywhere=everywhere, reason=request.reason))


def reset_second_factor(work: UnitOfWork, request: ResetSecondFactor) -> None:
    """Let a person in with their password alone until they set a second factor up anew."""
    user = _treated(work, request)
    ways = WaysRepository(work.session).of(user.id)
    policies.ensure_has_second_factor(ways)
    remove_all(work, user)
    before = {"app": ways.totp, "passkeys": ways.passkeys}
    audit_person(work, "second_factor.reset", user, reason=request.reason, before=before)


def resend_user_confirmation(
    work: UnitOfWork, mail_sealing_key: str, request: ResendUserConfirmation
) -> None:
    """Send an unconfirmed person another link, whatever they asked for before."""
    user = _treated(work, request)
    policies.ensure_unconfirmed(user)
    lately = work.now - policies.MAILED_AGAIN_AFTER
    links = ConfirmationRepository(work.session).count_since(user.id, lately)
    policies.ensure_not_just_mailed(links)
    mail_another_link(work, user, mail_sealing_key)
    audit_person(work, "confirmation.resent", user, reason=request.reason)


def _treated(work: UnitOfWork, request: Treatment) -> models.User:
    """The person to treat, locked; only by who may, and never oneself."""
    role = ensure_standing(work, request)
    policies.ensure_other(work.actor, request.user_id)
    user = UserRepository(work.session).get_for_update(request.user_id)
    policies.ensure_may_treat(role, user)
    return user


def _audit_status(work: UnitOfWork, user: models.User, before: UserStatus, reason: str) -> None:
    action = "user.suspended" if user.status is UserStatus.SUSPENDED else "user.restored"
    old, new = {"status": before.value}, {"status": user.status.value}
    audit_person(work, action, user, reason=reason, before=old, after=new)
