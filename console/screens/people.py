"""The people of the academy and their roles."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType

from console.formats import ago, moment
from console.messages import ActionDone, ActionRefused
from console.palette import a_role
from console.screens.listing import EVERYTHING, ListScreen
from console.shell import shell
from console.text import safe_line
from console.widgets.detail import Detail
from console.widgets.resource_table import Column, Wording
from console.widgets.role_dialog import RoleChange, RoleScreen
from console.widgets.state_panel import why
from contracts.accounts.messages import ChangeRole, ListUsers, RoleChanged, User, UserRegistered
from contracts.audit import AccountsAdminActed
from contracts.errors import ServiceError
from contracts.types import Page, Role


class People(Protocol):
    """What this screen asks of the gateway."""

    async def list_users(self, request: ListUsers) -> Page[User]:
        """One page of people, newest first."""

    async def change_role(self, request: ChangeRole) -> User:
        """The person with the new role."""


COLUMNS: Sequence[Column[User]] = (
    Column(label="Name", cell=lambda user, say, _: say.strong(user.name)),
    Column(label="E-mail", width=30, cell=lambda user, say, _: say.plain(user.email)),
    Column(label="Role", width=9, cell=lambda user, say, _: say.pill(user.role)),
    Column(
        label="Status",
        width=13,
        from_width=82,
        cell=lambda user, say, _: say.pill(user.status),
    ),
    Column(
        label="Joined",
        width=11,
        right=True,
        cell=lambda user, say, now: say.muted(ago(user.created_at, now), right=True),
    ),
)


class PeopleScreen(ListScreen[User]):
    """Find a person and change what they may do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "change_role", "Change role", tooltip="Give the person another role."),
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
        (Role.ADMIN, "Admins"),
    )
    SEARCH: ClassVar[str | None] = "name or e-mail"
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        UserRegistered.event_type,
        RoleChanged.event_type,
        AccountsAdminActed.event_type,
    )

    def __init__(self, gateway: People) -> None:
        super().__init__()
        self.gateway = gateway

    def columns(self) -> Sequence[Column[User]]:
        """Name, address, role, status, age."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[User]:
        """One page under the current role and search."""
        role = None if self.choice == EVERYTHING else Role(self.choice)
        return await self.gateway.list_users(
            ListUsers(role=role, search=self.search_text, after=after)
        )

    def key(self, item: User) -> str:
        """The person's id."""
        return str(item.id)

    def describe(self, item: User) -> Detail:
        """Who the person is."""
        say, now = shell(self).palette, shell(self).clock()
        return Detail(
            title=say.strong(item.name),
            facts=(
                ("E-mail", say.plain(item.email)),
                ("Role", say.pill(item.role)),
                ("Status", say.pill(item.status)),
                ("Language", say.plain(item.locale)),
                ("Joined", say.plain(ago(item.created_at, now))),
                ("", say.muted(moment(item.created_at))),
                ("Id", say.muted(str(item.id))),
            ),
        )

    def action_change_role(self) -> None:
        """Ask which role and why."""
        user = self.table.current
        if user is None:
            return

        def decide(change: RoleChange | None) -> None:
            if change is not None:
                self.change_role(user, change)

        self.app.push_screen(RoleScreen(user), decide)

    @work(exclusive=True, group="act")
    async def change_role(self, user: User, change: RoleChange) -> None:
        """Give the person the role."""
        request = ChangeRole(user_id=user.id, role=change.role, reason=change.reason)
        try:
            changed = await self.gateway.change_role(request)
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
        else:
            sentence = f"{safe_line(changed.name)} is now {a_role(changed.role)}."
            self.post_message(ActionDone(sentence, changed))

    @on(ActionDone)
    def show_change(self, done: ActionDone[User]) -> None:
        """Say so, and fetch the list again."""
        self.notify(done.sentence, title="Role changed", markup=False)
        self.load()

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nothing changed."""
        self.notify(
            safe_line(why(refused.refusal)), title="Not changed", severity="error", markup=False
        )
