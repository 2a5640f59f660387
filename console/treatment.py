"""What staff can do about a person: when, what follows, and how it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from contracts.accounts.impersonation import StartImpersonation
from contracts.accounts.messages import ChangeRole, User, UserStatus
from contracts.accounts.people import (
    Person,
    ResendUserConfirmation,
    ResetSecondFactor,
    RestoreUser,
    SignUserOut,
    SuspendUser,
)
from contracts.base import Command, Request
from contracts.types import STAFF, Role


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act that takes nothing but a reason; `{name}` in the texts is the person's name."""

    request: Callable[[UUID, str], Command[Any]]
    question: str
    consequence: str
    send: str
    doing: str
    done: str


ACTS: dict[str, Act] = {
    "suspend": Act(
        request=lambda user_id, reason: SuspendUser(user_id=user_id, reason=reason),
        question="Suspend {name}?",
        consequence="They are signed out everywhere at once and cannot sign in until somebody "
        "restores them. They get a mail with this reason.",
        send="Suspend",
        doing="Suspending {name}",
        done="{name} is suspended and signed out everywhere.",
    ),
    "restore": Act(
        request=lambda user_id, reason: RestoreUser(user_id=user_id, reason=reason),
        question="Let {name} in again?",
        consequence="They can sign in again with everything they had before.",
        send="Restore",
        doing="Restoring {name}",
        done="{name} can sign in again.",
    ),
    "reset_factor": Act(
        request=lambda user_id, reason: ResetSecondFactor(user_id=user_id, reason=reason),
        question="Take every second factor from {name}?",
        consequence="App, passkeys and recovery codes stop working, and all devices are signed "
        "out. Make sure that it is really them who asks: from now on the password alone opens "
        "the account.",
        send="Reset",
        doing="Resetting the second factor of {name}",
        done="{name} signs in without a second factor now.",
    ),
    "resend": Act(
        request=lambda user_id, reason: ResendUserConfirmation(user_id=user_id, reason=reason),
        question="Send {name} another confirmation link?",
        consequence="The link of the new mail confirms their address.",
        send="Send",
        doing="Sending {name} a mail",
        done="Another confirmation link is on its way to {name}.",
    ),
}
_NEEDS: dict[str, type[Request[Any]]] = {
    "suspend": SuspendUser,
    "restore": RestoreUser,
    "sign_person_out": SignUserOut,
    "reset_factor": ResetSecondFactor,
    "resend": ResendUserConfirmation,
    "change_role": ChangeRole,
    "view_as": StartImpersonation,
}
TREATMENTS = frozenset(_NEEDS)


def needed(name: str) -> type[Request[Any]]:
    """The request that a role has to be allowed for an act."""
    return _NEEDS[name]


def makes_sense(name: str, actor: User, user: User, person: Person | None) -> bool:
    """Whether the accounts service would let this actor treat this person so.

    *person* is what is known beyond the account; without it the service has the last word.
    """
    beyond = actor.role is not Role.ADMIN and user.role in STAFF
    if actor.id == user.id or beyond or user.status is UserStatus.ERASED:
        return False
    suspended = user.status is UserStatus.SUSPENDED
    return {
        "suspend": not suspended,
        "restore": suspended,
        "sign_person_out": not suspended and (person is None or bool(person.devices)),
        "reset_factor": person is not None and has_factor(person),
        "resend": user.status is UserStatus.UNCONFIRMED,
        "change_role": True,
        "view_as": user.role not in STAFF and user.status is UserStatus.ACTIVE,
    }[name]


def has_factor(person: Person) -> bool:
    """Whether there is a second factor to take."""
    return person.factors.app or person.factors.passkeys > 0
