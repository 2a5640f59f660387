"""What a person has beside their password, and what follows when that changes."""

import msgspec

from contracts.accounts.passkeys import Passkey
from contracts.accounts.second_factors import (
    GetSecondFactors,
    SecondFactorChange,
    SecondFactors,
)
from contracts.types import STAFF
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.one_time_codes import new_recovery_codes, recovery_fingerprint
from services.accounts.repository import (
    ChallengeRepository,
    DeviceRepository,
    PasskeyRepository,
    RecoveryCodeRepository,
    TotpRepository,
    UserRepository,
    WaysRepository,
)
from services.accounts.use_cases.proofs import announce
from services.accounts.use_cases.revocation import end_sessions
from services.accounts.ways import Ways
from services.common.work import UnitOfWork

CHANGED = "second factor changed"


def get_second_factors(
    work: UnitOfWork, settings: AccountsSettings, _request: GetSecondFactors
) -> SecondFactors:
    """What the caller has, and until when staff without any may go on."""
    user = UserRepository(work.session).get(work.actor.user_id)
    ways = WaysRepository(work.session).of(user.id)
    totp = TotpRepository(work.session).find_confirmed(user.id)
    rows = PasskeyRepository(work.session).list_of(user.id)
    return SecondFactors(
        totp_since=totp.confirmed_at if totp else None,
        passkeys=[to_passkey(row) for row in rows],
        recovery_codes_left=ways.recovery_codes,
        mandatory=user.role in STAFF,
        due_at=policies.second_factor_due_at(user, ways, settings.second_factor_grace),
    )


def ways_for_change(work: UnitOfWork) -> tuple[models.User, Ways]:
    """The caller, locked so that no two changes cross, and what they have."""
    user = UserRepository(work.session).get_for_update(work.actor.user_id)
    return user, WaysRepository(work.session).of(user.id)


def after_adding(work: UnitOfWork, user: models.User, ways: Ways) -> list[str]:
    """With the first factor come recovery codes, and devices that entered without it leave."""
    if ways.second_factor:
        return []
    end_sessions(work, user.id, CHANGED, but=work.actor.session_id)
    return give_recovery_codes(work, user)


def after_removing(work: UnitOfWork, user: models.User, left: Ways) -> None:
    """Other devices sign in again; recovery codes for nothing are worth nothing."""
    end_sessions(work, user.id, CHANGED, but=work.actor.session_id)
    DeviceRepository(work.session).distrust_all(user.id)
    if not left.second_factor:
        RecoveryCodeRepository(work.session).remove(user.id)


def give_recovery_codes(work: UnitOfWork, user: models.User) -> list[str]:
    """Ten new codes in place of all earlier ones; only their digests stay."""
    codes = new_recovery_codes()
    hashes = [recovery_fingerprint(user.id, code) for code in codes]
    RecoveryCodeRepository(work.session).replace(user.id, hashes, work.now)
    return codes


def remove_all(work: UnitOfWork, user: models.User) -> None:
    """Take every second factor from a person who has lost them all; somebody else vouches."""
    totp = TotpRepository(work.session).remove(user.id)
    passkeys = PasskeyRepository(work.session).remove_all(user.id)
    RecoveryCodeRepository(work.session).remove(user.id)
    ChallengeRepository(work.session).remove_of(user.id)
    DeviceRepository(work.session).distrust_all(user.id)
    end_sessions(work, user.id, CHANGED)
    if totp or passkeys:
        announce(work, user, SecondFactorChange.ALL_REMOVED)


def to_passkey(row: models.Passkey) -> Passkey:
    """A passkey as its owner sees it."""
    return msgspec.convert(row, Passkey, from_attributes=True)
