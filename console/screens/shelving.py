"""Taking a course down and putting it back, from a list of courses or from one course's screen."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual import on, work
from textual.binding import Binding
from textual.screen import Screen

from console.messages import ActionDone, ActionRefused
from console.shell import shell
from console.text import safe_line
from console.widgets.decisions import reinstatement_question, take_down_question
from console.widgets.doing import Doing, busy
from console.widgets.state_panel import why
from contracts.base import Request
from contracts.courses.publication import ReinstateCourse, TakeDownCourse
from contracts.courses.resources import CourseCard, CourseDraft
from contracts.errors import ServiceError

if TYPE_CHECKING:
    from uuid import UUID

ResultT = TypeVar("ResultT")
_NEEDS: dict[str, type[Request[Any]]] = {
    "take_down": TakeDownCourse,
    "reinstate": ReinstateCourse,
}


def shelving_keys() -> list[Binding]:
    """The keys of both acts; a small terminal has no room to show them."""
    down, back = "Take the course out of the catalog.", "Put the course back into the catalog."
    return [
        Binding("t", "take_down", "Take down", tooltip=down, show=False),
        Binding("t", "reinstate", "Put back", tooltip=back, show=False),
    ]


class Shelf(Protocol):
    """What the acts ask of the gateway."""

    async def take_down_course(self, request: TakeDownCourse) -> CourseDraft:
        """The course that left the catalog."""

    async def reinstate_course(self, request: ReinstateCourse) -> CourseDraft:
        """The course that is back."""


class Shelving(Screen[ResultT]):
    """A screen that knows a course; what was written and refused is there the next time."""

    gateway: Shelf

    def __init__(self) -> None:
        super().__init__()
        self.unsent: dict[tuple[str, UUID], str] = {}

    @property
    def subject(self) -> CourseCard | None:
        """Which course the acts are about."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Fetch what an act may have changed."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the role allows and the course makes sense of, one act after another."""
        if action not in _NEEDS:
            return super().check_action(action, parameters)
        course = self.subject
        if course is None or not shell(self).may(_NEEDS[action]):
            return False
        if not (course.live if action == "take_down" else course.taken_down):
            return False
        return None if busy(self) else True

    @work(exclusive=True, group="act")
    async def action_take_down(self) -> None:
        """Ask for the reason, then take the course down."""
        if (course := self.subject) is None:
            return
        written = ("take_down", course.id)
        question = take_down_question(course, self.unsent.pop(written, ""))
        reason = await self.app.push_screen_wait(question)
        if reason is not None:
            self.unsent[written] = reason
            act = self.gateway.take_down_course(TakeDownCourse(course_id=course.id, reason=reason))
            if await self.carry_out(act, f"Taking “{course.title}” down", "is taken down"):
                del self.unsent[written]

    @work(exclusive=True, group="act")
    async def action_reinstate(self) -> None:
        """Ask for the reason, then put the course back."""
        if (course := self.subject) is None:
            return
        written = ("reinstate", course.id)
        question = reinstatement_question(course, self.unsent.pop(written, ""))
        reason = await self.app.push_screen_wait(question)
        if reason is not None:
            self.unsent[written] = reason
            act = self.gateway.reinstate_course(ReinstateCourse(course_id=course.id, reason=reason))
            if await self.carry_out(act, f"Putting “{course.title}” back", "is back"):
                del self.unsent[written]

    async def carry_out(self, act: Awaitable[CourseDraft], doing: str, done: str) -> bool:
        """Send an act, say that it is under way and what came of it."""
        line = self.query_one(Doing)
        line.tell(doing)
        try:
            course = await act
        except ServiceError as refusal:
            self.post_message(ActionRefused(refusal))
            return False
        finally:
            line.tell("")
        self.post_message(ActionDone(f"“{safe_line(course.title)}” {done}.", course))
        return True

    @on(ActionDone)
    def show_outcome(self, done: ActionDone[CourseDraft]) -> None:
        """Say so, and go on from there."""
        self.app.notify(safe_line(done.sentence), title="Done", markup=False)
        self.go_on(done.outcome)

    def go_on(self, course: CourseDraft) -> None:  # noqa: ARG002 (for those who override it)
        """Look again after an act."""
        self.look_again()

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nothing changed, and look again."""
        said = safe_line(why(refused.refusal))
        self.notify(said, title="Not changed", severity="error", markup=False)
        self.look_again()
