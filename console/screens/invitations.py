"""Who was invited, by whom, and what became of it."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType

from console.invitation_story import COLUMNS, story
from console.messages import ActionDone
from console.palette import a_role
from console.screens.acting import ActingList
from console.screens.calm import CalmListScreen
from console.screens.listing import EVERYTHING
from console.shell import shell
from console.widgets.confirm import ConfirmScreen
from console.widgets.detail import Detail
from console.widgets.doing import Doing, busy
from console.widgets.invite_dialog import InviteScreen, Inviting
from console.widgets.key_bar import roomy
from console.widgets.resource_table import Column, ResourceTable, Wording
from contracts.accounts.invitations import (
    Invitation,
    InvitationChanged,
    InvitationState,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.types import Page

_STILL_OURS = {InvitationState.PENDING, InvitationState.EXPIRED}


class InvitationDesk(Inviting, Protocol):
    """What this screen asks of the gateway."""

    async def list_invitations(self, request: ListInvitations) -> Page[Invitation]:
        """One page of invitations, newest first."""

    async def resend_invitation(self, request: ResendInvitation) -> Invitation:
        """The invitation with its fresh link on the way."""

    async def revoke_invitation(self, request: RevokeInvitation) -> Invitation:
        """The invitation that was taken back."""


class InvitationsScreen(ActingList[Invitation], CalmListScreen[Invitation]):
    """Invite people, send a lost mail again, take an invitation back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "invite", "Invite", tooltip="Invite somebody by mail."),
        roomy("m", "resend", "Mail again", "Send a fresh link; the old one dies."),
        Binding("x", "revoke", "Take back", tooltip="Make the link worthless."),
        Binding("r", "reload", "Reload", tooltip="Fetch the list again.", show=False),
        Binding("escape", "back", "Back", tooltip="Back to the people.", show=False),
    ]
    PLACE: ClassVar[str] = "people"
    WORDING: ClassVar[Wording] = Wording(
        noun="invitation",
        nouns="invitations",
        loading="Fetching invitations",
        empty="No invitations here",
        empty_hint="Press n to invite somebody, or f for another state.",
        failed="The invitations did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (InvitationState.PENDING, "Open"),
        (InvitationState.ACCEPTED, "Accepted"),
        (InvitationState.EXPIRED, "Expired"),
        (InvitationState.REVOKED, "Taken back"),
        (EVERYTHING, "All"),
    )
    SEARCH: ClassVar[str | None] = "name or address"
    CHANGED_BY: ClassVar[tuple[str, ...]] = (InvitationChanged.event_type,)

    def __init__(self, gateway: InvitationDesk) -> None:
        super().__init__()
        self.gateway = gateway

    def on_mount(self) -> None:
        """Make room for what is under way."""
        self.mount(Doing(), after="#body")

    def columns(self) -> Sequence[Column[Invitation]]:
        """Whom, for which role, what became of it, who invited, when."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[Invitation]:
        """One page of the chosen state and search."""
        state = None if self.choice == EVERYTHING else InvitationState(self.choice)
        request = ListInvitations(state=state, search=self.search_text, after=after)
        return await self.gateway.list_invitations(request)

    def key(self, item: Invitation) -> str:
        """The invitation's id."""
        return str(item.id)

    def describe(self, item: Invitation) -> Detail:
        """Everything about one invitation."""
        return story(item, shell(self).palette, shell(self).clock())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what nobody has taken or taken back can be sent again or taken back; one by one."""
        if action in {"invite", "resend", "revoke"} and busy(self):
            return None
        if action in {"resend", "revoke"}:
            item = self.table.current
            return item is not None and item.state in _STILL_OURS
        return super().check_action(action, parameters)

    @on(ResourceTable.Highlighted)
    def renew_keys(self) -> None:
        """Another row, other acts."""
        self.refresh_bindings()

    @work(exclusive=True, group="act")
    async def action_invite(self) -> None:
        """Ask whom, for what; the dialog sends."""
        user = shell(self).user
        if user is None:
            return
        invitation = await self.app.push_screen_wait(InviteScreen(self.gateway, user.role))
        if invitation is not None:
            said = f"{invitation.email} is invited as {a_role(invitation.role)}."
            self.post_message(ActionDone(said, invitation))

    @work(exclusive=True, group="act")
    async def action_resend(self) -> None:
        """Send a fresh link."""
        if (item := self.table.current) is not None:
            request = ResendInvitation(invitation_id=item.id)
            done = f"{item.email} gets a fresh link; the one before no longer works."
            sending = self.gateway.resend_invitation(request)
            await self.carry_out(sending, f"Mailing {item.email}", done)

    @work(exclusive=True, group="act")
    async def action_revoke(self) -> None:
        """Ask once more, then take the invitation back."""
        if (item := self.table.current) is None:
            return
        question = ConfirmScreen(
            f"Take the invitation of {item.email} back?",
            "The link in their mail stops working at once. They are not told.",
            yes="Take back",
            severe=True,
        )
        if await self.app.push_screen_wait(question):
            request = RevokeInvitation(invitation_id=item.id)
            done = f"The invitation of {item.email} is taken back."
            revoking = self.gateway.revoke_invitation(request)
            await self.carry_out(revoking, f"Taking back {item.email}", done)
