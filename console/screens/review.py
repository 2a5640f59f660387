"""Reading a course as its students will, and deciding whether it is published."""

from collections.abc import Awaitable
from typing import ClassVar, Protocol
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Static, Tree

from console.messages import ActionDone, ActionRefused, Loaded, LoadFailed
from console.shell import shell
from console.text import safe_line
from console.widgets.decisions import approval_question, rejection_question
from console.widgets.key_bar import KeyBar
from console.widgets.lesson_view import LessonView, facts
from console.widgets.outline import Leaf, Outline
from console.widgets.state_panel import StatePanel, why
from console.widgets.top_bar import TopBar
from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.resources import CourseDraft, CourseStatus, LessonDraft, LessonSummary
from contracts.courses.review import ApproveCourse, RejectCourse
from contracts.errors import ServiceError


class CourseReview(Protocol):
    """What this screen asks of the gateway."""

    async def get_course(self, request: GetCourseDraft) -> CourseDraft:
        """The course with its outline."""

    async def get_lesson(self, request: GetLessonDraft) -> LessonDraft:
        """One lesson with its text."""

    async def approve_course(self, request: ApproveCourse) -> CourseDraft:
        """The published course."""

    async def reject_course(self, request: RejectCourse) -> CourseDraft:
        """The course that went back to its teacher."""


class ReviewScreen(Screen[bool]):
    """Outline at the left, content beside it, facts at the right where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "Approve", tooltip="Publish the course."),
        Binding("x", "reject", "Send back", tooltip="Send it back with a reason."),
        Binding("r", "reload", "Reload", tooltip="Fetch the course again."),
        Binding("escape", "back", "Back", tooltip="Go back to the list."),
    ]

    AUTO_FOCUS = ""

    def __init__(self, gateway: CourseReview, course_id: UUID) -> None:
        super().__init__()
        self.gateway = gateway
        self.course_id = course_id
        self.course: CourseDraft | None = None
        self.lesson: LessonSummary | None = None
        self.deciding = self.decided = False

    def compose(self) -> ComposeResult:
        """Places, outline, content, facts, keys."""
        yield TopBar("courses")
        with Horizontal(id="body"):
            yield Outline()
            yield LessonView()
            yield VerticalScroll(Static(id="facts"), id="facts-panel", can_focus=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the course."""
        self.query_one(Outline).border_title = "Outline"
        self.query_one("#facts-panel").border_title = "Course"
        self.action_reload()

    def action_reload(self) -> None:
        """Fetch the course again."""
        self.query_one(LessonView).show_loading("the course")
        self.load_course()

    def action_back(self) -> None:
        """Go back with nothing decided."""
        self.dismiss(False)  # noqa: FBT003 (Textual's signature)

    @work
    async def action_approve(self) -> None:
        """Ask once more, then publish."""
        if (course := self.course) is None:
            return
        if await self.app.push_screen_wait(approval_question(course)):
            approval = ApproveCourse(course_id=course.id)
            self.decide(self.gateway.approve_course(approval), "is in the catalog")

    @work
    async def action_reject(self) -> None:
        """Ask for the reason, then send the course back."""
        if (course := self.course) is None:
            return
        reason = await self.app.push_screen_wait(rejection_question(course))
        if reason is not None:
            rejection = RejectCourse(course_id=course.id, reason=reason)
            self.decide(self.gateway.reject_course(rejection), "went back to its teacher")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Decide only about a course that waits for it."""
        if action in {"approve", "reject"}:
            waits = self.course is not None and self.course.status is CourseStatus.SUBMITTED
            return True if waits and not self.deciding else None
        return super().check_action(action, parameters)

    @work(exclusive=True, group="load")
    async def load_course(self) -> None:
        """Fetch the course with its outline."""
        try:
            course = await self.gateway.get_course(GetCourseDraft(course_id=self.course_id))
            self.post_message(Loaded(course))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @work(exclusive=True, group="load")
    async def load_lesson(self, lesson_id: UUID) -> None:
        """Fetch one lesson with its text."""
        try:
            lesson = await self.gateway.get_lesson(GetLessonDraft(lesson_id=lesson_id))
            self.post_message(Loaded(lesson))
        except ServiceError as refusal:
            self.post_message(LoadFailed(refusal))

    @work(exclusive=True, group="act")
    async def decide(self, decision: Awaitable[CourseDraft], outcome: str) -> None:
        """Carry the decision out; until its answer there is no other one."""
        self.wait(deciding=True)
        try:
            course = await decision
            self.post_message(ActionDone(f"“{safe_line(course.title)}” {outcome}.", course))
        except ServiceError as refusal:
            self.wait(deciding=False)
            self.post_message(ActionRefused(refusal))

    def wait(self, *, deciding: bool) -> None:
        """Offer another decision only when none is under way."""
        self.deciding = deciding
        self.refresh_bindings()

    @on(Loaded)
    async def show_content(self, loaded: Loaded[CourseDraft | LessonDraft]) -> None:
        """Show the course or the lesson that arrived."""
        content = loaded.content
        if isinstance(content, CourseDraft):
            await self._show_course(content)
        else:
            self.query_one(Outline).mark_read(content.id)
            await self.query_one(LessonView).show_lesson(content)

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Say what went wrong."""
        what = "The lesson" if self.lesson is not None else "The course"
        self.query_one(LessonView).show_failure(what, failure.refusal)

    @on(ActionDone)
    def leave(self, done: ActionDone[CourseDraft]) -> None:
        """Say what was decided and go back."""
        self.app.notify(done.sentence, title="Decided", markup=False)
        self.decided = True
        self.leave_decided()

    @on(ScreenResume)
    def leave_decided(self) -> None:
        """Go back, at once or when this screen is looked at again."""
        if self.decided and self.is_active:
            self.dismiss(True)  # noqa: FBT003 (Textual's signature)

    @on(ActionRefused)
    def show_refusal(self, refused: ActionRefused) -> None:
        """Say why nothing changed, and look again."""
        self.notify(
            safe_line(why(refused.refusal)), title="Not decided", severity="error", markup=False
        )
        self.action_reload()

    @on(StatePanel.Retried)
    def retry(self) -> None:
        """Fetch again what did not come."""
        if self.lesson is not None:
            self.read_lesson(self.lesson)
        else:
            self.action_reload()

    @on(Tree.NodeSelected)
    async def open_node(self, event: Tree.NodeSelected[Leaf]) -> None:
        """Read a lesson, or the page about the course."""
        if event.node.data is not None:
            self.read_lesson(event.node.data)
        elif not event.node.children and self.course is not None:
            self.lesson = None
            await self.query_one(LessonView).show_course(self.course)

    def read_lesson(self, lesson: LessonSummary) -> None:
        """Fetch a lesson and show it."""
        self.lesson = lesson
        self.query_one(LessonView).show_loading(lesson.title)
        self.load_lesson(lesson.id)

    async def _show_course(self, course: CourseDraft) -> None:
        self.course, self.lesson = course, None
        outline = self.query_one(Outline)
        outline.show_course(course)
        outline.focus()
        self.query_one("#facts", Static).update(facts(course, shell(self).palette))
        self.refresh_bindings()
        await self.query_one(LessonView).show_course(course)
