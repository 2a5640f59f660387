"""Checking what a person shows: a one-time code, a recovery code, a passkey."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from contracts.accounts.errors import PasskeyRefused, WrongCode, WrongPassword
from contracts.accounts.passkeys import PasskeyAssertion
from contracts.accounts.second_factors import Proof, SecondFactorChange, SecondFactorChanged
from contracts.errors import Invalid
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passkeys import Credential, WebAuthnPasskeys, credential_id
from services.accounts.one_time_codes import matching_step, recovery_fingerprint
from services.accounts.repository import PasskeyRepository, RecoveryCodeRepository, TotpRepository
from services.accounts.use_cases.attempts import Counted
from services.accounts.use_cases.challenges import passkey_challenge
from services.common.sealing import unseal
from services.common.work import UnitOfWork

BY_CODE = "otp"
BY_RECOVERY_CODE = "rc"
BY_PASSKEY = "hwk"
BY_PASSWORD = "pwd"  # noqa: S105 (a name, not a secret)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a person shows: exactly one proof, a passkey's with the challenge that it answers."""

    password: str | None = None
    code: str | None = None
    recovery_code: str | None = None
    assertion: PasskeyAssertion | None = None
    challenge: str | None = None

    @property
    def proof(self) -> Proof:
        """The one way that was chosen; raises `Invalid` for none and for several."""
        given = {
            Proof.PASSWORD: self.password,
            Proof.TOTP: self.code,
            Proof.RECOVERY_CODE: self.recovery_code,
            Proof.PASSKEY: self.assertion,
        }
        chosen = [proof for proof, value in given.items() if value is not None]
        if len(chosen) != 1:
            raise Invalid("Give exactly one proof.")
        return chosen[0]


def guesses_of(user_id: UUID) -> list[Counted]:
    """Codes and repeated passwords of one person are counted together, whoever guesses."""
    return [(limit, user_id.bytes) for limit in policies.PROOFS_OF_PERSON]


def check(work: UnitOfWork, settings: AccountsSettings, user: models.User, shown: Shown) -> str:
    """Refuse what does not prove the person; otherwise the method's name (RFC 8176)."""
    proof = shown.proof
    if proof is Proof.TOTP and shown.code is not None:
        check_code(work, settings, user, shown.code)
        return BY_CODE
    if proof is Proof.RECOVERY_CODE and shown.recovery_code is not None:
        check_recovery_code(work, user, shown.recovery_code)
        return BY_RECOVERY_CODE
    if shown.assertion is None or shown.challenge is None:
        raise Invalid("Give a code, a recovery code or the answer of a passkey.")
    check_own_passkey(work, settings, user, shown.assertion, shown.challenge)
    return BY_PASSKEY


def check_code(work: UnitOfWork, settings: AccountsSettings, user: models.User, code: str) -> None:
    """A code of the person's app, of this half minute or one beside it, that nobody used before."""
    apps = TotpRepository(work.session)
    factor = apps.find_confirmed(user.id)
    if factor is None or factor.sealed_secret is None:
        raise wrong_code("code")
    secret = unseal(factor.sealed_secret, settings.token_encryption_key)
    step = matching_step(secret, code, work.now)
    if step is None or not apps.use_step(user.id, step):
        raise wrong_code("code")


def check_recovery_code(work: UnitOfWork, user: models.User, code: str) -> None:
    """A recovery code that was not used before; its person hears of it."""
    codes = RecoveryCodeRepository(work.session)
    if not codes.burn(user.id, recovery_fingerprint(user.id, code), work.now):
        raise wrong_code("recovery_code")
    announce(work, user, SecondFactorChange.CODE_USED)


def check_passkey(
    work: UnitOfWork,
    settings: AccountsSettings,
    answer: PasskeyAssertion,
    token: str,
    *,
    verified: bool = False,
) -> models.Passkey:
    """The passkey that answered a challenge, whoever it belongs to."""
    passkeys = PasskeyRepository(work.session)
    row = passkeys.find_by_credential(credential_id(answer))
    if row is None:
        raise PasskeyRefused("It is not registered here. Use another way to sign in.")
    use = WebAuthnPasskeys(settings.public_url).used(
        answer, to_credential(row), passkey_challenge(token), verified=verified
    )
    if not passkeys.note_use(row.id, row.sign_count, use.sign_count, work.now):
        raise PasskeyRefused("It was used elsewhere at the same moment. Try again.")
    return row


def check_own_passkey(
    work: UnitOfWork,
    settings: AccountsSettings,
    user: models.User,
    answer: PasskeyAssertion,
    token: str,
) -> None:
    """A passkey of this very person answered the challenge."""
    if check_passkey(work, settings, answer, token).user_id != user.id:
        raise PasskeyRefused("It belongs to another account.")


def announce(
    work: UnitOfWork, user: models.User, change: SecondFactorChange, *, passkey_name: str = ""
) -> None:
    """Let the person hear by mail of what happened to their second factors."""
    left = RecoveryCodeRepository(work.session).count_left(user.id)
    work.record(
        SecondFactorChanged(
            user_id=user.id, change=change, passkey_name=passkey_name, recovery_codes_left=left
        )
    )


def to_credential(row: models.Passkey) -> Credential:
    """What the browser and the check need of a passkey."""
    return Credential(
        id=row.credential_id,
        public_key=row.public_key,
        sign_count=row.sign_count,
        transports=row.transports,
        synced=row.synced,
    )


def credentials_of(work: UnitOfWork, user: models.User) -> Sequence[Credential]:
    """Every passkey of a person."""
    return [to_credential(row) for row in PasskeyRepository(work.session).list_of(user.id)]


def wrong_code(field: str) -> WrongCode:
    """The refusal that stands at the field of the code."""
    detail = "It is wrong, used already or too old. Enter the one shown now."
    return WrongCode(detail, {"errors": [{"pointer": f"/{field}", "detail": detail}]})


def wrong_password() -> WrongPassword:
    """The refusal that stands at the field of the password."""
    detail = "It is not the password of this account."
    return WrongPassword(detail, {"errors": [{"pointer": "/password", "detail": detail}]})
