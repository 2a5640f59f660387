"""Lists whose rows can be acted on: one act after another, and the list is fetched again."""

from collections.abc import Awaitable
from typing import ClassVar, TypeVar

from textual import on

from console.messages import ActionDone, ActionRefused
from console.screens.paged import PagedScreen
from console.text import safe_line
from console.widgets.doing import Doing
from console.widgets.state_panel import why
from contracts.errors import ServiceError

ItemT = TypeVar("ItemT")


class Acting(PagedScreen[ItemT]):
    """Carries an act out, says what came of it, and looks again."""

    DONE: ClassVar[str] = "Done"
    REFUSED: ClassVar[str] = "Not changed"

    async def carry_out(self, act: Awaitable[object], doing: str, done: str) -> bool:
        """Whether an act was taken; *doing* is said meanwhile, *done* afterwards."""
        line = self.query_one(Doing)
        line.tell(doing)
        try:
            outcome = await act
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
            return False
        else:
            self.post_message(ActionDone(done, outcome))
            return True
        finally:
            line.tell("")

    @on(ActionDone)
    def show_outcome(self, done: ActionDone[object]) -> None:
        """Say so, and fetch the list again."""
        self.notify(safe_line(done.sentence), title=self.DONE, markup=False)
        self.load()

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nothing changed; perhaps somebody was faster."""
        said = safe_line(why(refused.refusal))
        self.notify(said, title=self.REFUSED, severity="error", markup=False)
        self.load()
