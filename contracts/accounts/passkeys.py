"""Passkeys (WebAuthn Level 3): what a browser or a security key proves without a password.

Every ceremony begins with an offer, whose `options` go to the browser as they are, and ends with
the browser's answer beside the offer's `challenge`, which works once.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.messages import Session, Token
from contracts.accounts.sessions import Client
from contracts.base import Command, Message

Base64Url = Annotated[str, Meta(min_length=1, max_length=20_000, pattern=r"^[A-Za-z0-9_-]+$")]
CredentialId = Annotated[str, Meta(min_length=1, max_length=1400, pattern=r"^[A-Za-z0-9_-]+$")]
PasskeyName = Annotated[str, Meta(min_length=1, max_length=60)]
Transport = Annotated[str, Meta(max_length=20)]


class Passkey(Message, frozen=True, kw_only=True):
    """A credential on somebody's device; `synced` ones are copied to their other devices."""

    id: UUID
    name: str
    synced: bool
    created_at: datetime
    last_used_at: datetime | None = None


class PasskeyOffer(Message, frozen=True, kw_only=True):
    """What to hand to `navigator.credentials`, and the challenge to send back with the answer."""

    challenge: str
    options: dict[str, Any]


class PasskeyAssertion(Message, frozen=True, kw_only=True):
    """A passkey's answer to an offer (the members of `AuthenticationResponseJSON`)."""

    id: CredentialId
    client_data: Base64Url
    authenticator_data: Base64Url
    signature: Base64Url
    user_handle: Annotated[str, Meta(max_length=100)] | None = None


class PasskeyCreation(Message, frozen=True, kw_only=True):
    """A fresh passkey (the members of `RegistrationResponseJSON`)."""

    id: CredentialId
    client_data: Base64Url
    attestation: Base64Url
    transports: Annotated[list[Transport], Meta(max_length=10)] = []


class PasskeyAdded(Message, frozen=True, kw_only=True):
    """The new passkey; with a person's first second factor come their recovery codes."""

    passkey: Passkey
    recovery_codes: list[str]


class StartPasskey(Command[PasskeyOffer], frozen=True, kw_only=True):
    """Begin to add a passkey."""

    service: ClassVar[str] = "accounts"


class AddPasskey(Command[PasskeyAdded], frozen=True, kw_only=True):
    """Keep the passkey that the browser made."""

    service: ClassVar[str] = "accounts"

    challenge: Token
    name: PasskeyName
    credential: PasskeyCreation


class RenamePasskey(Command[Passkey], frozen=True, kw_only=True):
    """Call a passkey something else."""

    service: ClassVar[str] = "accounts"

    passkey_id: UUID
    name: PasskeyName


class RemovePasskey(Command[None], frozen=True, kw_only=True):
    """Forget a passkey; other devices sign in again."""

    service: ClassVar[str] = "accounts"

    passkey_id: UUID


class StartPasskeySignIn(Command[PasskeyOffer], frozen=True, kw_only=True):
    """Begin to sign in with a passkey, without saying who it is."""

    service: ClassVar[str] = "accounts"


class SignInWithPasskey(Command[Session], frozen=True, kw_only=True):
    """Sign in with a passkey alone: it names the person and proves that it is them."""

    service: ClassVar[str] = "accounts"

    challenge: Token
    assertion: PasskeyAssertion
    client: Client | None = None
