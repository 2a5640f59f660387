"""Invitations and imports of the academy in memory."""

from datetime import timedelta
from typing import TypeVar

from msgspec.structs import replace

from contracts.accounts.invitations import (
    Invitation,
    InvitationState,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.types import Page
from tests.unit.console import samples

ItemT = TypeVar("ItemT")


class InvitingAcademy:
    """Answers about invitations, and changes them."""

    def __init__(self) -> None:
        self.invitations = samples.make_invitations()

    async def list_invitations(self, request: ListInvitations) -> Page[Invitation]:
        found = [
            each
            for each in self.invitations
            if request.state in {None, each.state}
            and request.search.lower() in f"{each.name} {each.email}".lower()
        ]
        return await self._answer(request, self._page(found, request.after))

    async def invite(self, request: Invite) -> Invitation:
        fresh = samples.make_invitation(
            request.email,
            name=request.name,
            role=request.role,
            locale=request.locale,
            created_at=samples.NOW,
            sent_at=samples.NOW,
            expires_at=samples.NOW + timedelta(days=7),
        )
        invited = await self._answer(request, fresh)
        self.invitations.insert(0, invited)
        return invited

    async def resend_invitation(self, request: ResendInvitation) -> Invitation:
        return await self._change(request, state=InvitationState.PENDING, times_sent=2)

    async def revoke_invitation(self, request: RevokeInvitation) -> Invitation:
        state = InvitationState.REVOKED
        return await self._change(request, state=state, settled_at=samples.NOW)

    async def _change(
        self, request: ResendInvitation | RevokeInvitation, **changes: object
    ) -> Invitation:
        (old,) = [each for each in self.invitations if each.id == request.invitation_id]
        changed = await self._answer(request, replace(old, **changes))
        self.invitations[self.invitations.index(old)] = changed
        return changed

    async def _answer(self, request: object, reply: ItemT) -> ItemT:
        raise NotImplementedError

    def _page(self, items: list[ItemT], after: str | None) -> Page[ItemT]:
        raise NotImplementedError
