"""Calls about one's own second factors."""

from console.calls.asking import Asking
from contracts.accounts.second_factors import (
    ConfirmTotp,
    GetSecondFactors,
    RecoveryCodes,
    RenewRecoveryCodes,
    SecondFactors,
    StartTotp,
    TotpEnrollment,
)


class SecondFactorCalls(Asking):
    """Looking at one's second factors and setting them up."""

    async def get_second_factors(self, request: GetSecondFactors) -> SecondFactors:
        """What one has, and until when one may go without."""
        return await self._ask(request)

    async def start_totp(self, request: StartTotp) -> TotpEnrollment:
        """A secret for an authenticator app."""
        return await self._ask(request)

    async def confirm_totp(self, request: ConfirmTotp) -> RecoveryCodes:
        """Turn the app on; with the first factor come recovery codes."""
        return await self._ask(request)

    async def renew_recovery_codes(self, request: RenewRecoveryCodes) -> RecoveryCodes:
        """Ten new codes in place of the earlier ones."""
        return await self._ask(request)

    async def renew_session(self) -> None:
        """Take a token that knows of the second factor: only then everything opens."""
        await self._renew(self._required())
