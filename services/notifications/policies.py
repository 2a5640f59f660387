"""The rules about mail: pure functions over values."""

from datetime import datetime, timedelta
from uuid import UUID

from contracts.notifications.errors import NotificationFixed, UnsubscribeLinkUnknown
from contracts.notifications.messages import NotificationKind
from contracts.types import Role

MAX_ATTEMPTS = 10
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=2)
LEASE = timedelta(minutes=3)
"""How long one attempt may take before another process takes the delivery over."""

KEPT = timedelta(days=90)
"""How long a settled delivery answers the question what a person was told."""


FIXED = {NotificationKind.SECURITY, NotificationKind.RECEIPTS}
"""What belongs to a contract or to the safety of an account is always sent."""

KINDS = {
    "receipt": NotificationKind.RECEIPTS,
    "welcome": NotificationKind.LEARNING,
    "announcement": NotificationKind.LEARNING,
    "certificate_issued": NotificationKind.LEARNING,
    "certificate_reissued": NotificationKind.LEARNING,
    "quiz_graded": NotificationKind.LEARNING,
    "course_live": NotificationKind.TEACHING,
    "course_rejected": NotificationKind.TEACHING,
    "course_approved": NotificationKind.TEACHING,
    "course_taken_down": NotificationKind.TEACHING,
    "guardian_offered": NotificationKind.FAMILY,
    "guardian_found": NotificationKind.FAMILY,
    "learner_entrusted": NotificationKind.FAMILY,
    "guardianship_ended": NotificationKind.FAMILY,
}
"""What a mail is about; one that is not here concerns the safety of an account."""

FORGOTTEN_ONCE_SETTLED = {"account_deleted"}
SUBSCRIPTION = "unsubscribe"


def kind_of(mail_kind: str) -> NotificationKind:
    """What a mail is about."""
    return KINDS.get(mail_kind, NotificationKind.SECURITY)


def is_fixed(kind: NotificationKind) -> bool:
    """Whether messages of a kind are sent whatever somebody chose."""
    return kind in FIXED


def concerns(kind: NotificationKind, role: Role) -> bool:
    """Whether messages of a kind can reach somebody of a role."""
    return kind is not NotificationKind.TEACHING or role is not Role.STUDENT


def ensure_changeable(kind: NotificationKind) -> None:
    """Receipts and what concerns the safety of an account cannot be switched off."""
    if is_fixed(kind):
        raise NotificationFixed("Receipts and mails about your account's safety are always sent.")


def subscription(user_id: UUID, kind: NotificationKind) -> str:
    """Whose mails of which kind a link switches off, as text to seal."""
    return f"{SUBSCRIPTION} {user_id} {kind.value}"


def read_subscription(text: str) -> tuple[UUID, NotificationKind]:
    """The person and the kind; what was sealed for another purpose is refused."""
    purpose, _, rest = text.partition(" ")
    user_id, _, kind = rest.partition(" ")
    if purpose != SUBSCRIPTION:
        raise UnsubscribeLinkUnknown("Use the link of the mail as it is.")
    return UUID(user_id), NotificationKind(kind)


def is_forgotten_once_settled(mail_kind: str) -> bool:
    """Whether the address has to go with the mail: its reader has left."""
    return mail_kind in FORGOTTEN_ONCE_SETTLED


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Wait twice as long after every failure; None when it is time to give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    return now + min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)
