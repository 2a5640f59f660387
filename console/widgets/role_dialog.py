"""Giving a person another role: which one, what follows, and why."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, RadioButton, RadioSet, Static

from console.palette import a_role, label_of
from console.text import safe_line
from console.widgets.dialog import buttons
from console.widgets.short_reason import ShortReason
from contracts.accounts.messages import User
from contracts.types import Role

_GAINS = {
    Role.STUDENT: "They can buy and study courses, and nothing else.",
    Role.TEACHER: "They can write courses and hand them in for review.",
    Role.MODERATOR: "They can review courses and publish them.",
    Role.SUPPORT: "They can look people and orders up, and help them.",
    Role.ADMIN: "They can use this console: publish courses, change roles, see every order.",
}
_LOSES = {
    Role.STUDENT: "",
    Role.TEACHER: " They can no longer write courses.",
    Role.MODERATOR: " They can no longer review courses.",
    Role.SUPPORT: " They can no longer look people up.",
    Role.ADMIN: " They lose this console at once.",
}
_PROPOSAL = "You only propose it: nothing changes until another admin approves, within three days. "


@dataclass(frozen=True)
class RoleChange:
    """What was decided."""

    role: Role
    reason: str


def consequence(user: User, role: Role) -> str:
    """What follows when a person gets a role, in a sentence or two."""
    if role is user.role:
        return f"They are {a_role(role)} already."
    if role is Role.ADMIN:
        return _PROPOSAL + _GAINS[role]
    return _GAINS[role] + _LOSES[user.role]


class RoleScreen(ShortReason[RoleChange]):
    """Closes with the change, or with nothing; *kept* is one that could not be sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, as at the door: keys of one burst would all go to the roles.
        Binding("tab", "app.focus_next", "Next", tooltip="Go to the reason.", priority=True),
        Binding("ctrl+s", "send", "Change", tooltip="Change the role.", priority=True),
    ]

    def __init__(self, user: User, kept: RoleChange) -> None:
        super().__init__(kept.reason)
        self.user = user
        self.role = kept.role

    def compose(self) -> ComposeResult:
        """Question, roles, consequence, reason, two buttons."""
        with Vertical(classes="dialog -editor"):
            question = f"Which role for {self.user.name}?"
            yield Static(safe_line(question), classes="question -tight", markup=False)
            yield Static(safe_line(self.user.email), classes="whose", markup=False)
            with RadioSet(compact=True):
                for role in Role:
                    yield RadioButton(label_of(role).capitalize(), value=role is self.role)
            yield Static(classes="consequence", markup=False)
            yield self.reason_line()
            yield Static(classes="trouble", markup=False)
            yield from buttons("Change role  ^s")

    def on_mount(self) -> None:
        """Choose first, then give the reason."""
        self.query_one(RadioSet).focus()
        self.judge()

    @on(RadioSet.Changed)
    def choose(self, event: RadioSet.Changed) -> None:
        """Remember the role."""
        self.role = list(Role)[event.index]
        self.judge()

    @property
    def answer(self) -> RoleChange:
        """The role and the reason."""
        return RoleChange(self.role, self.reason)

    @property
    def trouble(self) -> str:
        """What is missing, or nothing."""
        return "Choose another role." if self.role is self.user.role else super().trouble

    def tell(self, trouble: str) -> None:
        """Say what follows and what is missing."""
        super().tell(trouble)
        self.query_one(".consequence", Static).update(consequence(self.user, self.role))
        send = "Propose  ^s" if self.role is Role.ADMIN else "Change role  ^s"
        self.query_one("#yes", Button).label = send
