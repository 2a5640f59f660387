"""Inviting somebody: address, name, role and language; what is wrong stands at its field."""

from typing import ClassVar, Protocol

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, RadioButton, RadioSet, Static

from console.messages import ActionDone, ActionRefused
from console.palette import label_of
from console.refused_fields import EVERYWHERE, placed
from console.text import safe_line
from console.widgets.dialog import Dialog, buttons
from contracts.accounts.errors import AddressTaken, AlreadyInvited, RoleNotGrantable
from contracts.accounts.invitations import Invitation, Invite
from contracts.errors import ServiceError
from contracts.types import Email, Role

LONGEST_EMAIL = 254
LONGEST_NAME = 200
LANGUAGES = (("en", "English"), ("ar", "Arabic"))
GIVEN_BY: dict[Role, tuple[Role, ...]] = {
    Role.ADMIN: (Role.STUDENT, Role.TEACHER, Role.MODERATOR, Role.SUPPORT),
    Role.SUPPORT: (Role.STUDENT, Role.TEACHER),
}
"""What is offered to whom; whether it may be given is decided by the accounts service."""
_ABOUT: dict[type[ServiceError], str] = {
    AddressTaken: "email",
    AlreadyInvited: "email",
    RoleNotGrantable: "role",
}
_FIELDS = ("email", "name", "role", "locale")


class Inviting(Protocol):
    """What this dialog asks of the gateway."""

    async def invite(self, request: Invite) -> Invitation:
        """The invitation that was sent."""


class InviteScreen(Dialog[Invitation]):
    """Sends by itself, so that what was typed stays when it is refused; closes with the outcome."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, as at the door: keys of one burst would all go to the field before.
        Binding("enter", "advance", "Next", tooltip="Go to the next field.", priority=True),
        Binding("tab", "app.focus_next", "Next", tooltip="Go to the next field.", priority=True),
        Binding("ctrl+s", "send", "Invite", tooltip="Send the invitation.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Invite nobody."),
    ]

    def __init__(self, gateway: Inviting, inviting: Role) -> None:
        super().__init__()
        self.gateway = gateway
        self.roles = GIVEN_BY.get(inviting, (Role.STUDENT,))
        self.role = self.roles[0]
        self.locale = LANGUAGES[0][0]
        self.sending = False

    def compose(self) -> ComposeResult:
        """Question, four fields each with its trouble, two buttons."""
        with Vertical(classes="dialog -form -wider"):
            yield Static("Invite somebody", classes="question -tight")
            told = "They get a mail with a link that makes their account, for seven days."
            yield Static(told, classes="consequence")
            yield from _field("email", "E-mail", Input(id="email", max_length=LONGEST_EMAIL))
            hint = "optional; the person can change it"
            name = Input(id="name", placeholder=hint, max_length=LONGEST_NAME)
            yield from _field("name", "Name", name)
            yield from _field(
                "role",
                "Role",
                _choice("role", [label_of(each).capitalize() for each in self.roles]),
            )
            languages = _choice("locale", [label for _, label in LANGUAGES])
            yield from _field("locale", "Mail in", languages)
            yield Static(id="trouble-", classes="trouble", markup=False)
            yield from buttons("Invite  ^s")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#email").focus()
        self.say({})

    @on(RadioSet.Changed, "#role")
    def choose_role(self, event: RadioSet.Changed) -> None:
        """Remember the role."""
        self.role = self.roles[event.index]
        self.say({})

    @on(RadioSet.Changed, "#locale")
    def choose_language(self, event: RadioSet.Changed) -> None:
        """Remember the language."""
        self.locale = LANGUAGES[event.index][0]

    @on(Input.Changed)
    def forget_trouble(self) -> None:
        """What was wrong may be right now."""
        self.say({})

    def say(self, troubles: dict[str, str]) -> None:
        """Show what is wrong at its field; nothing takes no room."""
        for field in (*_FIELDS, EVERYWHERE):
            line, said = self.query_one(f"#trouble-{field}", Static), troubles.get(field, "")
            line.update(safe_line(said))
            line.display = bool(said)
            line.set_class(bool(said), "-wrong")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter leaves what is typed, elsewhere it chooses; what is being sent is not given up."""
        if action == "advance":
            return isinstance(self.focused, Input)
        if action == "give_up" and self.sending:
            return None
        return super().check_action(action, parameters)

    def action_advance(self) -> None:
        """From the address to the name, from there to the role."""
        self.focus_next()

    def action_send(self) -> None:
        """Send, once every letter before has arrived at its field."""
        (self.focused or self).call_later(self.send_typed)

    def send_typed(self) -> None:
        """Send when the address is one; once at a time."""
        email = self.query_one("#email", Input).value.strip()
        if not is_address(email):
            self.refuse({"email": "Write the address as name@example.org."})
        elif not self.sending:
            name = self.query_one("#name", Input).value.strip()
            request = Invite(email=email, name=name, role=self.role, locale=self.locale)
            self.show_sending(sending=True)
            self.send(request)

    def show_sending(self, *, sending: bool) -> None:
        """Say that the invitation is on its way."""
        self.sending = sending
        self.query_one("#no", Button).disabled = sending
        self.refresh_bindings()
        button = self.query_one("#yes", Button)
        button.disabled = sending
        button.label = "Sending" if sending else "Invite  ^s"

    @work(exclusive=True, group="send")
    async def send(self, request: Invite) -> None:
        """Invite; showing once more who one is may come in between."""
        try:
            invitation = await self.gateway.invite(request)
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
        else:
            self.post_message(ActionDone("", invitation))

    @on(ActionDone)
    def close_with(self, done: ActionDone[Invitation]) -> None:
        """It is sent."""
        self.dismiss(done.outcome)

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say at its field what is wrong; everything typed stays."""
        self.show_sending(sending=False)
        self.refuse(placed(refused.refusal, _FIELDS, _ABOUT))

    def refuse(self, troubles: dict[str, str]) -> None:
        """Show troubles, and lead to the first."""
        self.say(troubles)
        first = next(iter(troubles))
        self.query_one(f"#{first or 'email'}").focus()


def is_address(text: str) -> bool:
    """Whether the contracts would take it for an address."""
    try:
        msgspec.convert(text, Email)
    except msgspec.ValidationError:
        return False
    return True


def _field(name: str, label: str, entry: Input | RadioSet) -> ComposeResult:
    with Vertical(classes="field"):
        with Horizontal(classes="line"):
            yield Label(label)
            yield entry
        yield Static(id=f"trouble-{name}", classes="trouble -at-field", markup=False)


def _choice(name: str, labels: list[str]) -> RadioSet:
    buttons = [RadioButton(label, value=at == 0) for at, label in enumerate(labels)]
    return RadioSet(*buttons, id=name, compact=True)
