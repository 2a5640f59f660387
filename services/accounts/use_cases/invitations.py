"""Inviting people, and what becomes of invitations."""

from uuid import UUID

from contracts.accounts.errors import AlreadyInvited
from contracts.accounts.invitations import (
    GetInvitation,
    Invitation,
    InvitationCard,
    InvitationChanged,
    InvitationSent,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.types import Contact, Page, Role
from services.accounts import models, policies
from services.accounts.repository import ImportRepository, InvitationRepository, UserRepository
from services.accounts.tokens import fingerprint, new_secret
from services.accounts.use_cases.standing import ensure_standing
from services.common.database import new_id
from services.common.sealing import seal
from services.common.work import Begin, UnitOfWork


def invite(work: UnitOfWork, mail_sealing_key: str, request: Invite) -> Invitation:
    """Send somebody a link that makes an account."""
    ensure_standing(work, request)
    policies.ensure_grantable(work.actor.role, request.role)
    email = policies.normalized_email(request.email)
    invitations = InvitationRepository(work.session)
    invitations.lock_addresses([email])
    policies.ensure_takeable(UserRepository(work.session).find_by_email_for_update(email))
    invitations.revoke_expired([email], work.now)
    if invitations.find_open_for_update(email) is not None:
        raise AlreadyInvited("Send the invitation again, or take it back first.")
    row = new_invitation(work, work.actor.user_id, email, request.role)
    row.name, row.locale = request.name.strip(), request.locale
    send(work, row, mail_sealing_key)
    invitations.add(row)
    _note(work, "invitation.sent", row)
    return to_invitation(work, row)


def resend_invitation(
    work: UnitOfWork, mail_sealing_key: str, request: ResendInvitation
) -> Invitation:
    """Send a fresh link; the one before is worthless from now on."""
    ensure_standing(work, request)
    row = InvitationRepository(work.session).get_for_update(request.invitation_id)
    policies.ensure_open(row)
    policies.ensure_grantable(work.actor.role, row.role)
    policies.ensure_not_just_sent(row, work.now)
    row.times_sent += 1
    send(work, row, mail_sealing_key)
    _note(work, "invitation.sent_again", row)
    return to_invitation(work, row)


def revoke_invitation(work: UnitOfWork, request: RevokeInvitation) -> Invitation:
    """Make an invitation worthless; taking it back twice changes nothing."""
    ensure_standing(work, request)
    row = InvitationRepository(work.session).get_for_update(request.invitation_id)
    if row.revoked_at is None:
        policies.ensure_open(row)
        policies.ensure_grantable(work.actor.role, row.role)
        row.revoked_at = work.now
        _note(work, "invitation.revoked", row)
        announce(work, row)
    return to_invitation(work, row)


def list_invitations(work: UnitOfWork, request: ListInvitations) -> Page[Invitation]:
    """Look invitations up; for staff."""
    ensure_standing(work, request)
    rows, following = InvitationRepository(work.session).list_matching(request, work.now)
    return Page(items=[to_invitation(work, row) for row in rows], next=following)


def get_invitation(work: UnitOfWork, request: GetInvitation) -> InvitationCard:
    """What a link invites to, for whoever holds it."""
    found = InvitationRepository(work.session).find(fingerprint(request.token))
    row = policies.ensure_acceptable(found, work.now)
    return InvitationCard(
        email=row.email,
        name=row.name,
        role=row.role,
        invited_by_name=row.invited_by_name,
        expires_at=row.expires_at,
    )


def forget_invitations(begin: Begin) -> None:
    """Forget invitations and imports that nobody asks about any more."""
    with begin() as work:
        before = work.now - policies.KEPT_AFTER_END
        InvitationRepository(work.session).remove_ended(before)
        ImportRepository(work.session).remove_older(before)


def new_invitation(work: UnitOfWork, inviting: UUID, email: str, role: Role) -> models.Invitation:
    """An invitation that was not sent yet."""
    name = UserRepository(work.session).find_name(inviting)
    return models.Invitation(
        id=new_id(),
        email=email,
        name="",
        role=role,
        locale="en",
        invited_by=inviting,
        invited_by_name=name or "Academy",
        created_at=work.now,
        times_sent=1,
    )


def send(work: UnitOfWork, row: models.Invitation, mail_sealing_key: str) -> None:
    """Give the invitation a new secret and seven days, and have it mailed."""
    secret = new_secret()
    row.token_hash, row.sent_at = fingerprint(secret), work.now
    row.expires_at = work.now + policies.INVITATION_LIFE
    work.record(
        InvitationSent(
            invitation_id=row.id,
            contact=Contact(email=row.email, name=row.name or row.email, locale=row.locale),
            role=row.role,
            invited_by_name=row.invited_by_name,
            expires_at=row.expires_at,
            sealed_token=seal(secret, mail_sealing_key),
        )
    )
    announce(work, row)


def announce(work: UnitOfWork, row: models.Invitation) -> None:
    """Tell the screens."""
    state = policies.state_of(row, work.now)
    work.record(InvitationChanged(invitation_id=row.id, state=state))


def to_invitation(work: UnitOfWork, row: models.Invitation) -> Invitation:
    """An invitation as the contracts show it."""
    return Invitation(
        id=row.id,
        email=row.email,
        name=row.name,
        role=row.role,
        locale=row.locale,
        state=policies.state_of(row, work.now),
        invited_by_name=row.invited_by_name,
        imported=row.user_id is not None,
        created_at=row.created_at,
        sent_at=row.sent_at,
        times_sent=row.times_sent,
        expires_at=row.expires_at,
        settled_at=row.accepted_at or row.revoked_at,
    )


def _note(work: UnitOfWork, action: str, row: models.Invitation) -> None:
    work.audit(
        action,
        target_type="invitation",
        target_id=row.id,
        target_label=f"{row.name} <{row.email}>".strip(),
        after={"role": row.role.value, "expires_at": row.expires_at.isoformat()},
    )
