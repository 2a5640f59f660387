"""Giving a person another role: which one, what follows, and why."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, RadioButton, RadioSet, Static

from console.palette import a_role, label_of
from console.text import safe_line
from console.widgets.reason import LONGEST_REASON, reason_trouble
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


class RoleScreen(ModalScreen[RoleChange | None]):
    """Roles, consequence and reason; closes with the change, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, as at the door: keys of one burst would all go to the roles.
        Binding("tab", "app.focus_next", "Next", tooltip="Go to the reason.", priority=True),
        Binding("ctrl+s", "send", "Change", tooltip="Change the role.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing."),
    ]

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user
        self.role = user.role

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
            yield Input(placeholder="Reason, for the audit log", max_length=LONGEST_REASON)
            yield Static(classes="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel  esc", id="no", compact=True)
                yield Button("Change role  ^s", id="yes", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Choose first, then give the reason."""
        self.query_one(RadioSet).focus()
        self.judge()

    @on(RadioSet.Changed)
    def choose(self, event: RadioSet.Changed) -> None:
        """Remember the role."""
        self.role = list(Role)[event.index]
        self.judge()

    @on(Input.Changed)
    def judge(self) -> None:
        """Say what follows and what is missing."""
        self.query_one(".consequence", Static).update(consequence(self.user, self.role))
        missing = self._missing()
        self.query_one(".trouble", Static).update(missing)
        send = self.query_one("#yes", Button)
        send.disabled = bool(missing)
        send.label = "Propose  ^s" if self.role is Role.ADMIN else "Change role  ^s"

    def action_send(self) -> None:
        """Close with the change when it is complete."""
        if not self._missing():
            self.dismiss(RoleChange(self.role, self.query_one(Input).value.strip()))

    def action_give_up(self) -> None:
        """Close with nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    def send_by_enter(self) -> None:
        """Enter in the reason sends."""
        self.action_send()

    @on(Button.Pressed)
    def answer_by_button(self, event: Button.Pressed) -> None:
        """Do what the pressed button says."""
        if event.button.id == "yes":
            self.action_send()
        else:
            self.action_give_up()

    def _missing(self) -> str:
        if self.role is self.user.role:
            return "Choose another role."
        trouble = reason_trouble(self.query_one(Input).value)
        return f"Reason: {trouble[0].lower()}{trouble[1:]}" if trouble else ""
