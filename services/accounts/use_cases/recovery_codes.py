"""The codes that stand in for a lost second factor."""

from contracts.accounts.second_factors import (
    RecoveryCodes,
    RenewRecoveryCodes,
    SecondFactorChange,
)
from services.accounts import policies
from services.accounts.use_cases.proofs import announce
from services.accounts.use_cases.second_factors import give_recovery_codes, ways_for_change
from services.common.work import Begin


def renew_recovery_codes(begin: Begin, _request: RenewRecoveryCodes) -> RecoveryCodes:
    """Ten new codes; the earlier ones stop working at once."""
    with begin() as work:
        user, ways = ways_for_change(work)
        policies.ensure_second_factor(ways)
        codes = give_recovery_codes(work, user)
        announce(work, user, SecondFactorChange.CODES_RENEWED)
        return RecoveryCodes(codes=codes)
