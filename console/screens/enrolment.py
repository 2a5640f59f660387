"""Setting an authenticator app up: scan or type its secret, then show the first code."""

import contextlib
from typing import ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from console.messages import ActionRefused, Loaded, LoadFailed
from console.text import safe_line
from console.widgets.key_bar import KeyBar
from console.widgets.qr import drawn, modules_of
from console.widgets.recovery_codes import RecoveryCodesScreen
from console.widgets.state_panel import StatePanel, why
from contracts.accounts.errors import TotpNotStarted
from contracts.accounts.second_factors import (
    ConfirmTotp,
    RecoveryCodes,
    StartTotp,
    TotpEnrollment,
)
from contracts.errors import ServiceError

CODE_DIGITS = 6
_GROUP, _GROUPS_A_LINE = 4, 4
_STEPS_WIDTH, _OTHER_ROWS = 34, 2
_SCAN = "Scan the picture with an authenticator app on your phone, or type this secret there:"
_TYPE = "Type this secret into an authenticator app on your phone. Its picture needs more room."
_SIX_DIGITS = "It has six digits."


class EnrolmentDesk(Protocol):
    """What this screen asks of the gateway."""

    async def start_totp(self, request: StartTotp) -> TotpEnrollment:
        """A secret for an authenticator app."""

    async def confirm_totp(self, request: ConfirmTotp) -> RecoveryCodes:
        """Recovery codes, when this is the first factor."""

    async def renew_session(self) -> None:
        """Make the session know of what was set up."""


class EnrolmentScreen(ModalScreen[bool]):
    """Fills the window; closes with whether the app counts from now on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy('secret')", "Copy secret", tooltip="Copy the secret."),
        Binding("ctrl+t", "copy('uri')", "Copy address", tooltip="Copy the address."),
        Binding("escape", "give_up", "Back", tooltip="Leave; nothing has changed."),
    ]

    def __init__(self, gateway: EnrolmentDesk) -> None:
        super().__init__()
        self.gateway = gateway
        self.shown: TotpEnrollment | None = None
        self.confirming = False

    def compose(self) -> ComposeResult:
        """The picture at the left, what to do at the right."""
        with Center(), Vertical(id="enrolment", classes="-waiting"):
            yield StatePanel()
            with Horizontal():
                yield Static(id="picture")
                with Vertical(id="steps"):
                    yield Static("Set up an authenticator app", classes="question")
                    yield Static(id="how", markup=False)
                    yield Static(id="secret", markup=False)
                    yield Static("The same as an address to open:", classes="hint")
                    yield Static(id="uri", markup=False)
                    yield Static("Then type the code that it shows:", id="then")
                    yield Input(placeholder="000 000", restrict="[0-9 ]*", max_length=12)
                    yield Static(classes="trouble", markup=False)
        yield KeyBar(show_command_palette=False)

    def on_mount(self) -> None:
        """Ask for a secret."""
        self.start()

    @on(StatePanel.Retried)
    def start(self) -> None:
        """Ask for a secret, and say that it is on its way."""
        self.query_one("#enrolment").add_class("-waiting")
        self.query_one(StatePanel).say_loading("Fetching a secret for your app")
        self.fetch()

    @work(exclusive=True, group="load")
    async def fetch(self) -> None:
        """Ask for a secret."""
        try:
            shown = await self.gateway.start_totp(StartTotp())
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))
        else:
            self.post_message(Loaded(shown))

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Say why there is no secret."""
        self.query_one(StatePanel).say_failed("The secret did not arrive", failure.refusal)
        self.query_one("#retry").focus()

    @on(Loaded)
    def show_secret(self, loaded: Loaded[TotpEnrollment]) -> None:
        """Draw it, and wait for the first code."""
        self.shown = loaded.content
        self.query_one("#secret", Static).update(in_groups(self.shown.secret))
        self.query_one("#uri", Static).update(safe_line(self.shown.uri))
        self.query_one("#enrolment").remove_class("-waiting")
        self.draw()
        self.refresh_bindings()
        self.query_one(Input).focus()

    @on(Resize)
    def draw(self) -> None:
        """Draw the picture where it fits as a whole; half of one is worth nothing."""
        if self.shown is None:
            return
        modules = modules_of(self.shown.uri)
        rows, columns = (len(modules) + 1) // 2, len(modules[0])
        fits = rows + _OTHER_ROWS <= self.size.height and columns + _STEPS_WIDTH <= self.size.width
        picture = self.query_one("#picture", Static)
        picture.display = fits
        picture.update(drawn(modules) if fits else "")
        self.query_one("#how", Static).update(_SCAN if fits else _TYPE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to copy before the secret arrives; no way back while a code is looked at."""
        if action == "copy":
            return self.shown is not None
        if action == "give_up" and self.confirming:
            return None
        return super().check_action(action, parameters)

    def action_copy(self, part: str) -> None:
        """Put the secret or the address on the clipboard, as far as the terminal allows it."""
        self.app.copy_to_clipboard(getattr(self.shown, part))
        self.say("It is on the clipboard, if your terminal allows that.")

    def action_give_up(self) -> None:
        """Leave; the secret that was shown is worth nothing."""
        self.dismiss(result=False)

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Show the first code."""
        if self.confirming:
            return
        code = event.value.replace(" ", "")
        if len(code) != CODE_DIGITS:
            self.say(_SIX_DIGITS, wrong=True)
            return
        self.say("Looking at the code")
        self.wait(confirming=True)
        self.confirm(code)

    def wait(self, *, confirming: bool) -> None:
        """Until the answer nothing is typed or left: recovery codes are shown this one time."""
        self.confirming = confirming
        self.query_one(Input).disabled = confirming
        self.refresh_bindings()

    @work(exclusive=True, group="act")
    async def confirm(self, code: str) -> None:
        """Turn the app on, hand the recovery codes over, and go on with a session that knows."""
        try:
            given = await self.gateway.confirm_totp(ConfirmTotp(code=code))
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
            return
        if given.codes:
            await self.app.push_screen_wait(RecoveryCodesScreen(given.codes))
        # Without an answer the old token holds on; whoever it confines is led to the door again.
        with contextlib.suppress(ServiceError):
            await self.gateway.renew_session()
        self.dismiss(result=True)

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why the code does not count; a secret that is too old is replaced."""
        self.wait(confirming=False)
        self.say(why(refused.refusal), wrong=True)
        self.query_one(Input).clear()
        self.query_one(Input).focus()
        if isinstance(refused.refusal, TotpNotStarted):
            self.start()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what is going on, below the code."""
        line = self.query_one(".trouble", Static)
        line.set_class(wrong, "-wrong")
        line.update(safe_line(sentence))


def in_groups(secret: str) -> str:
    """A secret in groups of four, some of them on each line, to be typed without getting lost."""
    groups = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    return "\n".join(" ".join(line) for line in lines)
