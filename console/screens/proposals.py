"""Who shall become an admin: what was proposed, and the answer of a second admin."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Protocol

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType

from console.formats import ago, moment
from console.palette import Palette
from console.screens.acting import ActingList
from console.screens.listing import ListScreen
from console.shell import shell
from console.theme import Tone
from console.widgets.confirm import ConfirmScreen
from console.widgets.detail import Detail
from console.widgets.doing import Doing, busy
from console.widgets.reason import ReasonScreen
from console.widgets.resource_table import Column, ResourceTable, Wording
from contracts.accounts.messages import User
from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    RoleProposal,
    RoleProposalClosed,
    RoleProposed,
)
from contracts.base import Command
from contracts.types import Page


class ProposalDesk(Protocol):
    """What this screen asks of the gateway."""

    async def list_role_proposals(self, request: ListRoleProposals) -> Page[RoleProposal]:
        """One page of open proposals, the one that expires first on top."""

    async def treat(self, request: Command[None]) -> None:
        """Answer a proposal."""


def waits_for(user: User | None, proposal: RoleProposal) -> bool:
    """Whether this admin can approve: neither who proposed it nor whom it is about can."""
    return user is not None and user.id not in {proposal.proposer_id, proposal.user_id}


ANSWERING = "Sending your answer"


class ProposalsScreen(ActingList[RoleProposal], ListScreen[RoleProposal]):
    """Approve what another admin proposed, decline it, or take one's own proposal back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "Approve", tooltip="Make the proposed person an admin."),
        Binding("x", "decline", "Decline", tooltip="Leave the person what they are."),
        Binding("escape", "back", "Back", tooltip="Go back to the people."),
    ]
    DONE: ClassVar[str] = "Decided"
    REFUSED: ClassVar[str] = "Not decided"
    PLACE: ClassVar[str] = "people"
    WORDING: ClassVar[Wording] = Wording(
        title="Proposed admins",
        noun="proposal",
        nouns="proposals",
        loading="Fetching proposals",
        empty="Nothing is proposed",
        empty_hint="Choose Admin as somebody's new role to propose them.",
        failed="The proposals did not arrive",
    )
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        RoleProposed.event_type,
        RoleProposalClosed.event_type,
    )

    def __init__(self, gateway: ProposalDesk) -> None:
        super().__init__()
        self.gateway = gateway

    def on_mount(self) -> None:
        """Make room for what is under way."""
        self.mount(Doing(), after="#body")

    def columns(self) -> Sequence[Column[RoleProposal]]:
        """Whom, by whom, whose turn it is, until when."""
        return (
            Column(label="Whom", width=20, cell=lambda each, say, _: say.strong(each.user_name)),
            Column(label="Reason", cell=lambda each, say, _: say.muted(each.reason)),
            Column(
                label="Proposed by",
                width=16,
                cell=lambda each, say, _: say.plain(each.proposer_name),
            ),
            Column(label="Waits for", width=15, cell=lambda each, say, _: self._turn(each, say)),
        )

    async def fetch(self, after: str | None) -> Page[RoleProposal]:
        """One page of open proposals."""
        return await self.gateway.list_role_proposals(ListRoleProposals(after=after))

    def key(self, item: RoleProposal) -> str:
        """The proposal's id."""
        return str(item.id)

    def describe(self, item: RoleProposal) -> Detail:
        """Everything about one proposal."""
        say, now = shell(self).palette, shell(self).clock()
        return Detail(
            title=say.strong(f"{item.user_name} as an admin"),
            facts=(
                ("E-mail", say.plain(item.user_email)),
                ("Proposed by", say.plain(item.proposer_name)),
                ("Proposed", say.plain(ago(item.created_at, now))),
                ("Waits for", self._turn(item, say)),
                ("Lapses", say.plain(moment(item.expires_at))),
            ),
            paragraphs=(("Reason", say.prose(item.reason)),),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody approves what they proposed, nor what is about them; one answer at a time."""
        if action in {"approve", "decline"}:
            if busy(self):
                return None
            item = self.table.current
            return item is not None and (action == "decline" or waits_for(shell(self).user, item))
        return super().check_action(action, parameters)

    @on(ResourceTable.Highlighted)
    def renew_keys(self) -> None:
        """Another row, other acts."""
        self.refresh_bindings()

    async def action_back(self) -> None:
        """Go back to the people."""
        self.dismiss()

    @work(exclusive=True, group="act")
    async def action_approve(self) -> None:
        """Ask once more, then make the person an admin."""
        if (item := self.table.current) is None:
            return
        question = ConfirmScreen(
            f"Make {item.user_name} an admin?",
            "They can do everything in this console at once: publish, change roles, suspend, see "
            f"every order.\n\n{item.proposer_name} proposed it: {item.reason}",
            yes="Approve",
            severe=True,
        )
        if await self.app.push_screen_wait(question):
            approval = ApproveRoleProposal(proposal_id=item.id)
            done = f"{item.user_name} is an admin now."
            await self.carry_out(self.gateway.treat(approval), ANSWERING, done)

    @work(exclusive=True, group="act")
    async def action_decline(self) -> None:
        """Ask why, then close the proposal."""
        if (item := self.table.current) is None:
            return
        verb = "Decline" if waits_for(shell(self).user, item) else "Withdraw"
        written = ("decline", item.id)
        question = partial(
            ReasonScreen,
            f"{verb} the proposal of {item.user_name}?",
            "They stay what they are. The reason is written down in the audit log.",
            send=verb,
        )
        reason = await self.ask(written, question, "")
        if reason is not None:
            refusal = DeclineRoleProposal(proposal_id=item.id, reason=reason)
            done = f"{item.user_name} stays what they are."
            await self.carry_out(self.gateway.treat(refusal), ANSWERING, done, written)

    def _turn(self, item: RoleProposal, say: Palette) -> Text:
        if waits_for(shell(self).user, item):
            return say.toned("your answer", Tone.WARN)
        return say.muted("somebody else")
