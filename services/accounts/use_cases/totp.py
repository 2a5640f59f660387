"""The authenticator app: shown once, confirmed with a code, replaced or removed."""

import msgspec

from contracts.accounts.second_factors import (
    ConfirmTotp,
    RecoveryCodes,
    RemoveTotp,
    SecondFactorChange,
    StartTotp,
    TotpEnrollment,
)
from services.accounts import policies
from services.accounts.config import AccountsSettings
from services.accounts.one_time_codes import (
    matching_step,
    new_totp_secret,
    picture_of,
    totp_uri,
)
from services.accounts.repository import TotpRepository, UserRepository
from services.accounts.use_cases import attempts
from services.accounts.use_cases.proofs import announce, guesses_of, wrong_code
from services.accounts.use_cases.second_factors import (
    after_adding,
    after_removing,
    ways_for_change,
)
from services.common.sealing import seal, unseal
from services.common.work import Begin, UnitOfWork


def start_totp(begin: Begin, settings: AccountsSettings, _request: StartTotp) -> TotpEnrollment:
    """Show a new secret; an app that is in use stays in use until the new one is confirmed."""
    secret = new_totp_secret()
    with begin() as work:
        user = UserRepository(work.session).get(work.actor.user_id)
        sealed = seal(secret, settings.token_encryption_key)
        TotpRepository(work.session).propose(user.id, sealed, work.now)
    uri = totp_uri(secret, user.email)
    return TotpEnrollment(secret=secret, uri=uri, qr=picture_of(uri))


def confirm_totp(begin: Begin, settings: AccountsSettings, request: ConfirmTotp) -> RecoveryCodes:
    """Turn the new app on, since it shows the right code; that code is used up."""
    with begin() as work:
        user_id = work.actor.user_id
    with attempts.reserved(begin, *guesses_of(user_id)), begin() as work:
        user, ways = ways_for_change(work)
        factor = TotpRepository(work.session).find_for_update(user.id)
        sealed = policies.ensure_candidate(factor, work.now)
        secret = unseal(sealed, settings.token_encryption_key)
        step = matching_step(secret, request.code, work.now)
        if step is None or factor is None:
            raise wrong_code("code")
        factor.sealed_secret, factor.confirmed_at, factor.last_step = sealed, work.now, step
        factor.sealed_candidate = factor.candidate_at = None
        codes = after_adding(work, user, ways)
        announce(work, user, SecondFactorChange.TOTP_ADDED)
        return RecoveryCodes(codes=codes)


def remove_totp(work: UnitOfWork, _request: RemoveTotp) -> None:
    """Do without the app; without one nothing changes."""
    user, ways = ways_for_change(work)
    left = msgspec.structs.replace(ways, totp=False)
    if ways.totp:
        policies.ensure_can_go_without(left, user.role)
    if TotpRepository(work.session).remove(user.id):
        after_removing(work, user, left)
        announce(work, user, SecondFactorChange.TOTP_REMOVED)
