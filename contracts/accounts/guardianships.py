"""Guardians and the learners they answer for."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.accounts.messages import Password
from contracts.base import Command, Event, Message, Query
from contracts.types import Contact, Email, Language, Title


class GuardianshipOrigin(StrEnum):
    """How a guardianship came about."""

    REGISTRATION = "registration"
    CHILD = "child"
    INVITATION = "invitation"


class GuardianshipState(StrEnum):
    """Where a guardianship stands."""

    PENDING = "pending"
    ACTIVE = "active"
    DECLINED = "declined"
    ENDED = "ended"


class FamilyStep(StrEnum):
    """What the caller can do about a guardianship next."""

    NONE = "none"
    CONSENT = "consent"
    ACCEPT = "accept"


class Guardianship(Message, frozen=True, kw_only=True):
    """Who answers for whom, as one of the two sees it."""

    id: UUID
    state: GuardianshipState
    origin: GuardianshipOrigin
    learner_id: UUID
    learner_name: str
    guardian_id: UUID | None
    guardian_name: str
    guardian_email: str
    requested_at: datetime
    answered_at: datetime | None
    step: FamilyStep
    may_end: bool


class Family(Message, frozen=True, kw_only=True):
    """The guardians and the learners of the caller; open questions come first."""

    guardians: list[Guardianship]
    learners: list[Guardianship]
    guardian_age: int


class ConsentText(Message, frozen=True, kw_only=True):
    """What guardians agree to; `version` is recorded with their consent."""

    version: str
    language: str
    html: str


class GetFamily(Query[Family], frozen=True, kw_only=True):
    """Who answers for the caller, and for whom the caller answers."""

    service: ClassVar[str] = "accounts"


class GetConsentText(Query[ConsentText], frozen=True, kw_only=True):
    """What guardians agree to, in a language."""

    service: ClassVar[str] = "accounts"

    language: Language = "en"


class GiveConsent(Command[Guardianship], frozen=True, kw_only=True):
    """Agree that a learner uses the academy, to the text of that version."""

    service: ClassVar[str] = "accounts"

    guardianship_id: UUID
    text_version: Title


class AcceptGuardian(Command[Guardianship], frozen=True, kw_only=True):
    """Let somebody be the caller's guardian who asked to."""

    service: ClassVar[str] = "accounts"

    guardianship_id: UUID


class DeclineGuardianship(Command[Guardianship], frozen=True, kw_only=True):
    """Say no to a guardianship that waits for the caller's answer."""

    service: ClassVar[str] = "accounts"

    guardianship_id: UUID


class EndGuardianship(Command[Guardianship], frozen=True, kw_only=True):
    """End a guardianship, or take back the question."""

    service: ClassVar[str] = "accounts"

    guardianship_id: UUID


class AddChild(Command[Guardianship], frozen=True, kw_only=True):
    """Open an account for a child and agree that they use it."""

    service: ClassVar[str] = "accounts"

    name: Title
    email: Email
    password: Password
    birth_on: date
    text_version: Title
    locale: Language = "en"


class InviteLearner(Command[None], frozen=True, kw_only=True):
    """Ask a learner by e-mail whether the caller may be their guardian."""

    service: ClassVar[str] = "accounts"

    email: Email


class ConsentRequested(Event, frozen=True, kw_only=True):
    """A guardian is asked whether a learner may use the academy."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.consent.requested.v1"

    guardianship_id: UUID
    learner_id: UUID
    learner_name: str
    contact: Contact
    registered: bool


class ConsentDeclined(Event, frozen=True, kw_only=True):
    """A guardian does not agree that a learner uses the academy."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.consent.declined.v1"

    guardianship_id: UUID
    learner_id: UUID


class GuardianOffered(Event, frozen=True, kw_only=True):
    """Somebody asks a learner to be their guardian."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.guardian.offered.v1"

    guardianship_id: UUID
    guardian_id: UUID
    guardian_name: str
    learner_id: UUID


class GuardianshipStarted(Event, frozen=True, kw_only=True):
    """Somebody answers for a learner from now on."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.guardianship.started.v1"

    guardianship_id: UUID
    guardian_id: UUID
    guardian_name: str
    learner_id: UUID
    learner_name: str


class GuardianshipEnded(Event, frozen=True, kw_only=True):
    """Somebody does not answer for a learner any more."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.guardianship.ended.v1"

    guardianship_id: UUID
    guardian_id: UUID
    guardian_name: str
    learner_id: UUID
    learner_name: str
