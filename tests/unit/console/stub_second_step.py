"""The part of an academy in memory that knows of second factors."""

from abc import abstractmethod
from datetime import datetime
from typing import TypeVar

from contracts.accounts.second_factors import (
    ConfirmTotp,
    GetSecondFactors,
    RecoveryCodes,
    SecondFactors,
    StartTotp,
    TotpEnrollment,
)

ReplyT = TypeVar("ReplyT")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
URI = f"otpauth://totp/Academy:grace.hopper%40example.org?secret={SECRET}&issuer=Academy"
CODES = [f"{number:04d}-bcde-fghj-kmnp" for number in range(10)]


class EnrollingAcademy:
    """Demands a second step from a moment on, until one is set up."""

    due_at: datetime | None = None
    totp_since: datetime | None = None
    renewed = 0

    async def get_second_factors(self, request: GetSecondFactors) -> SecondFactors:
        factors = SecondFactors(
            totp_since=self.totp_since,
            passkeys=[],
            recovery_codes_left=0,
            mandatory=True,
            due_at=self.due_at,
        )
        return await self._answer(request, factors)

    async def start_totp(self, request: StartTotp) -> TotpEnrollment:
        return await self._answer(request, TotpEnrollment(secret=SECRET, uri=URI, qr=""))

    async def confirm_totp(self, request: ConfirmTotp) -> RecoveryCodes:
        codes = await self._answer(request, RecoveryCodes(codes=[] if self.totp_since else CODES))
        self.due_at = None
        return codes

    async def renew_session(self) -> None:
        self.renewed += 1

    @abstractmethod
    async def _answer(self, request: object, reply: ReplyT) -> ReplyT: ...
