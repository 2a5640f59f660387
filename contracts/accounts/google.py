"""Conversations about signing in with Google, and about the ways in that a person has."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.email_changes import EmailChange
from contracts.accounts.messages import Session
from contracts.accounts.second_factors import FreshToken
from contracts.accounts.sessions import Client
from contracts.base import Command, Event, Message, Query
from contracts.types import Contact, Language

Opaque = Annotated[str, Meta(max_length=2000)]


class SignInMethods(Message, frozen=True, kw_only=True):
    """Ways to sign in, beside a password, that this academy offers."""

    google: bool


class GoogleVisit(Message, frozen=True, kw_only=True):
    """Where the browser goes, and what it has to bring back; a cookie keeps `visit_secret`."""

    authorization_url: str
    visit_secret: str


class LinkedGoogle(Message, frozen=True, kw_only=True):
    """The Google account that a person signs in with."""

    email: str
    linked_at: datetime


class SignInSettings(Message, frozen=True, kw_only=True):
    """How the caller signs in: no date means that they have no password."""

    email: str
    password_changed_at: datetime | None
    google: LinkedGoogle | None
    email_change: EmailChange | None


class GetSignInMethods(Query[SignInMethods], frozen=True, kw_only=True):
    """Which buttons a sign-in page shows."""

    service: ClassVar[str] = "accounts"


class GetSignInSettings(Query[SignInSettings], frozen=True, kw_only=True):
    """How the caller signs in."""

    service: ClassVar[str] = "accounts"


class StartGoogleSignIn(Command[GoogleVisit], frozen=True, kw_only=True):
    """Begin a visit to Google that ends with being signed in."""

    service: ClassVar[str] = "accounts"


class StartGoogleLink(Command[GoogleVisit], frozen=True, kw_only=True):
    """Begin a visit to Google that ends with its account being linked to the caller's."""

    service: ClassVar[str] = "accounts"


class SignInWithGoogle(Command[Session], frozen=True, kw_only=True):
    """End a visit to Google: sign in with what it answered, or learn why not."""

    service: ClassVar[str] = "accounts"

    state: Opaque
    code: Opaque = ""
    error: Opaque = ""
    locale: Language = "en"
    visit_secret: Opaque = ""
    client: Client | None = None


class ProveGoogleLink(Command[Session], frozen=True, kw_only=True):
    """Show with the account's password that it and the Google account belong together."""

    service: ClassVar[str] = "accounts"

    password: Annotated[str, Meta(min_length=1, max_length=200)]
    visit_secret: Opaque = ""
    client: Client | None = None


class LinkGoogle(Command[None], frozen=True, kw_only=True):
    """End a visit to Google that a signed-in person began in order to link its account."""

    service: ClassVar[str] = "accounts"

    state: Opaque
    code: Opaque = ""
    error: Opaque = ""
    visit_secret: Opaque = ""


class StartGoogleStepUp(Command[GoogleVisit], frozen=True, kw_only=True):
    """Begin a visit to Google that shows once more that it is the signed-in person."""

    service: ClassVar[str] = "accounts"


class StepUpWithGoogle(Command[FreshToken], frozen=True, kw_only=True):
    """End a visit to Google that shows once more that it is the signed-in person."""

    service: ClassVar[str] = "accounts"

    state: Opaque
    code: Opaque = ""
    error: Opaque = ""
    visit_secret: Opaque = ""


class UnlinkGoogle(Command[None], frozen=True, kw_only=True):
    """Take the Google account off; refused while it is the only way in."""

    service: ClassVar[str] = "accounts"


class GoogleLinked(Event, frozen=True, kw_only=True):
    """A person can sign in with a Google account from now on."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.google.linked.v1"

    user_id: UUID
    contact: Contact
    google_email: str


class GoogleUnlinked(Event, frozen=True, kw_only=True):
    """A person can no longer sign in with a Google account."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.google.unlinked.v1"

    user_id: UUID
    contact: Contact
    google_email: str
