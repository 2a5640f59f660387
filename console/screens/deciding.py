"""Approving a course that waits for its review, and sending it back."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol
from uuid import UUID

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
        self.submission_id: UUID | None = None
        self.ticked: set[ReviewCheck] = set()
        self.failed: set[ReviewCheck] = set()

    @property
    def subject(self) -> CourseDraft | None:
        """The course under review."""
        return self.course

    def take(self, course: CourseDraft, submission_id: UUID | None) -> None:
        """Know the course as it was handed in last; ticks are about what was handed in before."""
        if submission_id != self.submission_id:
            self.ticked.clear()
            self.failed.clear()
        self.course, self.submission_id = course, submission_id

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
        read = self.submission_id
        checks = await self.app.push_screen_wait(ApprovalScreen(course, self.ticked))
        if checks is not None:
            approval = ApproveCourse(course_id=course.id, submission_id=read, checks=checks)
            act = self.gateway.approve_course(approval)
            doing, done = "Approving", "is approved; its teacher publishes it"
            if course.publishes_itself:
                doing, done = "Publishing", "is in the catalog"
            await self.carry_out(act, f"{doing} “{course.title}”", f"“{course.title}” {done}.")

    @work(exclusive=True, group="act")
    async def action_reject(self) -> None:
        """Ask for the reason, then send the course back."""
        if (course := self.course) is None:
            return
        written, read = ("reject", course.id), self.submission_id
        reason = await self.ask(written, partial(SendBackScreen, course, self.failed), "")
        if reason is None:
            self.failed.clear()
            return
        answer = RejectCourse(
            course_id=course.id, submission_id=read, reason=reason, checks=sorted(self.failed)
        )
        act, done = (
            self.gateway.reject_course(answer),
            f"“{course.title}” went back to its teacher.",
        )
        await self.carry_out(act, f"Sending “{course.title}” back", done, written)
