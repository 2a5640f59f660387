"""Lists that very many events change: they are fetched again once for a burst."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from console.messages import LiveEvent
from console.screens.listing import ListScreen

if TYPE_CHECKING:
    from textual.timer import Timer

ItemT = TypeVar("ItemT")
_POLL_SECONDS = 5.0


class CalmListScreen(ListScreen[ItemT]):
    """A list above another one that follows what happens without asking at every event."""

    CALM_SECONDS: ClassVar[float] = 0.4

    def __init__(self) -> None:
        super().__init__()
        self._soon: Timer | None = None

    def on_mount(self) -> None:
        """Look again by itself at what is under way, in case an event is lost."""
        self.set_interval(_POLL_SECONDS, self.poll)

    def under_way(self) -> bool:
        """Whether something that is shown goes on by itself."""
        return False

    def poll(self) -> None:
        """Fetch again what goes on by itself."""
        if self.is_current and self.under_way():
            self.load()

    def concerns(self, event: LiveEvent) -> bool:
        """Whether an event may change what is shown."""
        return event.event_type in self.CHANGED_BY

    def ends(self, event: LiveEvent) -> bool:  # noqa: ARG002 (for those who override it)
        """Whether nothing more will come after an event."""
        return False

    def notice(self, event: LiveEvent) -> None:
        """Fetch again soon, at the end at once; until then one answer tells of all events."""
        if not self.concerns(event):
            return
        if not self.is_current:
            self.outdated = True
        elif self.ends(event):
            self.load()
        elif self._soon is None:
            self._soon = self.set_timer(self.CALM_SECONDS, self.catch_up)

    def catch_up(self) -> None:
        """Fetch what has changed."""
        self._soon = None
        self.load()

    async def action_back(self) -> None:
        """Clear the search when there is one, else go back to the list below."""
        if self.search_text:
            await super().action_back()
        else:
            self.dismiss()
