"""The register of certificates: looking up, revoking, correcting."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType

from console.certificate_story import COLUMNS, story
from console.screens.acting import ActingList
from console.screens.calm import CalmListScreen
from console.screens.listing import EVERYTHING
from console.shell import shell
from console.widgets.correction import Correction, CorrectionScreen
from console.widgets.detail import Detail
from console.widgets.doing import Doing, busy
from console.widgets.reason import ReasonScreen
from console.widgets.resource_table import Column, ResourceTable, Wording
from contracts.base import Request
from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from contracts.courses.certificate_register import (
    AdminCertificate,
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.certificates import CertificateStatus
from contracts.types import Page

_STILL_OURS = {CertificateStatus.VALID, CertificateStatus.EXPIRED}
_NEEDS: dict[str, type[Request[Any]]] = {
    "revoke": RevokeCertificate,
    "correct": SupersedeCertificate,
}


class CertificateDesk(Protocol):
    """What this screen asks of the gateway."""

    async def list_certificates(self, request: ListAllCertificates) -> Page[AdminCertificate]:
        """One page of the register, newest first."""

    async def revoke_certificate(self, request: RevokeCertificate) -> AdminCertificate:
        """The certificate that was ended."""

    async def supersede_certificate(self, request: SupersedeCertificate) -> AdminCertificate:
        """The certificate that took its place."""


class CertificatesScreen(ActingList[AdminCertificate], CalmListScreen[AdminCertificate]):
    """Find a certificate by code, name or course; end it or correct it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "revoke", "Revoke", tooltip="Say for good that it no longer holds."),
        Binding("k", "correct", "Correct", tooltip="Issue a corrected one in its place."),
        Binding("r", "reload", "Reload", tooltip="Fetch the list again.", show=False),
        Binding("escape", "back", "Back", tooltip="Back to where you came from.", show=False),
    ]
    PLACE: ClassVar[str] = "courses"
    WORDING: ClassVar[Wording] = Wording(
        noun="certificate",
        nouns="certificates",
        loading="Fetching certificates",
        empty="No certificates here",
        empty_hint="Students earn them in courses that give some. Press f for another state.",
        failed="The certificates did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (EVERYTHING, "All"),
        (CertificateStatus.VALID, "Valid"),
        (CertificateStatus.EXPIRED, "Expired"),
        (CertificateStatus.REVOKED, "Revoked"),
        (CertificateStatus.SUPERSEDED, "Replaced"),
        (CertificateStatus.WITHDRAWN, "Withdrawn"),
    )
    SEARCH: ClassVar[str | None] = "code, name or course"
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        CertificateIssued.event_type,
        CertificateRevoked.event_type,
    )

    def __init__(self, gateway: CertificateDesk) -> None:
        super().__init__()
        self.gateway = gateway

    def on_mount(self) -> None:
        """Make room for what is under way."""
        self.mount(Doing(), after="#body")

    def columns(self) -> Sequence[Column[AdminCertificate]]:
        """Code, holder, course, state, age."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[AdminCertificate]:
        """One page of the chosen state and search."""
        status = None if self.choice == EVERYTHING else CertificateStatus(self.choice)
        request = ListAllCertificates(status=status, search=self.search_text, after=after)
        return await self.gateway.list_certificates(request)

    def key(self, item: AdminCertificate) -> str:
        """The code."""
        return item.code

    def describe(self, item: AdminCertificate) -> Detail:
        """Everything that is printed, and what became of it."""
        return story(item, shell(self).palette)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what still holds is ended or corrected, by who may, one after another."""
        if action in _NEEDS:
            item = self.table.current
            if item is None or not shell(self).may(_NEEDS[action]):
                return False
            return None if busy(self) else item.status in _STILL_OURS
        return super().check_action(action, parameters)

    @on(ResourceTable.Highlighted)
    def renew_keys(self) -> None:
        """Another row, other acts."""
        self.refresh_bindings()

    @work(exclusive=True, group="act")
    async def action_revoke(self) -> None:
        """Ask for the reason, then end the certificate."""
        if (item := self.table.current) is None:
            return
        written = ("revoke", item.code)
        asked = partial(
            ReasonScreen,
            f"Revoke certificate {item.code}?",
            f"The certificate of {item.holder} no longer holds, and there is no way back. "
            "Whoever verifies it reads this reason, and the holder gets it by mail.",
            send="Revoke",
        )
        reason = await self.ask(written, asked, "")
        if reason is not None:
            request = RevokeCertificate(code=item.code, reason=reason)
            revoking, done = self.gateway.revoke_certificate(request), f"{item.code} is revoked."
            await self.carry_out(revoking, f"Revoking {item.code}", done, written)

    @work(exclusive=True, group="act")
    async def action_correct(self) -> None:
        """Ask for the name and the reason, then issue the corrected one."""
        if (item := self.table.current) is None:
            return
        written, fresh = ("correct", item.code), Correction(item.holder, "")
        answer = await self.ask(written, partial(CorrectionScreen, item.code, item.holder), fresh)
        if answer is not None:
            request = SupersedeCertificate(
                code=item.code, holder=answer.holder, reason=answer.reason
            )
            correcting = self.gateway.supersede_certificate(request)
            done = f"A corrected certificate took the place of {item.code}."
            await self.carry_out(correcting, f"Correcting {item.code}", done, written)
