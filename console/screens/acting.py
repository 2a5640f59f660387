"""Screens that act: one act after another, what came of it is said, and they look again."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.screen import ModalScreen, Screen

from console.messages import ActionDone, ActionRefused
from console.screens.paged import PagedScreen
from console.text import safe_line
from console.widgets.doing import Doing
from console.widgets.state_panel import why
from contracts.errors import ServiceError

AnswerT = TypeVar("AnswerT")
ItemT = TypeVar("ItemT")
OutcomeT = TypeVar("OutcomeT")
ResultT = TypeVar("ResultT")


class Acting(Screen[ResultT]):
    """Asks, carries an act out and looks again; what was written and refused is not lost."""

    DONE: ClassVar[str] = "Done"
    REFUSED: ClassVar[str] = "Not changed"

    def __init__(self) -> None:
        super().__init__()
        self.unsent: dict[Hashable, Any] = {}

    @abstractmethod
    def look_again(self) -> None:
        """Fetch what an act may have changed."""

    async def ask(
        self,
        written: Hashable,
        question: Callable[[AnswerT], ModalScreen[AnswerT | None]],
        fresh: AnswerT,
    ) -> AnswerT | None:
        """The answer to a question, which begins with what was written there and refused."""
        answer = await self.app.push_screen_wait(question(self.unsent.pop(written, fresh)))
        if answer is not None:
            self.unsent[written] = answer
        return answer

    async def carry_out(
        self, act: Awaitable[OutcomeT], doing: str, done: str, written: Hashable = None
    ) -> ActionDone[OutcomeT] | None:
        """What came of an act that was taken; *doing* is said meanwhile, *done* afterwards.

        *written* is what was asked before, and need not be kept any longer.
        """
        line = self.query_one(Doing)
        line.tell(doing)
        try:
            news = ActionDone(done, await act)
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
            return None
        finally:
            line.tell("")
        self.unsent.pop(written, None)
        self.post_message(news)
        return news

    @on(ActionDone)
    def show_outcome(self, done: ActionDone[Any]) -> None:
        """Say so, and go on from there."""
        if done.sentence:
            self.notify(safe_line(done.sentence), title=self.DONE, markup=False)
        self.go_on(done.outcome)

    def go_on(self, outcome: Any) -> None:  # noqa: ARG002 (for those who override it)
        """Look again after an act."""
        self.look_again()

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nothing changed, and look again; perhaps somebody was faster."""
        said = safe_line(why(refused.refusal))
        self.notify(said, title=self.REFUSED, severity="error", markup=False)
        self.look_again()


class ActingList(Acting[None], PagedScreen[ItemT]):
    """A list whose rows can be acted on."""

    def look_again(self) -> None:
        """Fetch the list again."""
        self.load()
