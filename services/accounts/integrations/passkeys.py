"""Passkeys: what browsers are asked and how their answers are checked (WebAuthn Level 3)."""

import json
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
import structlog
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from contracts.accounts.errors import PasskeyRefused
from contracts.accounts.passkeys import PasskeyAssertion, PasskeyCreation

log = structlog.get_logger()

SITE = "Academy"
TRANSPORTS = {transport.value for transport in AuthenticatorTransport}


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a passkey is made for; the handle is what the authenticator remembers."""

    handle: bytes
    email: str
    name: str


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a passkey."""

    id: bytes
    public_key: bytes = b""
    sign_count: int = 0
    transports: Sequence[str] = ()
    synced: bool = False


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A checked answer: the counter now, and whether the device made sure who holds it."""

    sign_count: int
    verified: bool


class Passkeys(Protocol):
    """Makes options for browsers and checks what comes back; raises `PasskeyRefused`."""

    def creation_options(
        self, holder: Holder, known: Sequence[Credential], challenge: bytes
    ) -> dict[str, Any]:
        """How to make a passkey on a device that has none of the known ones."""
        ...

    def request_options(
        self, known: Sequence[Credential], challenge: bytes, *, verified: bool
    ) -> dict[str, Any]:
        """How to answer with one of the known passkeys, or with any when none is named."""
        ...

    def created(self, answer: PasskeyCreation, challenge: bytes) -> Credential:
        """The passkey that was made."""
        ...

    def used(
        self, answer: PasskeyAssertion, credential: Credential, challenge: bytes, *, verified: bool
    ) -> Use:
        """The proof that the holder of the credential answered."""
        ...


class WebAuthnPasskeys:
    """Passkeys for the host of the academy's address."""

    def __init__(self, public_url: str) -> None:
        parts = urlsplit(public_url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._host = parts.hostname or ""

    def creation_options(
        self, holder: Holder, known: Sequence[Credential], challenge: bytes
    ) -> dict[str, Any]:
        """A passkey that can name its holder by itself, where the device has room for that."""
        options = generate_registration_options(
            rp_id=self._host,
            rp_name=SITE,
            user_id=holder.handle,
            user_name=holder.email,
            user_display_name=holder.name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=_descriptors(known),
        )
        return _plain(options_to_json(options))

    def request_options(
        self, known: Sequence[Credential], challenge: bytes, *, verified: bool
    ) -> dict[str, Any]:
        """An answer signed for this host and this challenge."""
        wanted = UserVerificationRequirement
        options = generate_authentication_options(
            rp_id=self._host,
            challenge=challenge,
            allow_credentials=_descriptors(known),
            user_verification=wanted.REQUIRED if verified else wanted.PREFERRED,
        )
        return _plain(options_to_json(options))

    def created(self, answer: PasskeyCreation, challenge: bytes) -> Credential:
        """The public key; no attestation is asked for, so any device will do."""
        credential = _document(
            answer.id,
            {"clientDataJSON": answer.client_data, "attestationObject": answer.attestation},
        )
        try:
            made = verify_registration_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
            )
        except (WebAuthnException, ValueError) as error:
            raise _refused(error) from None
        return Credential(
            id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            transports=[name for name in answer.transports if name in TRANSPORTS],
            synced=made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
        )

    def used(
        self, answer: PasskeyAssertion, credential: Credential, challenge: bytes, *, verified: bool
    ) -> Use:
        """Signature, origin, challenge, and a counter that has grown: a smaller one is a copy's."""
        document = _document(
            answer.id,
            {
                "clientDataJSON": answer.client_data,
                "authenticatorData": answer.authenticator_data,
                "signature": answer.signature,
            },
        )
        try:
            proof = verify_authentication_response(
                credential=document,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=credential.public_key,
                credential_current_sign_count=credential.sign_count,
                require_user_verification=verified,
            )
        except (WebAuthnException, ValueError) as error:
            raise _refused(error) from None
        return Use(sign_count=proof.new_sign_count, verified=proof.user_verified)


def credential_id(answer: PasskeyAssertion) -> bytes:
    """The id of the passkey that answers, as bytes."""
    try:
        return base64url_to_bytes(answer.id)
    except ValueError as error:
        raise _refused(error) from None


def _descriptors(known: Sequence[Credential]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=one.id,
            transports=[AuthenticatorTransport(name) for name in one.transports] or None,
        )
        for one in known
    ]


def _document(identifier: str, response: dict[str, str]) -> dict[str, Any]:
    return {"id": identifier, "rawId": identifier, "type": "public-key", "response": response}


def _plain(text: str) -> dict[str, Any]:
    options: dict[str, Any] = json.loads(text)
    return options


def _refused(error: Exception) -> PasskeyRefused:
    """The reason goes to the log: it would only help who tries to forge."""
    log.info("accounts.passkey.refused", reason=str(error))
    return PasskeyRefused("Try again, or use another way to sign in.")
