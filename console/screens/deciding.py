"""Approving a course that waits for its review, and sending it back."""

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import work
from textual.binding import Binding, BindingType

from console.screens.shelving import Shelf, Shelving
from console.widgets.approval import ApprovalScreen
from console.widgets.decisions import SendBackScreen
from console.widgets.doing import busy
from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.courses.review import ApproveCourse, RejectCourse

if TYPE_CHECKING:
    from contracts.courses.publication import ReviewCheck


class Verdicts(Shelf, Protocol):
    """What the decisions ask of the gateway."""

    async def approve_course(self, request: ApproveCourse) -> CourseDraft:
        """The published, or approved, course."""

    async def reject_course(self, request: RejectCourse) -> CourseDraft:
        """The course that went back to its teacher."""


class Deciding(Shelving[bool]):
    """A screen that has a course under review; ticks and words stay until they were taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "Approve", tooltip="Approve the course after a checklist."),
        Binding("x", "reject", "Send back", tooltip="Send it back with a reason."),
    ]

    gateway: Verdicts

    def __init__(self) -> None:
        super().__init__()
        self.course: CourseDraft | None = None
        self.ticked: set[ReviewCheck] = set()
        self.failed: set[ReviewCheck] = set()

    @property
    def subject(self) -> CourseDraft | None:
        """The course under review."""
        return self.course

    @property
    def waits(self) -> bool:
        """Whether the course waits for a decision."""
        return self.course is not None and self.course.status is CourseStatus.SUBMITTED

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Decide only about a course that waits for it."""
        if action in {"approve", "reject"}:
            return True if self.waits and not busy(self) else None
        return super().check_action(action, parameters)

    @work(exclusive=True, group="act")
    async def action_approve(self) -> None:
        """Go through the checklist, then approve."""
        if (course := self.course) is None:
            return
        checks = await self.app.push_screen_wait(ApprovalScreen(course, self.ticked))
        if checks is not None:
            act = self.gateway.approve_course(ApproveCourse(course_id=course.id, checks=checks))
            doing, done = "Approving", "is approved; its teacher publishes it"
            if course.publishes_itself:
                doing, done = "Publishing", "is in the catalog"
            await self.carry_out(act, f"{doing} “{course.title}”", done)

    @work(exclusive=True, group="act")
    async def action_reject(self) -> None:
        """Ask for the reason, then send the course back."""
        if (course := self.course) is None:
            return
        written = ("reject", course.id)
        question = SendBackScreen(course, self.unsent.pop(written, ""), self.failed)
        reason = await self.app.push_screen_wait(question)
        self.failed = question.failed if reason is not None else set()
        if reason is not None:
            self.unsent[written] = reason
            answer = RejectCourse(
                course_id=course.id, reason=reason, checks=sorted(question.failed)
            )
            act = self.gateway.reject_course(answer)
            await self.carry_out(act, f"Sending “{course.title}” back", "went back to its teacher")
