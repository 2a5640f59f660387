"""Taking an invitation."""

from contracts.accounts.invitations import AcceptInvitation
from contracts.accounts.messages import (
    RoleChanged,
    Session,
    UserConfirmed,
    UserRegistered,
    UserStatus,
)
from contracts.types import Actor
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import PasswordHasher
from services.accounts.repository import (
    ConfirmationRepository,
    InvitationRepository,
    UserRepository,
)
from services.accounts.tokens import fingerprint
from services.accounts.use_cases.invitations import announce
from services.accounts.use_cases.new_passwords import ensure_acceptable
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.sessions import PASSWORD, admit
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork


def accept_invitation(
    begin: Begin, passwords: PasswordHasher, settings: AccountsSettings, request: AcceptInvitation
) -> Session:
    """Make the account, or take over what a file or a stranger has left unproven.

    Whoever holds the link reads the mail of that address, so it counts as confirmed.
    """
    hashed, name = fingerprint(request.token), request.name.strip()
    with begin() as work:
        found = InvitationRepository(work.session).find(hashed)
        email = policies.ensure_acceptable(found, work.now).email
    ensure_acceptable(passwords, request.password, email, name)
    digest = passwords.hash(request.password)
    with begin() as work:
        found = InvitationRepository(work.session).find_for_update(hashed)
        invitation = policies.ensure_acceptable(found, work.now)
        user = _claim(work, invitation, name or invitation.email, request.locale)
        UserRepository(work.session).set_password(user.id, digest, work.now)
        ConfirmationRepository(work.session).expire_all(user.id, work.now)
        _settle(work, invitation, user)
        return admit(work, settings, user, methods=(PASSWORD,), client=request.client)


def _claim(work: UnitOfWork, invitation: models.Invitation, name: str, locale: str) -> models.User:
    """The account of the address; one that somebody uses already is left alone."""
    people = UserRepository(work.session)
    said: dict[str, object] = {"name": name, "locale": locale, "role": invitation.role}
    said |= {"status": UserStatus.ACTIVE, "confirmed_at": work.now}
    fresh = {"id": new_id(), "email": invitation.email, "created_at": work.now}
    added = people.add([fresh | said])
    if added:
        user = added[0]
        work.record(UserRegistered(user_id=user.id, role=user.role, contact=to_contact(user)))
        return user
    user = people.get_by_email_for_update(invitation.email)
    policies.ensure_takeable(user)
    for column, value in said.items():
        setattr(user, column, value)
    work.record(RoleChanged(user_id=user.id, role=user.role, contact=to_contact(user)))
    return user


def _settle(work: UnitOfWork, invitation: models.Invitation, user: models.User) -> None:
    """The link has done its work."""
    invitation.accepted_at, invitation.user_id = work.now, user.id
    work.record(UserConfirmed(user_id=user.id))
    work.audit(
        "invitation.accepted",
        target_type="user",
        target_id=user.id,
        target_label=f"{user.name} <{user.email}>",
        after={"role": user.role.value, "invited_by": str(invitation.invited_by)},
        actor=Actor(user_id=user.id, role=user.role),
    )
    announce(work, invitation)
