"""Calls about one's own second factors."""

from console.calls.asking import Asking
from contracts.accounts.second_factors import (
    ConfirmTotp,
    GetSecondFactors,
    RecoveryCodes,
    SecondFactors,
    StartTotp,
    TotpEnrollment,
)


class SecondFactorCalls(Asking):
    """Looking at one's second factors and setting an authenticator app up."""

    async def get_second_factors(self, request: GetSecondFactors) -> SecondFactors:
        """What one has, and until when one may go without."""
        return await self._ask(request)

    async def start_totp(self, request: StartTotp) -> TotpEnrollment:
        """A secret for an authenticator app."""
        return await self._ask(request)

    async def confirm_totp(self, request: ConfirmTotp) -> RecoveryCodes:
        """Turn the app on; with the first factor come recovery codes."""
        return await self._ask(request)
