"""Who was invited, by whom, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Protocol

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType

from console.formats import ago, ahead, counted, moment
from console.messages import ActionDone
from console.palette import Palette, a_role
from console.screens.acting import ActingList
from console.screens.calm import CalmListScreen
from console.screens.listing import EVERYTHING
from console.shell import shell
from console.theme import Tone
from console.widgets.confirm import ConfirmScreen
from console.widgets.detail import Detail
from console.widgets.doing import Doing, busy
from console.widgets.invite_dialog import LANGUAGES, InviteScreen, Inviting
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

STATES: dict[InvitationState, tuple[str, Tone]] = {
    InvitationState.PENDING: ("open", Tone.WARN),
    InvitationState.ACCEPTED: ("accepted", Tone.GOOD),
    InvitationState.EXPIRED: ("expired", Tone.NEUTRAL),
    InvitationState.REVOKED: ("taken back", Tone.BAD),
}
_STILL_OURS = {InvitationState.PENDING, InvitationState.EXPIRED}


class InvitationDesk(Inviting, Protocol):
    """What this screen asks of the gateway."""

    async def list_invitations(self, request: ListInvitations) -> Page[Invitation]:
        """One page of invitations, newest first."""

    async def resend_invitation(self, request: ResendInvitation) -> Invitation:
        """The invitation with its fresh link on the way."""

    async def revoke_invitation(self, request: RevokeInvitation) -> Invitation:
        """The invitation that was taken back."""


def when(item: Invitation, now: datetime) -> str:
    """Until when an open invitation can be taken, or since when it is over."""
    if item.state is InvitationState.PENDING:
        return ahead(item.expires_at, now)
    return ago(item.settled_at or item.expires_at, now)


def _state(item: Invitation, say: Palette) -> Text:
    return say.badge(*STATES[item.state])


COLUMNS: Sequence[Column[Invitation]] = (
    Column(label="Invited", cell=lambda each, say, _: say.strong(each.email)),
    Column(label="Name", width=20, from_width=104, cell=lambda each, say, _: say.plain(each.name)),
    Column(label="Role", width=11, cell=lambda each, say, _: say.pill(each.role)),
    Column(label="State", width=12, cell=lambda each, say, _: _state(each, say)),
    Column(
        label="By",
        width=14,
        from_width=84,
        cell=lambda each, say, _: say.plain(each.invited_by_name),
    ),
    Column(
        label="When",
        width=10,
        right=True,
        cell=lambda each, say, now: say.muted(when(each, now), right=True),
    ),
)


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
        say, now = shell(self).palette, shell(self).clock()
        origin = " by a file" if item.imported else ""
        settled = {InvitationState.ACCEPTED: "Accepted", InvitationState.REVOKED: "Taken back"}
        end = settled.get(item.state, "Expires" if item.expires_at > now else "Expired")
        return Detail(
            title=say.strong(item.email),
            facts=(
                ("State", _state(item, say)),
                ("Name", say.plain(item.name or "not given")),
                ("Role", say.pill(item.role)),
                ("Mail in", say.plain(dict(LANGUAGES).get(item.locale, item.locale))),
                ("Invited by", say.plain(f"{item.invited_by_name}{origin}")),
                ("Invited", say.plain(ago(item.created_at, now))),
                ("", say.muted(moment(item.created_at))),
                ("Mailed", say.plain(counted(item.times_sent, "time"))),
                ("Last mail", say.plain(ago(item.sent_at, now))),
                (end, say.plain(when(item, now))),
                ("", say.muted(moment(item.settled_at or item.expires_at))),
            ),
        )

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
