"""Who invites whom, and which invitations hold."""

from datetime import datetime, timedelta

from contracts.accounts.errors import (
    AddressTaken,
    InvitationExpired,
    InvitationJustSent,
    InvitationRevoked,
    InvitationUnknown,
    InvitationUsed,
    RoleNotGrantable,
)
from contracts.accounts.invitations import InvitationState
from contracts.accounts.messages import UserStatus
from contracts.types import STAFF, Role
from services.accounts import models

INVITATION_LIFE = timedelta(days=7)
RESENT_AFTER = timedelta(minutes=1)
KEPT_AFTER_END = timedelta(days=90)
"""How long staff can look up what became of an invitation or an import."""

INVITABLE: dict[Role, frozenset[Role]] = {
    Role.ADMIN: frozenset({Role.STUDENT, Role.TEACHER, Role.MODERATOR, Role.SUPPORT}),
    Role.SUPPORT: frozenset({Role.STUDENT, Role.TEACHER}),
}
"""Nobody is invited as an admin: that takes two admins and an account."""


def ensure_grantable(inviting: Role, role: Role) -> None:
    """Whoever invites gives away at most what they may give."""
    if role not in INVITABLE.get(inviting, frozenset()):
        who = "Only an admin can invite staff." if role in STAFF else "Choose another role."
        detail = "Nobody is invited as an admin." if role is Role.ADMIN else who
        raise RoleNotGrantable(detail)


def state_of(invitation: models.Invitation, now: datetime) -> InvitationState:
    """What became of an invitation."""
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED
    return InvitationState.PENDING if invitation.expires_at > now else InvitationState.EXPIRED


def ensure_acceptable(invitation: models.Invitation | None, now: datetime) -> models.Invitation:
    """A link works once, for seven days, unless it is taken back."""
    if invitation is None:
        raise InvitationUnknown("Open the newest mail, or ask for a new invitation.")
    state = state_of(invitation, now)
    if state is InvitationState.ACCEPTED:
        raise InvitationUsed("Your account is there: sign in.")
    if state is InvitationState.REVOKED:
        raise InvitationRevoked("Ask whoever invited you.")
    if state is InvitationState.EXPIRED:
        raise InvitationExpired("Ask whoever invited you to send it again.")
    return invitation


def ensure_open(invitation: models.Invitation) -> None:
    """Only what nobody has taken or taken back can be sent again or taken back."""
    if invitation.accepted_at is not None:
        raise InvitationUsed("The account is there already.")
    if invitation.revoked_at is not None:
        raise InvitationRevoked("Invite the person anew.")


def ensure_not_just_sent(invitation: models.Invitation, now: datetime) -> None:
    """Nobody's mailbox is flooded with links."""
    if invitation.sent_at + RESENT_AFTER > now:
        raise InvitationJustSent("Wait a minute before you send it again.")


def ensure_takeable(user: models.User | None) -> None:
    """An account that somebody uses, or that was closed, is nobody else's to take."""
    if user is not None and user.status is not UserStatus.UNCONFIRMED:
        raise AddressTaken("Sign in with it, or set a new password.")
