"""How people get an account and prove their address."""

from datetime import timedelta

from contracts.accounts.messages import (
    ConfirmationRequested,
    ConfirmEmail,
    Register,
    RegistrationRepeated,
    ResendConfirmation,
    UserConfirmed,
    UserRegistered,
    UserStatus,
)
from contracts.types import Contact, Role
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import ConfirmationRepository, UserRepository
from services.accounts.tokens import fingerprint, new_secret
from services.accounts.use_cases import minors
from services.accounts.use_cases.new_passwords import ensure_acceptable
from services.common.database import new_id
from services.common.sealing import seal
from services.common.work import Begin, UnitOfWork


def register(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: Register
) -> None:
    """Open an account; the answer does not tell whether the address already had one."""
    email = policies.normalized_email(request.email)
    minors.ensure_guarded(email, settings, request)
    ensure_acceptable(passwords, request.password, email, request.name)
    digest = passwords.hash(request.password)
    with begin() as work:
        people = UserRepository(work.session)
        added = people.add([_new_student(work, email, request)])
        if added:
            announce_newcomer(work, added[0])
        user = added[0] if added else people.get_by_email_for_update(email)
        if user.status is not UserStatus.UNCONFIRMED:
            work.record(RegistrationRepeated(user_id=user.id))
        elif _may_mail_link(work, user):
            people.set_password(user.id, digest, work.now)
            ConfirmationRepository(work.session).expire_all(user.id, work.now)
            minors.keep_guardian(work, settings, user, request)
            mail_link(work, user, settings.mail_sealing_key)


def resend_confirmation(
    work: UnitOfWork, mail_sealing_key: str, request: ResendConfirmation
) -> None:
    """Send an unconfirmed person another link; everybody else is silently left alone."""
    email = policies.normalized_email(request.email)
    user = UserRepository(work.session).find_by_email_for_update(email)
    if user is not None and _may_mail_link(work, user):
        mail_link(work, user, mail_sealing_key)


def confirm_email(work: UnitOfWork, guardian_age: int, request: ConfirmEmail) -> None:
    """Accept the link of a mail; the first one makes the account usable.

    A learner below the age waits for a guardian first, who is written to now.
    """
    links = ConfirmationRepository(work.session)
    link = links.find_for_update(fingerprint(request.token))
    policies.ensure_confirmable(link, work.now)
    if link is None or link.used_at is not None:
        return
    link.used_at = work.now
    user = UserRepository(work.session).get_for_update(link.user_id)
    if user.status is not UserStatus.UNCONFIRMED:
        return
    user.confirmed_at = work.now
    if minors.lacks_consent(work, guardian_age, user):
        user.status = UserStatus.AWAITING_CONSENT
        minors.ask_guardian(work, user)
    else:
        user.status = UserStatus.ACTIVE
        work.record(UserConfirmed(user_id=user.id))


def mail_another_link(work: UnitOfWork, user: models.User, mail_sealing_key: str) -> None:
    """Send a link in place of the earlier ones."""
    ConfirmationRepository(work.session).expire_all(user.id, work.now)
    mail_link(work, user, mail_sealing_key)


def to_contact(user: models.User) -> Contact:
    """How to reach a person, for those services that write to people."""
    return Contact(email=user.email, name=user.name, locale=user.locale)


def _new_student(work: UnitOfWork, email: str, request: Register) -> dict[str, object]:
    return {
        "id": new_id(),
        "email": email,
        "name": request.name.strip() or email,
        "role": Role.STUDENT,
        "status": UserStatus.UNCONFIRMED,
        "locale": request.locale,
        "created_at": work.now,
        "confirmed_at": None,
    }


def announce_newcomer(work: UnitOfWork, user: models.User) -> None:
    """Tell those who keep a copy of people."""
    work.record(UserRegistered(user_id=user.id, role=user.role, contact=to_contact(user)))


def _may_mail_link(work: UnitOfWork, user: models.User) -> bool:
    an_hour_ago = work.now - timedelta(hours=1)
    recent = ConfirmationRepository(work.session).count_since(user.id, an_hour_ago)
    return policies.can_mail_confirmation(user, recent)


def mail_link(work: UnitOfWork, user: models.User, mail_sealing_key: str) -> None:
    """Send a person the link that proves their address."""
    token = new_secret()
    ConfirmationRepository(work.session).add(
        models.EmailConfirmation(
            token_hash=fingerprint(token),
            user_id=user.id,
            created_at=work.now,
            expires_at=work.now + policies.CONFIRMATION_LIFE,
        )
    )
    sealed = seal(token, mail_sealing_key)
    contact = to_contact(user)
    work.record(ConfirmationRequested(user_id=user.id, contact=contact, sealed_token=sealed))
