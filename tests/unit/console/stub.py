"""An academy in memory, and a live connection that says what a test tells it to say."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace
from textual.message import Message

from console.calls.asking import Prover
from console.figures import Overview
from console.messages import LiveState, LiveStateChanged
from console.person_story import GetPersonStory, PersonStory
from contracts.accounts.audit import AuditVerdict, ExportAuditEntries, VerifyAuditLog
from contracts.accounts.impersonation import ImpersonationTicket, StartImpersonation
from contracts.accounts.messages import (
    AuditEntry,
    ChangeRole,
    ListAuditEntries,
    ListUsers,
    SignIn,
    User,
    UserStatus,
)
from contracts.accounts.people import RestoreUser, SuspendUser
from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    RoleProposal,
)
from contracts.accounts.second_factors import GetSecondFactors, PassSecondFactor, SecondFactors
from contracts.base import Command
from contracts.payments.messages import AdminOrder, ListAllOrders
from contracts.types import Page
from tests.unit.console import samples
from tests.unit.console.stub_certificates import CertifyingAcademy
from tests.unit.console.stub_courses import ReviewedAcademy
from tests.unit.console.stub_invitations import InvitingAcademy
from tests.unit.console.stub_reviews import ModeratedAcademy
from tests.unit.console.stub_second_step import EnrollingAcademy

if TYPE_CHECKING:
    from contracts.errors import ServiceError

ItemT = TypeVar("ItemT")


class StubAcademy(
    ReviewedAcademy, ModeratedAcademy, CertifyingAcademy, InvitingAcademy, EnrollingAcademy
):
    """Answers like the gateway; can refuse everything, or never answer."""

    address = "http://127.0.0.1:8000"
    private = True

    def __init__(self) -> None:
        super().__init__()
        self.people = samples.make_people()
        self.orders = samples.make_orders()
        self.entries = samples.make_entries()
        self.verdicts = [samples.make_verdict()]
        self.overview = samples.make_overview()
        self.stored: User | None = samples.ADMIN
        self.refusal: ServiceError | None = None
        self.silent = False
        self.services_away = False
        self.proposals: list[RoleProposal] = []
        self.page_size = 50
        self.asked: list[object] = []

    prove: Prover | None = None
    """Set by the console; `demand_proof` makes the next act ask for it."""

    async def sign_in(self, request: SignIn) -> User:
        return await self._answer(request, samples.ADMIN)

    async def pass_second_factor(self, request: PassSecondFactor) -> User:
        return await self._answer(request, samples.ADMIN)

    async def resume(self) -> User | None:
        return self.stored

    async def sign_out(self) -> None:
        self.stored = None

    async def get_overview(self) -> Overview:
        return await self._answer("overview", self.overview)

    async def list_users(self, request: ListUsers) -> Page[User]:
        found = [
            user
            for user in self.people
            if request.role in {None, user.role}
            and request.status in {None, user.status}
            and request.search.lower() in f"{user.name} {user.email}".lower()
        ]
        return await self._answer(request, self._page(found, request.after))

    async def get_person_story(self, request: GetPersonStory) -> PersonStory:
        user = next(user for user in self.people if user.id == request.user_id)
        story = samples.make_story(user)
        if self.services_away:
            story = replace(story, enrollments=None, taught=None, orders=None)
        return await self._answer(request, story)

    async def list_role_proposals(self, request: ListRoleProposals) -> Page[RoleProposal]:
        return Page(items=self.proposals)

    async def treat(self, request: Command[Any]) -> Any:
        await self._answer(request, "treated")
        self.moderate(request)
        changes: dict[str, Any] = {}
        if isinstance(request, StartImpersonation):
            expires_at = samples.NOW + timedelta(seconds=60)
            return ImpersonationTicket(code="Zm9v-code", expires_at=expires_at)
        if isinstance(request, ApproveRoleProposal | DeclineRoleProposal):
            self.proposals = [each for each in self.proposals if each.id != request.proposal_id]
        elif isinstance(request, SuspendUser):
            changes = {"status": UserStatus.SUSPENDED}
        elif isinstance(request, RestoreUser):
            changes = {"status": UserStatus.ACTIVE}
        elif isinstance(request, ChangeRole):
            changes = {"role": request.role}
        treated = getattr(request, "user_id", None)
        self.people = [
            replace(user, **changes) if user.id == treated else user for user in self.people
        ]
        return None

    async def list_orders(self, request: ListAllOrders) -> Page[AdminOrder]:
        found = [order for order in self.orders if request.status in {None, order.status}]
        return await self._answer(request, self._page(found, request.after))

    async def list_audit_entries(self, request: ListAuditEntries) -> Page[AuditEntry]:
        return await self._answer(request, self._page(self._entries(request), request.after))

    async def export_audit_entries(self, request: ExportAuditEntries) -> Page[AuditEntry]:
        return await self._answer(request, self._page(self._entries(request), request.after))

    async def verify_audit_log(self, request: VerifyAuditLog) -> AuditVerdict:
        return await self._answer(request, self.verdicts.pop(0))

    async def _answer(self, request: object, reply: ItemT) -> ItemT:
        self.asked.append(request)
        if self.silent:
            await asyncio.Event().wait()
        if self.refusal is not None:
            raise self.refusal
        return reply

    def _entries(self, request: ListAuditEntries | ExportAuditEntries) -> list[AuditEntry]:
        newer_than = request.newer_than if isinstance(request, ListAuditEntries) else None
        return [
            entry
            for entry in self.entries
            if entry.position > (newer_than or 0)
            and request.origin in {"", entry.service}
            and request.actor.lower() in entry.actor_name.lower()
            and entry.action.startswith(request.action)
            and request.search.lower() in f"{entry.reason} {entry.target_label}".lower()
        ]

    def _page(self, items: list[ItemT], after: str | None) -> Page[ItemT]:
        start = int(after or 0)
        end = start + self.page_size
        return Page(items=items[start:end], next=str(end) if end < len(items) else None)


class StubLive:
    """Connects at once and then waits."""

    def __init__(self) -> None:
        self.post: Callable[[Message], object] = lambda _: None

    async def run(self, post: Callable[[Message], object]) -> None:
        self.post = post
        post(LiveStateChanged(LiveState.LIVE))
        await asyncio.Event().wait()


class Held(StubAcademy):
    """Carries commands of one kind out when the test lets it."""

    def __init__(self, kind: type[Command[Any]]) -> None:
        super().__init__()
        self.kind = kind
        self.go = asyncio.Event()

    def asked_for(self) -> int:
        """How often such a command came."""
        return sum(isinstance(asked, self.kind) for asked in self.asked)

    async def _answer(self, request: object, reply: ItemT) -> ItemT:
        reply = await super()._answer(request, reply)
        if isinstance(request, self.kind):
            await self.go.wait()
        return reply


class OpenDoor(StubAcademy):
    """Lets people in, however little arrives behind the door."""

    async def get_second_factors(self, request: GetSecondFactors) -> SecondFactors:
        return SecondFactors(
            totp_since=samples.NOW,
            passkeys=[],
            recovery_codes_left=10,
            mandatory=True,
            due_at=None,
        )
