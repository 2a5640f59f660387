"""Taking a course down and putting it back, from a list of courses or from one course's screen."""

from abc import abstractmethod
from functools import partial
from typing import Any, Protocol, TypeVar

from textual import work
from textual.binding import Binding

from console.screens.acting import Acting
from console.shell import shell
from console.widgets.decisions import reinstatement_question, take_down_question
from console.widgets.doing import busy
from console.widgets.key_bar import roomy
from contracts.base import Request
from contracts.courses.publication import ReinstateCourse, TakeDownCourse
from contracts.courses.resources import CourseCard, CourseDraft

ResultT = TypeVar("ResultT")
_NEEDS: dict[str, type[Request[Any]]] = {
    "take_down": TakeDownCourse,
    "reinstate": ReinstateCourse,
}


def shelving_keys() -> list[Binding]:
    """The keys of both acts; only a wide terminal has room to show them."""
    down, back = "Take the course out of the catalog.", "Put the course back into the catalog."
    return [
        roomy("t", "take_down", "Take down", down),
        roomy("t", "reinstate", "Put back", back),
    ]


class Shelf(Protocol):
    """What the acts ask of the gateway."""

    async def take_down_course(self, request: TakeDownCourse) -> CourseDraft:
        """The course that left the catalog."""

    async def reinstate_course(self, request: ReinstateCourse) -> CourseDraft:
        """The course that is back."""


class Shelving(Acting[ResultT]):
    """A screen that knows a course, takes it down and puts it back."""

    gateway: Shelf

    @property
    @abstractmethod
    def subject(self) -> CourseCard | None:
        """Which course the acts are about."""

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
        reason = await self.ask(written, partial(take_down_question, course), "")
        if reason is not None:
            act = self.gateway.take_down_course(TakeDownCourse(course_id=course.id, reason=reason))
            doing, done = f"Taking “{course.title}” down", f"“{course.title}” is taken down."
            await self.carry_out(act, doing, done, written)

    @work(exclusive=True, group="act")
    async def action_reinstate(self) -> None:
        """Ask for the reason, then put the course back."""
        if (course := self.subject) is None:
            return
        written = ("reinstate", course.id)
        reason = await self.ask(written, partial(reinstatement_question, course), "")
        if reason is not None:
            act = self.gateway.reinstate_course(ReinstateCourse(course_id=course.id, reason=reason))
            doing, done = f"Putting “{course.title}” back", f"“{course.title}” is back."
            await self.carry_out(act, doing, done, written)
