"""The console as a whole: places, keys that work everywhere, and who is at the desk."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, TextArea

from console.calls.asking import Prover
from console.commands import AcademyCommands
from console.messages import (
    ActionRefused,
    LiveEvent,
    LiveState,
    LiveStateChanged,
    LoadFailed,
    SessionLost,
    SignedIn,
)
from console.screens.audit import AuditScreen, AuditTrail
from console.screens.certificates import CertificateDesk, CertificatesScreen
from console.screens.courses import CoursesScreen
from console.screens.help import HelpScreen
from console.screens.home import HomeScreen, OverviewDesk
from console.screens.orders import OrderBook, OrdersScreen
from console.screens.people import People, PeopleScreen
from console.screens.proposals import ProposalsScreen, waits_for
from console.screens.signin import SignInDesk, SignInScreen
from console.second_step import set_up
from console.shell import Clock, Shell, place_bindings, utc_now
from console.theme import DARK, LIGHT
from console.widgets.confirm import ConfirmScreen
from console.widgets.proof import ProofScreen
from console.widgets.state_panel import why
from contracts.accounts.errors import (
    SecondFactorMissing,
    StrongerProofRequired,
    WrongCode,
    WrongPassword,
)
from contracts.accounts.proposals import ListRoleProposals
from contracts.accounts.second_factors import StepUp, StepUpOffer
from contracts.errors import ServiceError, StepUpRequired, Unauthenticated

_TURN_SECONDS = 0.01
_LEFT = "You signed out."
_STYLES = Path(__file__).parent / "styles"


class Academy(SignInDesk, OverviewDesk, People, OrderBook, AuditTrail, CertificateDesk, Protocol):
    """Everything the screens together ask of the gateway."""

    prove: Prover | None


_SCREENS: dict[str, Callable[[Academy], Screen[None]]] = {
    "home": HomeScreen,
    "courses": CoursesScreen,
    "people": PeopleScreen,
    "orders": OrdersScreen,
    "audit": AuditScreen,
}


class Live(Protocol):
    """The connection over which news arrives."""

    async def run(self, post: Callable[[Message], object]) -> None:
        """Post events and states to the app until canceled."""


class AdminConsole(Shell):
    """The terminal of the staff."""

    TITLE = "Academy"
    DEFAULT_MODE = "signin"
    first = "home"
    """Where one arrives who comes in."""
    CSS_PATH: ClassVar = sorted(_STYLES.glob("*.tcss"))
    COMMANDS: ClassVar = {AcademyCommands}
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *place_bindings(),
        Binding("question_mark", "help", "Help", tooltip="Show the keys.", key_display="?"),
        Binding("q", "leave", "Quit", tooltip="Leave the console."),
        # Priority, so that it ends the console above a dialog, too, as it does other programs.
        Binding("ctrl+c", "interrupt", "Quit", show=False, priority=True, system=True),
    ]

    def __init__(self, gateway: Academy, live: Live, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self.gateway = gateway
        self.gateway.prove = self.prove
        self.live = live
        self.notice, self.overdue = "", False
        self.leaving = False
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.add_mode("signin", self.door)

    def door(self) -> SignInScreen:
        """The screen in front of the places, which says why one stands there."""
        return SignInScreen(self.gateway, self.notice, overdue=self.overdue)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """At the door and above a dialog, places and help are out of reach."""
        if action == "go" and parameters[0] not in self.places:
            return False
        if action == "interrupt":
            return not self.copies
        if not self.offers(action, self.screen):
            return False
        if action == "command_palette":
            # A dialog that closes itself would close the palette above it instead.
            return not self.screen.is_modal
        return super().check_action(action, parameters)

    @property
    def copies(self) -> bool:
        """Whether Ctrl-C finds selected text, which it copies; a password it never does."""
        field = self.focused
        hidden = isinstance(field, Input) and field.password
        typed = isinstance(field, Input | TextArea) and not hidden and field.selected_text
        return bool(typed or self.screen.get_selected_text())

    async def action_interrupt(self) -> None:
        """Close the console; the session stays for the next time."""
        await self.action_quit()

    async def action_go(self, place: str) -> None:
        """Go to a place; from deeper inside the same place, back to its first screen."""
        await self.switch_mode(place)
        while len(self.screen_stack) > 1:
            # A hasty key may come while a screen is being built; taking it away then would take
            # the whole console with it.
            while not self.screen.is_mounted:  # noqa: ASYNC110 (Textual keeps its event private)
                await asyncio.sleep(_TURN_SECONDS)
            await self.pop_screen()

    async def action_leave(self) -> None:
        """Close the console; the session stays for the next time."""
        await self.action_quit()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.push_screen(HelpScreen(self.screen.active_bindings.values()))

    def action_certificates(self) -> None:
        """Open the register of certificates."""
        if not isinstance(self.screen, CertificatesScreen):
            self.push_screen(CertificatesScreen(self.gateway))

    def action_use_theme(self, name: str) -> None:
        """Put on other colors."""
        self.theme = name

    @work(exclusive=True, group="set up")
    async def action_set_up_app(self) -> None:
        """Set an authenticator app up, or replace it."""
        try:
            if await set_up(self, self.gateway):
                self.notify("Your authenticator app counts from now on.", title="Second step")
        except ServiceError as refusal:
            self.notify(why(refusal), title="Not set up", severity="error", markup=False)
            self.post_message(ActionRefused(refusal))

    @work
    async def action_sign_out(self) -> None:
        """Ask once more, then end the session."""
        name = self.user.name if self.user else ""
        leave = ConfirmScreen(
            f"Sign {name} out?", "The session ends and this machine forgets it.", yes="Sign out"
        )
        if await self.push_screen_wait(leave):
            # What a screen asks meanwhile is refused, which is no news to who leaves.
            self.leaving = True
            await self.gateway.sign_out()
            self.post_message(SessionLost(_LEFT))

    @on(SignedIn)
    async def enter(self, event: SignedIn) -> None:
        """Open the places, and go to the first."""
        self.user, self.overdue, self.leaving = event.user, False, False
        for place in self.places:
            self.add_mode(place, partial(_SCREENS[place], self.gateway))
        await self.switch_mode(self.first)
        await self.remove_mode("signin")
        self.listen()
        self.count_proposals()

    @on(SessionLost)
    async def leave(self, event: SessionLost) -> None:
        """Close the places, forget what they showed, and wait at the door."""
        if self.user is None:
            return
        places = self.places
        self.user, self.notice = None, _LEFT if self.leaving else event.detail
        self.waiting_courses = self.waiting_proposals = 0
        self.workers.cancel_group(self, "live")
        self.live_state = LiveState.OFF
        self.add_mode("signin", self.door)
        await self.switch_mode("signin")
        for place in places:
            await self.remove_mode(place)

    async def prove(
        self,
        offer: Callable[[], Awaitable[StepUpOffer]],
        show: Callable[[StepUp], Awaitable[None]],
    ) -> bool:
        """Let who is at the desk show that it is them, until it holds or is given up."""
        methods, trouble = (await offer()).methods, ""
        while True:
            question = "Show that it is you"
            proof = await self.push_screen_wait(ProofScreen(question, methods, trouble))
            if proof is None:
                return False
            try:
                await show(StepUp(**proof))  # type: ignore[arg-type]  # by name
            except (WrongCode, WrongPassword, StrongerProofRequired) as refusal:
                trouble = why(refusal)
            else:
                return True

    @on(LoadFailed)
    @on(ActionRefused)
    def notice_refusal(self, event: LoadFailed | ActionRefused) -> None:
        """Whatever a screen was doing, a lost or confined session ends at the door."""
        declined = isinstance(event.refusal, StepUpRequired)
        confined = isinstance(event.refusal, SecondFactorMissing)
        self.overdue = self.overdue or confined
        if confined or (isinstance(event.refusal, Unauthenticated) and not declined):
            self.post_message(SessionLost(why(event.refusal)))

    @work(exclusive=True, group="live")
    async def listen(self) -> None:
        """Hear of what happens until signing out."""
        await self.live.run(self.post_message)

    @on(LiveStateChanged)
    def show_live_state(self, event: LiveStateChanged) -> None:
        """Every screen shows it in its first line."""
        self.live_state = event.state

    @on(LiveEvent)
    def pass_on(self, event: LiveEvent) -> None:
        """Tell every screen."""
        self.happened.publish(event)
        if event.event_type in ProposalsScreen.CHANGED_BY:
            self.count_proposals()

    @work(exclusive=True, group="count")
    async def count_proposals(self) -> None:
        """Count the proposals that this admin can answer; without an answer the count stays."""
        if self.may(ListRoleProposals):
            with contextlib.suppress(ServiceError):
                page = await self.gateway.list_role_proposals(ListRoleProposals())
                mine = [each for each in page.items if waits_for(self.user, each)]
                self.waiting_proposals = len(mine)
