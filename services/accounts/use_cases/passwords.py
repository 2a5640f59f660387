"""Changed and first passwords."""

from contracts.accounts.errors import WrongPassword
from contracts.accounts.passwords import ChangePassword, PasswordChange, PasswordChanged
from contracts.permissions import ensure_fresh
from services.accounts import models, policies
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import PasswordRepository, UserRepository
from services.accounts.tokens import fingerprint
from services.accounts.use_cases import attempts
from services.accounts.use_cases.new_passwords import ensure_acceptable
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.revocation import end_sessions
from services.common.work import Begin, UnitOfWork

CHANGED = "password changed"


def change_password(begin: Begin, passwords: PasswordHasher, request: ChangePassword) -> None:
    """Put another password in place of the current one, or a first one where there is none."""
    with begin() as work:
        actor = work.actor
        user = UserRepository(work.session).get(actor.user_id)
        current = PasswordRepository(work.session).find(user.id)
    if request.current_password and current is not None:
        prove_password(begin, passwords, user, current.hash, request.current_password)
    else:
        ensure_fresh(actor)
    ensure_acceptable(passwords, request.new_password, user.email, user.name, field="new_password")
    digest = passwords.hash(request.new_password)
    with begin() as work:
        store_password(work, user, digest)
        end_sessions(work, user.id, CHANGED, but=actor.session_id)
        change = PasswordChange.CHANGED if current else PasswordChange.FIRST
        work.record(PasswordChanged(user_id=user.id, contact=to_contact(user), change=change))


def prove_password(
    begin: Begin, passwords: PasswordHasher, user: models.User, digest: str | None, password: str
) -> None:
    """Make sure that it is the person's password; counted together with guesses at signing in."""
    with attempts.reserved(begin, (policies.SIGN_IN_OF_ACCOUNT, fingerprint(user.email))):
        if not passwords.matches(digest, password):
            detail = "That is not the password of this account."
            pointer = "/current_password"
            raise WrongPassword(detail, {"errors": [{"pointer": pointer, "detail": detail}]})


def store_password(work: UnitOfWork, user: models.User, digest: str) -> None:
    """Keep a new hash; links to a new password that are on their way become worthless."""
    UserRepository(work.session).set_password(user.id, digest, work.now)
    PasswordRepository(work.session).expire_resets(user.id, work.now)
