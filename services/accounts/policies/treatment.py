"""Whom staff may treat, and in which state an account has to be for it."""

from datetime import timedelta
from uuid import UUID

from contracts.accounts.errors import (
    AccountNotActive,
    AlreadyConfirmed,
    BeyondSupport,
    ConfirmationJustSent,
    NoSecondFactor,
    NotSuspended,
    OwnAccount,
)
from contracts.accounts.messages import UserStatus
from contracts.types import STAFF, Actor, Role
from services.accounts import models
from services.accounts.ways import Ways

MAILED_AGAIN_AFTER = timedelta(minutes=1)


def ensure_other(actor: Actor, user_id: UUID) -> None:
    """Nobody treats their own account as staff."""
    if actor.user_id == user_id:
        raise OwnAccount("Use your own account's settings, or ask somebody else of the staff.")


def ensure_may_treat(role: Role, user: models.User) -> None:
    """Support helps those who learn and teach; treating staff would make it as strong as them."""
    if role is not Role.ADMIN and user.role in STAFF:
        raise BeyondSupport("Ask an admin: this person works for the academy.")


def ensure_suspendable(user: models.User) -> None:
    """Who deleted their account is gone for good."""
    if user.status is UserStatus.ERASED:
        raise AccountNotActive("This account was deleted.")


def ensure_suspended(user: models.User) -> None:
    """Only who is suspended can be restored."""
    if user.status is not UserStatus.SUSPENDED:
        raise NotSuspended("The person is not suspended.")


def ensure_has_second_factor(ways: Ways) -> None:
    """There has to be something to take."""
    if not ways.second_factor:
        raise NoSecondFactor("The person signs in without one.")


def ensure_not_just_mailed(links: int) -> None:
    """Nobody's mailbox is flooded; links of the last `MAILED_AGAIN_AFTER` are counted."""
    if links:
        raise ConfirmationJustSent("Wait a minute before you send another link.")


def ensure_unconfirmed(user: models.User) -> None:
    """A link goes to who has not used one yet."""
    if user.status is not UserStatus.UNCONFIRMED:
        raise AlreadyConfirmed("A confirmation link would change nothing.")
