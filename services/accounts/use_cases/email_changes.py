"""Another e-mail address, once the old and the new one have agreed."""

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.email_changes import (
    CancelEmailChange,
    ConfirmEmailChange,
    EmailChange,
    EmailChanged,
    EmailChangeLinkRequested,
    EmailChangeProgress,
    EmailWanted,
    RefuseEmailChange,
    RequestEmailChange,
    ResendEmailChange,
    Side,
)
from contracts.accounts.errors import EmailChangeOver, EmailTaken
from contracts.types import Contact
from services.accounts import models, policies
from services.accounts.repository import (
    ConfirmationRepository,
    EmailChangeRepository,
    PasswordRepository,
    UserRepository,
)
from services.accounts.tokens import fingerprint, new_secret
from services.accounts.use_cases import attempts
from services.accounts.use_cases.registration import to_contact
from services.accounts.use_cases.revocation import end_sessions
from services.common.database import new_id
from services.common.sealing import seal
from services.common.work import UnitOfWork

CHANGED = "address changed"


def request_email_change(
    work: UnitOfWork, mail_sealing_key: str, request: RequestEmailChange
) -> EmailChange:
    """Begin a change; it replaces one that is still waiting.

    Whether the new address has an account is not told: the answer is the same, and its owner
    learns of it instead of getting a link.
    """
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    email = policies.normalized_email(request.new_email)
    policies.ensure_other_address(user, email)
    attempts.take(work, (policies.EMAIL_CHANGES, user.id.bytes))
    changes = EmailChangeRepository(work.session)
    changes.end_pending(user.id, work.now)
    change = models.EmailChange(
        id=new_id(),
        user_id=user.id,
        session_id=work.actor.session_id,
        old_email=user.email,
        new_email=email,
        created_at=work.now,
        expires_at=work.now + policies.EMAIL_CHANGE_LIFE,
    )
    _mail_links(work, user, change, mail_sealing_key)
    changes.add(change)
    return to_email_change(change)


def resend_email_change(
    work: UnitOfWork, mail_sealing_key: str, _request: ResendEmailChange
) -> EmailChange:
    """Send new links to those that have yet to agree."""
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    found = EmailChangeRepository(work.session).find_pending(user.id, work.now)
    change = policies.ensure_change_alive(found, work.now)
    attempts.take(work, (policies.EMAIL_CHANGES, user.id.bytes))
    _mail_links(work, user, change, mail_sealing_key)
    return to_email_change(change)


def cancel_email_change(work: UnitOfWork, _request: CancelEmailChange) -> None:
    """Keep the old address; where nothing is waiting, nothing is to be done."""
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    EmailChangeRepository(work.session).end_pending(user.id, work.now)


def confirm_email_change(work: UnitOfWork, request: ConfirmEmailChange) -> EmailChangeProgress:
    """Let one address agree; the second one carries the change out."""
    token_hash = fingerprint(request.token)
    user, change = _locked(work, token_hash)
    if change.old_token_hash == token_hash:
        change.old_confirmed_at = change.old_confirmed_at or work.now
    else:
        change.new_confirmed_at = change.new_confirmed_at or work.now
    waiting = policies.waiting_for(change)
    if not waiting:
        _carry_out(work, user, change)
    return EmailChangeProgress(waiting_for=waiting)


def refuse_email_change(work: UnitOfWork, request: RefuseEmailChange) -> None:
    """Let either address stop the change."""
    _, change = _locked(work, fingerprint(request.token))
    change.ended_at = work.now


def to_email_change(change: models.EmailChange) -> EmailChange:
    """A waiting change as its person sees it."""
    return EmailChange(
        new_email=change.new_email,
        requested_at=change.created_at,
        expires_at=change.expires_at,
        waiting_for=policies.waiting_for(change),
    )


def _locked(work: UnitOfWork, token_hash: bytes) -> tuple[models.User, models.EmailChange]:
    """The person and the change of a link, locked in the order that everybody locks them in."""
    changes = EmailChangeRepository(work.session)
    owner = changes.find_owner(token_hash)
    if owner is None:
        raise EmailChangeOver("Nothing is waiting for you any more.")
    user = UserRepository(work.session).get_for_update(owner)
    return user, policies.ensure_change_alive(changes.find_by_link(token_hash), work.now)


def _carry_out(work: UnitOfWork, user: models.User, change: models.EmailChange) -> None:
    old = to_contact(user)
    if not EmailChangeRepository(work.session).rename(user, change.new_email):
        raise EmailTaken("Somebody opened an account with it meanwhile. Choose another address.")
    change.ended_at = work.now
    PasswordRepository(work.session).expire_resets(user.id, work.now)
    ConfirmationRepository(work.session).expire_all(user.id, work.now)
    end_sessions(work, user.id, CHANGED, but=change.session_id)
    work.record(EmailChanged(user_id=user.id, contact=old, new_email=user.email))
    work.record(UserContactChanged(user_id=user.id, role=user.role, contact=to_contact(user)))


def _mail_links(
    work: UnitOfWork, user: models.User, change: models.EmailChange, mail_sealing_key: str
) -> None:
    """A fresh link for each address that has yet to agree; the links before stop working."""
    tokens = {side: new_secret() for side in policies.waiting_for(change)}
    if Side.OLD in tokens:
        change.old_token_hash = fingerprint(tokens[Side.OLD])
    if Side.NEW in tokens:
        change.new_token_hash = fingerprint(tokens[Side.NEW])
    owner = UserRepository(work.session).find_by_email(change.new_email)
    for side, token in tokens.items():
        if side is Side.NEW and owner is not None:
            work.record(EmailWanted(user_id=owner.id))
        else:
            work.record(_link(user, change, side, seal(token, mail_sealing_key)))


def _link(
    user: models.User, change: models.EmailChange, side: Side, sealed: str
) -> EmailChangeLinkRequested:
    email = change.old_email if side is Side.OLD else change.new_email
    return EmailChangeLinkRequested(
        user_id=user.id,
        contact=Contact(email=email, name=user.name, locale=user.locale),
        side=side,
        old_email=change.old_email,
        new_email=change.new_email,
        sealed_token=sealed,
    )
