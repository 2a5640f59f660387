"""The people of the academy and their roles."""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.widgets import Static

from console.account_story import COLUMNS, story
from console.formats import counted
from console.palette import label_of
from console.screens.imports import ImportDesk, ImportsScreen
from console.screens.invitations import InvitationDesk, InvitationsScreen
from console.screens.listing import EVERYTHING, ListScreen
from console.screens.person import PersonDesk, PersonScreen
from console.screens.proposals import ProposalDesk, ProposalsScreen
from console.screens.treating import Treating, treatments
from console.shell import shell
from console.widgets.detail import Detail
from console.widgets.doing import Doing
from console.widgets.key_bar import roomy
from console.widgets.resource_table import Column, Wording
from contracts.accounts.imports import ListImports
from contracts.accounts.invitations import ListInvitations
from contracts.accounts.messages import ListUsers, RoleChanged, User, UserRegistered, UserStatus
from contracts.accounts.people import UserRestored, UserSuspended
from contracts.accounts.proposals import ListRoleProposals
from contracts.audit import AccountsAdminActed
from contracts.base import Request
from contracts.types import Page, Role

_STATUSES = (
    None,
    UserStatus.ACTIVE,
    UserStatus.UNCONFIRMED,
    UserStatus.AWAITING_CONSENT,
    UserStatus.SUSPENDED,
    UserStatus.ERASED,
)

_ASKS: dict[str, type[Request[Any]]] = {
    "proposals": ListRoleProposals,
    "invitations": ListInvitations,
    "imports": ListImports,
}
"""What a screen behind a key asks for; who may not ask it does not see the key."""


class People(PersonDesk, ProposalDesk, InvitationDesk, ImportDesk, Protocol):
    """What this screen asks of the gateway."""

    async def list_users(self, request: ListUsers) -> Page[User]:
        """One page of people, newest first."""


class PeopleScreen(Treating, ListScreen[User]):
    """Find a person, open their story, do what has to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *treatments(show=False),
        Binding("r", "reload", "Reload", tooltip="Fetch the list again.", show=False),
        roomy("p", "proposals", "Proposals", "Answer who shall become an admin."),
        Binding("v", "invitations", "Invitations", tooltip="Invite people, see what came of it."),
        roomy("u", "imports", "Import", "Invite everybody in a file."),
        roomy("t", "step_status", "Status", "Only people of the next status."),
    ]

    PLACE: ClassVar[str] = "people"
    WORDING: ClassVar[Wording] = Wording(
        noun="person",
        nouns="people",
        loading="Fetching people",
        empty="Nobody found",
        empty_hint="Try fewer letters, or press f for another role.",
        failed="People did not arrive",
    )
    CHOICES: ClassVar[Sequence[tuple[str, str]]] = (
        (EVERYTHING, "Everybody"),
        (Role.STUDENT, "Students"),
        (Role.TEACHER, "Teachers"),
        (Role.MODERATOR, "Moderators"),
        (Role.SUPPORT, "Support"),
        (Role.ADMIN, "Admins"),
    )
    SEARCH: ClassVar[str | None] = "name or e-mail"
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        UserRegistered.event_type,
        RoleChanged.event_type,
        UserSuspended.event_type,
        UserRestored.event_type,
        AccountsAdminActed.event_type,
    )

    def __init__(self, gateway: People) -> None:
        super().__init__()
        self.gateway: People = gateway
        self.status: UserStatus | None = None

    def on_mount(self) -> None:
        """Make room for what is under way and what waits."""
        self.mount(Static(classes="hint", markup=False), before="#body")
        self.mount(Doing(), after="#body")
        self.watch(shell(self), "waiting_proposals", self.show_hint)

    def columns(self) -> Sequence[Column[User]]:
        """Name, address, role, status, age."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[User]:
        """One page under the current role, status and search."""
        role = None if self.choice == EVERYTHING else Role(self.choice)
        return await self.gateway.list_users(
            ListUsers(role=role, status=self.status, search=self.search_text, after=after)
        )

    def key(self, item: User) -> str:
        """The person's id."""
        return str(item.id)

    def describe(self, item: User) -> Detail:
        """Who the person is."""
        return story(item, shell(self).palette, shell(self).clock())

    @property
    def subject(self) -> User | None:
        """The highlighted person."""
        return self.table.current

    def look_again(self) -> None:
        """Fetch the list again."""
        self.load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What lies behind a key is there for who may ask for it."""
        if action in _ASKS:
            return shell(self).may(_ASKS[action])
        return super().check_action(action, parameters)

    def open_item(self, item: User) -> None:
        """Show the person's whole story."""
        self.app.push_screen(PersonScreen(self.gateway, item.id), self.after_story)

    def after_story(self, _: None) -> None:
        """Something may have been done about them."""
        self.load()

    def action_proposals(self) -> None:
        """Show who shall become an admin."""
        self.app.push_screen(ProposalsScreen(self.gateway))

    def action_invitations(self) -> None:
        """Show who was invited."""
        self.app.push_screen(InvitationsScreen(self.gateway))

    def action_imports(self) -> None:
        """Show which files of people were imported."""
        self.app.push_screen(ImportsScreen(self.gateway))

    def action_step_status(self) -> None:
        """Show only people of the next status, after the last one everybody."""
        at = _STATUSES.index(self.status) + 1
        self.status = _STATUSES[at % len(_STATUSES)]
        self.show_hint(shell(self).waiting_proposals)
        self.start_over()

    def show_hint(self, waiting: int) -> None:
        """Say which status is shown and what waits; nothing of both takes no room."""
        hints = [f"Only {label_of(self.status)} people; t shows the next"] if self.status else []
        if waiting:
            proposals = counted(waiting, "proposal")
            hints.append(f"▲ {proposals} of a new admin: press p to answer")
        line = self.query_one(".hint", Static)
        line.display = bool(hints)
        line.update(" · ".join(hints))
