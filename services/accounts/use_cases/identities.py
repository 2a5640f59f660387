"""Whose account a Google account opens."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.errors import GoogleAccountTaken
from contracts.accounts.google import (
    GetSignInSettings,
    GoogleLinked,
    GoogleUnlinked,
    LinkedGoogle,
    SignInSettings,
    UnlinkGoogle,
)
from contracts.accounts.messages import UserConfirmed, UserRegistered, UserStatus
from contracts.types import Role
from services.accounts import models, policies
from services.accounts.integrations.google import Identity
from services.accounts.repository import (
    ConfirmationRepository,
    EmailChangeRepository,
    IdentityRepository,
    PasswordRepository,
    UserRepository,
    WaysRepository,
)
from services.accounts.use_cases.email_changes import to_email_change
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.revocation import end_sessions
from services.common.database import new_id
from services.common.work import UnitOfWork

TAKEN_OVER = "claimed by the owner of the address"
UNLINKED = "google account removed"
LONGEST_NAME = 200


def find_or_welcome(work: UnitOfWork, identity: Identity, locale: str) -> models.User | None:
    """The person a Google account opens; None when an account waits for its password.

    Issuer and subject decide. Only where they are unknown does the address count: nobody's address
    makes a new account, and one that was never confirmed belongs to who has proven it now.
    """
    known = _find(work, identity)
    if known is not None:
        return known
    policies.ensure_proven_address(verified=identity.email_verified)
    people, email = UserRepository(work.session), policies.normalized_email(identity.email)
    added = people.add([_new_student(work, identity, locale)])
    if added:
        _announce(work, added[0])
        _store(work, added[0], identity)
        return added[0]
    user = people.get_by_email_for_update(email)
    if user.status is not UserStatus.UNCONFIRMED:
        return _find(work, identity)
    _hand_over(work, user, identity)
    link(work, user, identity)
    return user


def link(work: UnitOfWork, user: models.User, identity: Identity) -> None:
    """Let the Google account open the person's account; linking it again changes nothing."""
    known = IdentityRepository(work.session).find(identity.issuer, identity.subject)
    if known is not None and known.user_id == user.id:
        return
    if not _store(work, user, identity):
        detail = "The Google account opens another account, or you have linked one before."
        raise GoogleAccountTaken(detail)
    contact = to_contact(user)
    work.record(GoogleLinked(user_id=user.id, contact=contact, google_email=identity.email))


def unlink_google(work: UnitOfWork, _request: UnlinkGoogle) -> None:
    """Do without the Google account, and sign other devices out: one may have come by it."""
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    identities = IdentityRepository(work.session)
    found = identities.find_of(user.id)
    if found is None:
        return
    ways = WaysRepository(work.session).of(user.id)
    policies.ensure_another_way_in(others=ways.password or ways.passkeys > 0)
    identities.remove(user.id)
    end_sessions(work, user.id, UNLINKED, but=work.actor.session_id)
    contact = to_contact(user)
    work.record(GoogleUnlinked(user_id=user.id, contact=contact, google_email=found.email))


def get_sign_in_settings(work: UnitOfWork, _request: GetSignInSettings) -> SignInSettings:
    """How the caller signs in, and which change of address is waiting."""
    user = UserRepository(work.session).get(work.actor.user_id)
    password = PasswordRepository(work.session).find(user.id)
    google = IdentityRepository(work.session).find_of(user.id)
    change = EmailChangeRepository(work.session).find_pending(user.id, work.now)
    return SignInSettings(
        email=user.email,
        password_changed_at=password.changed_at if password else None,
        google=LinkedGoogle(email=google.email, linked_at=google.linked_at) if google else None,
        email_change=to_email_change(change) if change else None,
    )


def _find(work: UnitOfWork, identity: Identity) -> models.User | None:
    """Whose account it opens by now: another tab may have been faster."""
    known = IdentityRepository(work.session).find(identity.issuer, identity.subject)
    return UserRepository(work.session).get(known.user_id) if known else None


def _new_student(work: UnitOfWork, identity: Identity, locale: str) -> dict[str, object]:
    email = policies.normalized_email(identity.email)
    return {
        "id": new_id(),
        "email": email,
        "name": identity.name.strip()[:LONGEST_NAME] or email,
        "role": Role.STUDENT,
        "status": UserStatus.ACTIVE,
        "locale": locale,
        "created_at": work.now,
        "confirmed_at": work.now,
    }


def _announce(work: UnitOfWork, user: models.User) -> None:
    work.record(UserRegistered(user_id=user.id, role=user.role, contact=to_contact(user)))
    work.record(UserConfirmed(user_id=user.id))


def _store(work: UnitOfWork, user: models.User, identity: Identity) -> bool:
    return IdentityRepository(work.session).add(
        {
            "issuer": identity.issuer,
            "subject": identity.subject,
            "user_id": user.id,
            "email": identity.email,
            "linked_at": work.now,
        }
    )


def _hand_over(work: UnitOfWork, user: models.User, identity: Identity) -> None:
    """Take from an account what somebody else may have put into it before its owner came."""
    PasswordRepository(work.session).remove(user.id)
    PasswordRepository(work.session).expire_resets(user.id, work.now)
    ConfirmationRepository(work.session).expire_all(user.id, work.now)
    end_sessions(work, user.id, TAKEN_OVER)
    user.status, user.confirmed_at = UserStatus.ACTIVE, work.now
    user.name = identity.name.strip()[:LONGEST_NAME] or user.email
    work.record(UserConfirmed(user_id=user.id))
    work.record(UserContactChanged(user_id=user.id, role=user.role, contact=to_contact(user)))
