"""Second factors: one-time codes (RFC 6238), recovery codes, and when they are asked for."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.messages import Session, Token
from contracts.accounts.passkeys import Passkey, PasskeyAssertion, PasskeyOffer
from contracts.accounts.sessions import Client
from contracts.base import Command, Event, Message, Query

OneTimeCode = Annotated[str, Meta(min_length=6, max_length=12, pattern=r"^[0-9 ]+$")]
RecoveryCode = Annotated[str, Meta(min_length=16, max_length=40)]


class Proof(StrEnum):
    """A way to show who one is."""

    PASSWORD = "password"  # noqa: S105 (a name, not a secret)
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"
    GOOGLE = "google"


class SecondFactors(Message, frozen=True, kw_only=True):
    """What a person has beside their password.

    Who is `mandatory` has to have a second factor and cannot go without; as long as they have
    none, `due_at` says from when on they can do nothing else than set one up.
    """

    totp_since: datetime | None
    passkeys: list[Passkey]
    recovery_codes_left: int
    mandatory: bool
    due_at: datetime | None = None


class TotpEnrollment(Message, frozen=True, kw_only=True):
    """A secret for an authenticator app, shown once: as text, as an address, and as a picture."""

    secret: str
    uri: str
    qr: str


class RecoveryCodes(Message, frozen=True, kw_only=True):
    """Codes that each work once, shown this one time; empty when earlier ones still hold."""

    codes: list[str]


class StepUpOffer(Message, frozen=True, kw_only=True):
    """How the person can show once more that it is them; none means to sign in again.

    `google` is shown by a visit there (`start_google_step_up`), the others by `step_up`.
    """

    methods: list[Proof]
    passkey: PasskeyOffer | None = None


class FreshToken(Message, frozen=True, kw_only=True):
    """An access token of the same session that knows of the new proof."""

    access_token: str
    expires_in: int


class GetSecondFactors(Query[SecondFactors], frozen=True, kw_only=True):
    """The caller's second factors."""

    service: ClassVar[str] = "accounts"


class StartTotp(Command[TotpEnrollment], frozen=True, kw_only=True):
    """Begin to set up an authenticator app; nothing changes before its first code is confirmed."""

    service: ClassVar[str] = "accounts"


class ConfirmTotp(Command[RecoveryCodes], frozen=True, kw_only=True):
    """Turn the authenticator app on with a code that it shows."""

    service: ClassVar[str] = "accounts"

    code: OneTimeCode


class RemoveTotp(Command[None], frozen=True, kw_only=True):
    """Do without the authenticator app; other devices sign in again."""

    service: ClassVar[str] = "accounts"


class RenewRecoveryCodes(Command[RecoveryCodes], frozen=True, kw_only=True):
    """Make ten new recovery codes; the earlier ones stop working."""

    service: ClassVar[str] = "accounts"


class PassSecondFactor(Command[Session], frozen=True, kw_only=True):
    """Finish signing in with a second factor; a device can be trusted for thirty days.

    One of `code`, `recovery_code` and `assertion` is given.
    """

    service: ClassVar[str] = "accounts"

    challenge: Token
    code: OneTimeCode | None = None
    recovery_code: RecoveryCode | None = None
    assertion: PasskeyAssertion | None = None
    remember_device: bool = False
    client: Client | None = None


class StartStepUp(Command[StepUpOffer], frozen=True, kw_only=True):
    """Ask how to show once more that it is the signed-in person."""

    service: ClassVar[str] = "accounts"


class StepUp(Command[FreshToken], frozen=True, kw_only=True):
    """Show once more that it is the signed-in person, for dangerous acts (RFC 9470).

    One of `password`, `code`, `recovery_code` and `assertion` is given, the last with `challenge`.
    """

    service: ClassVar[str] = "accounts"

    password: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    code: OneTimeCode | None = None
    recovery_code: RecoveryCode | None = None
    challenge: Token | None = None
    assertion: PasskeyAssertion | None = None


class SecondFactorChange(StrEnum):
    """What happened to a person's second factors."""

    TOTP_ADDED = "totp_added"
    TOTP_REMOVED = "totp_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_RENEWED = "codes_renewed"
    CODE_USED = "code_used"
    ALL_REMOVED = "all_removed"


class SecondFactorChanged(Event, frozen=True, kw_only=True):
    """A person's second factors changed, or a recovery code was used up; they are told by mail."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.second_factor.changed.v1"

    user_id: UUID
    change: SecondFactorChange
    passkey_name: str = ""
    recovery_codes_left: int = 0
