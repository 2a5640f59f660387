"""The door: e-mail and password, or the session of the last time."""

from typing import ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from console.messages import LoadFailed, SignedIn
from console.second_step import SecondStepDesk, led_through, remind
from console.shell import shell
from console.text import safe_line
from console.widgets.key_bar import KeyBar
from console.widgets.proof import ProofScreen
from console.widgets.state_panel import why
from contracts.accounts.errors import SecondFactorRequired, WrongCode
from contracts.accounts.messages import SignIn, User
from contracts.accounts.second_factors import GetSecondFactors, PassSecondFactor, Proof
from contracts.errors import ServiceError, Unavailable

_LONGEST_EMAIL = 254
_LONGEST_PASSWORD = 200


class SignInDesk(SecondStepDesk, Protocol):
    """What this screen asks of the gateway."""

    @property
    def address(self) -> str:
        """Where the gateway is."""

    @property
    def private(self) -> bool:
        """Whether nobody between here and the gateway can read along."""

    async def sign_in(self, request: SignIn) -> User:
        """Who of the staff signed in."""

    async def pass_second_factor(self, request: PassSecondFactor) -> User:
        """Who of the staff took the second step."""

    async def resume(self) -> User | None:
        """Whose session is still stored, if any."""

    async def sign_out(self) -> None:
        """End the session here and at the gateway."""


class SignInScreen(Screen[None]):
    """Sign in as one of the staff."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, because keys that arrive in one burst, as from a password manager, would all
        # go to the field that had the focus before the first of them took effect.
        Binding("tab,enter", "advance", "Next", tooltip="Next field, then sign in.", priority=True),
        Binding("ctrl+q", "app.quit", "Quit", tooltip="Leave the console.", priority=True),
    ]

    def __init__(self, gateway: SignInDesk, notice: str = "", *, overdue: bool = False) -> None:
        super().__init__()
        self.gateway = gateway
        self.notice = notice
        self.overdue = overdue
        """Whether the gateway refused everything until a second factor is set up."""

    def compose(self) -> ComposeResult:
        """One card in the middle."""
        with Vertical(id="card"):
            yield Static("◆ Academy", id="wordmark")
            yield Static("The staff console", id="tagline")
            yield Input(placeholder="E-mail", id="email", max_length=_LONGEST_EMAIL)
            yield Input(
                placeholder="Password", id="password", password=True, max_length=_LONGEST_PASSWORD
            )
            yield Button("Sign in", id="enter", variant="primary")
            yield Static(id="trouble", markup=False)
            yield Static(id="address", markup=False)
        yield KeyBar(show_command_palette=False)

    def on_mount(self) -> None:
        """Try the stored session first."""
        warning = "" if self.gateway.private else "\n▲ Not encrypted: others can read along."
        self.query_one("#address", Static).update(f"{safe_line(self.gateway.address)}{warning}")
        self.show_busy(busy=True, line="Looking for your last session")
        self.resume()

    def show_busy(self, *, busy: bool, line: str, wrong: bool = False) -> None:
        """Say what is going on; while it goes on, nothing can be typed."""
        for field in self.query(Input):
            field.disabled = busy
        self.query_one(Button).disabled = busy
        trouble = self.query_one("#trouble", Static)
        trouble.set_class(wrong, "-wrong")
        trouble.update(safe_line(line))

    @work(exclusive=True, group="enter")
    async def resume(self) -> None:
        """Enter with the stored session, if it holds."""
        try:
            user = await self.gateway.resume()
            if user is not None:
                await self.admit(user, resumed=True)
            else:
                self.call_next(self.invite)
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @work(exclusive=True, group="enter")
    async def sign_in(self, request: SignIn) -> None:
        """Ask the gateway, and for a second step where the account has one."""
        try:
            user = await self.gateway.sign_in(request)
            await self.admit(user, resumed=False)
        except SecondFactorRequired as step:
            await self.take_second_step(step)
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    async def admit(self, user: User, *, resumed: bool) -> None:
        """Let somebody in who has what their role demands, or sets it up, or still has time."""
        due_at = (await self.gateway.get_second_factors(GetSecondFactors())).due_at
        app, gateway, overdue = shell(self), self.gateway, self.overdue
        if due_at is None:
            if overdue:  # It was set up elsewhere, which the token does not know.
                await gateway.renew_session()
        elif resumed and not overdue and due_at > app.clock():
            remind(app, due_at)
        elif not await led_through(app, gateway, due_at, overdue=overdue):
            await gateway.sign_out()
            self.overdue, self.notice = False, "You signed out."
            self.call_next(self.invite)
            return
        self.post_message(SignedIn(user))

    async def take_second_step(self, step: SecondFactorRequired) -> None:
        """Ask for it until it is right, too late, or given up."""
        methods = [Proof(method) for method in step.extra["methods"]]
        trouble = ""
        while True:
            question = "One more step"
            proof = await self.app.push_screen_wait(ProofScreen(question, methods, trouble))
            if proof is None:
                self.call_next(self.invite)
                return
            try:
                passing = PassSecondFactor(challenge=step.extra["challenge"], **proof)  # type: ignore[arg-type]  # by name
                self.post_message(SignedIn(await self.gateway.pass_second_factor(passing)))
            except WrongCode as refusal:
                trouble = why(refusal)
            except ServiceError as refusal:
                self.post_message(LoadFailed(refusal))
                return
            else:
                return

    def invite(self) -> None:
        """Wait for somebody to type."""
        self.show_busy(busy=False, line=self.notice)
        self.query_one("#email").focus()

    @on(LoadFailed)
    def show_refusal(self, failure: LoadFailed) -> None:
        """Say why the door stays closed."""
        self.show_busy(busy=False, line=why(failure.refusal), wrong=True)
        away = isinstance(failure.refusal, Unavailable)
        empty = not self.query_one("#email", Input).value
        self.query_one("#email" if empty else "#enter" if away else "#password").focus()

    def action_advance(self) -> None:
        """From the address to the password, from there into the academy."""
        password = self.query_one("#password", Input)
        if self.focused is self.query_one("#email"):
            self.set_focus(password)
        else:
            password.call_later(self.submit)

    @on(Button.Pressed, "#enter")
    def submit(self) -> None:
        """Sign in with what was typed."""
        email = self.query_one("#email", Input).value.strip()
        password = self.query_one("#password", Input).value
        if not email or not password:
            self.show_busy(busy=False, line="E-mail and password, please.", wrong=True)
            return
        self.show_busy(busy=True, line="Signing in")
        self.sign_in(SignIn(email=email, password=password))
