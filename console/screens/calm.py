"""Lists that very many events change: they are fetched again once for a burst."""

from typing import TYPE_CHECKING, TypeVar

from console.messages import LiveEvent
from console.screens.listing import ListScreen

if TYPE_CHECKING:
    from textual.timer import Timer

ItemT = TypeVar("ItemT")
_CALM_SECONDS = 0.4


class CalmListScreen(ListScreen[ItemT]):
    """A list above another one that follows what happens without asking at every event."""

    def __init__(self) -> None:
        super().__init__()
        self._soon: Timer | None = None

    def concerns(self, event: LiveEvent) -> bool:
        """Whether an event may change what is shown."""
        return event.event_type in self.CHANGED_BY

    def notice(self, event: LiveEvent) -> None:
        """Fetch again soon; what comes until then is told by the same answer."""
        if not self.concerns(event):
            return
        if not self.is_current:
            self.outdated = True
        elif self._soon is None:
            self._soon = self.set_timer(_CALM_SECONDS, self.catch_up)

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
