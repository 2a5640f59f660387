"""One person's whole story on one screen, and what staff can do about it."""

from typing import TYPE_CHECKING, ClassVar, Protocol
from uuid import UUID

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from console.formats import ago, moment
from console.messages import LiveEvent, Loaded, LoadFailed
from console.person_story import GetPersonStory, PersonStory
from console.screens.treating import Treating, Treatment, treatments
from console.shell import on_new_colors, shell
from console.theme import Tone
from console.widgets.doing import Doing
from console.widgets.key_bar import KeyBar
from console.widgets.state_panel import StatePanel, why
from console.widgets.story import Section
from console.widgets.top_bar import TopBar
from contracts.accounts.messages import User
from contracts.accounts.people import Person
from contracts.errors import ServiceError

if TYPE_CHECKING:
    from textual.timer import Timer

_CALM_SECONDS = 0.3


class PersonDesk(Treatment, Protocol):
    """What this screen asks of the gateway."""

    async def get_person_story(self, request: GetPersonStory) -> PersonStory:
        """Everything about one person."""


class PersonScreen(Treating):
    """Who somebody is, how they sign in, what they study, teach, buy, and what was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *treatments(show=True),
        Binding("r", "reload", "Reload", tooltip="Fetch everything again.", show=False),
        Binding("escape", "back", "Back", tooltip="Go back to the list."),
    ]
    AUTO_FOCUS = ""

    def __init__(self, gateway: PersonDesk, user_id: UUID) -> None:
        super().__init__()
        self.gateway: PersonDesk = gateway
        self.user_id = user_id
        self.story: PersonStory | None = None
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """Places, who it is, two columns that stand below each other where it is narrow."""
        yield TopBar("people")
        yield Static(classes="banner", markup=False)
        yield Static(id="whose")
        yield StatePanel()
        with VerticalScroll(id="story"):
            with Vertical(classes="column"):
                yield Section("ways")
                yield Section("devices")
                yield Section("entries")
            with Vertical(classes="column"):
                yield Section("studied")
                yield Section("taught")
                yield Section("orders")
        yield Doing()
        yield KeyBar()

    def on_mount(self) -> None:
        """Load, and hear of what happens to this person."""
        shell(self).happened.subscribe(self, self.notice)
        on_new_colors(self, self.redraw)
        self.add_class("-waiting")
        self.begin()

    @on(StatePanel.Retried)
    def begin(self) -> None:
        """Load, and say so while there is nothing else to show."""
        self.query_one(StatePanel).say_loading("Fetching everything about this person")
        self.load()

    @property
    def subject(self) -> User | None:
        """The person, once they are here."""
        return self.story.person.user if self.story else None

    @property
    def known(self) -> Person | None:
        """Their devices and ways to sign in."""
        return self.story.person if self.story else None

    def notice(self, event: LiveEvent) -> None:
        """Fetch again what somebody's act or their own has changed, once for a burst of events."""
        if str(self.user_id) in event.data.values() and self._soon is None:
            self._soon = self.set_timer(_CALM_SECONDS, self.load)

    def look_again(self) -> None:
        """Show what an act changed."""
        self.load()

    def action_reload(self) -> None:
        """Fetch everything again."""
        self.load()

    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Fetch the story."""
        self._soon = None
        try:
            story = await self.gateway.get_person_story(GetPersonStory(user_id=self.user_id))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))
        else:
            self.post_message(Loaded(story))

    @on(Loaded)
    def show_story(self, loaded: Loaded[PersonStory]) -> None:
        """Show everything that arrived."""
        first, self.story = self.story is None, loaded.content
        self.remove_class("-waiting", "-stale")
        self.redraw()
        self.refresh_bindings()
        if first:
            self.query_one("#story").focus()

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Keep what is shown and say so; without anything, say what went wrong."""
        if self.story is None:
            panel = self.query_one(StatePanel)
            panel.say_failed("This person did not arrive", failure.refusal)
            panel.query_one("#retry").focus()
            return
        self.add_class("-stale")
        said = f"▲ Not up to date. {why(failure.refusal)} Press r to try again."
        self.query_one(".banner", Static).update(Content(said))

    def redraw(self) -> None:
        """Draw everything in the current time and theme."""
        if self.story is None:
            return
        self.query_one("#whose", Static).update(self._header(self.story.person))
        for section in self.query(Section):
            section.show(self.story)

    def _header(self, person: Person) -> Text:
        say, now, user = shell(self).palette, shell(self).clock(), person.user
        confirmed = f"confirmed {ago(person.confirmed_at, now)}" if person.confirmed_at else ""
        lines = [
            Text.assemble(say.strong(user.name), "  ", say.pill(user.role), " ")
            + say.pill(user.status),
            say.plain(user.email),
            say.muted(
                f"Registered {moment(user.created_at)} · {confirmed or 'address not confirmed'}"
            ),
        ]
        if person.proposal is not None:
            waits = f"▲ {person.proposal.proposer_name} proposed them as an admin; another admin "
            lines.append(say.toned(f"{waits}has to approve.", Tone.WARN))
        return Text("\n").join(lines)
