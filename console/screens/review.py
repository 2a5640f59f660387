"""Reading a course as its students will, or only what changed, and deciding about it."""

from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import ScreenResume
from textual.widgets import Static, Tree

from console.changes import Compared, course_page
from console.messages import Loaded, LoadFailed
from console.screens.casework import Case, Casework, CourseReview
from console.screens.shelving import shelving_keys
from console.shell import on_new_colors, shell
from console.widgets.diff_view import DiffView
from console.widgets.doing import Doing
from console.widgets.key_bar import KeyBar
from console.widgets.lesson_view import LessonView, facts
from console.widgets.outline import Leaf, Outline
from console.widgets.state_panel import StatePanel
from console.widgets.top_bar import TopBar
from contracts.courses.resources import CourseDraft, CourseStatus, LessonDraft


class ReviewScreen(Casework):
    """Outline at the left, content or changes beside it, facts at the right where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *shelving_keys(),
        Binding("n", "change(1)", "Next", tooltip="Go to the next change.", show=False),
        Binding("p", "change(-1)", "Previous", tooltip="Go to the change before.", show=False),
        Binding("d", "compare(True)", "Compare", tooltip="Show only what changed."),
        Binding("d", "compare(False)", "Read it", tooltip="Read it as students will."),
        Binding("r", "reload", "Reload", tooltip="Fetch the course again.", show=False),
        Binding("escape", "back", "Back", tooltip="Go back to the list."),
    ]

    AUTO_FOCUS = ""

    def __init__(self, gateway: CourseReview, course_id: UUID) -> None:
        super().__init__(course_id)
        self.gateway = gateway
        self.case: Case | None = None
        self.leaf: Leaf | None = None
        self.comparing = True
        self.decided = self.touched = False

    def compose(self) -> ComposeResult:
        """Places, outline, content or changes, facts, keys."""
        yield TopBar("courses")
        with Horizontal(id="body"):
            yield Outline()
            yield LessonView()
            yield DiffView()
            yield VerticalScroll(Static(id="facts"), id="facts-panel", can_focus=False)
        yield Doing()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the course."""
        self.query_one(Outline).border_title = "Outline"
        self.query_one("#facts-panel").border_title = "Course"
        on_new_colors(self, self.show_facts)
        self.action_reload()

    def action_reload(self) -> None:
        """Fetch the course again."""
        self.case = self.leaf = None
        self.refresh_bindings()
        self.wait_for("the course")
        self.load_case()

    def look_again(self) -> None:
        """Fetch the course again after an act."""
        self.action_reload()

    def action_back(self) -> None:
        """Go back with nothing decided."""
        self.dismiss(self.touched)

    async def action_compare(self, comparing: bool) -> None:  # noqa: FBT001 (called by a key binding)
        """Show what changed, or everything as it will be."""
        self.comparing = comparing
        self.refresh_bindings()
        await self.open(self.leaf)

    async def action_change(self, by: int) -> None:
        """Go to the next change of what is shown, then to the next lesson that has any."""
        view = self.query_one(DiffView)
        if view.display and view.step(by):
            return
        node = self.query_one(Outline).step(by)
        if node is not None:
            await self.open(node.data)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Changes are there only where something is published to compare with."""
        if action in {"change", "compare"}:
            known = self.case is not None and self.case.changes is not None
            return known and (action == "change" or parameters[0] is not self.comparing)
        return super().check_action(action, parameters)

    def wait_for(self, title: str) -> None:
        """Say that something is on its way."""
        self.show_changes(shown=False)
        self.query_one(LessonView).show_loading(title)

    def show_changes(self, *, shown: bool) -> None:
        """Give the room to what changed, or to what can be read."""
        self.query_one(DiffView).display = shown
        self.query_one(LessonView).display = not shown

    @on(Loaded)
    async def show_content(self, loaded: Loaded[Case | LessonDraft | Compared]) -> None:
        """Show what arrived, unless somebody has gone on to something else."""
        content = loaded.content
        if isinstance(content, Case):
            await self.show_case(content)
        elif self.leaf is not None and content.id == self.leaf.id:
            self.query_one(Outline).mark_read(content.id)
            if isinstance(content, LessonDraft):
                await self.query_one(LessonView).show_lesson(content)
            else:
                self.query_one(DiffView).show(content.parts)
                self.show_changes(shown=True)

    async def show_case(self, case: Case) -> None:
        """Show the course, what changed of it first."""
        outline = self.query_one(Outline)
        if case.submission_id != self.submission_id:
            outline.read.clear()
        self.case = case
        self.take(case.course, case.submission_id)
        outline.show_course(case.course, case.changes)
        outline.focus()
        self.show_facts()
        self.refresh_bindings()
        await self.open(None)

    def show_facts(self) -> None:
        """Tell what is known of the course, beside everything else."""
        if self.case is not None:
            told = facts(self.case.course, self.case.submissions, shell(self).palette)
            self.query_one("#facts", Static).update(told)

    @on(LoadFailed)
    def show_failure(self, failure: LoadFailed) -> None:
        """Say what went wrong."""
        what = "The course" if self.case is None else "The lesson"
        self.show_changes(shown=False)
        self.query_one(LessonView).show_failure(what, failure.refusal)

    def go_on(self, outcome: CourseDraft) -> None:
        """Leave a course that waits no more, and look again at any other."""
        self.touched = True
        self.decided = self.waits and outcome.status is not CourseStatus.SUBMITTED
        if self.decided:
            self.leave_decided()
        else:
            self.look_again()

    @on(ScreenResume)
    def leave_decided(self) -> None:
        """Go back, at once or when this screen is looked at again."""
        if self.decided and self.is_active:
            self.dismiss(True)  # noqa: FBT003 (Textual's signature)

    @on(StatePanel.Retried)
    async def retry(self) -> None:
        """Fetch again what did not come."""
        if self.case is None:
            self.action_reload()
        else:
            await self.open(self.leaf)

    @on(Tree.NodeSelected)
    async def open_node(self, event: Tree.NodeSelected[Leaf | None]) -> None:
        """Open a lesson, or the page about the course, once the course is there."""
        if self.case is None:
            return
        if event.node.data is not None or self.query_one(Outline).is_course(event.node):
            await self.open(event.node.data)

    async def open(self, leaf: Leaf | None) -> None:
        """Show a lesson, or without one the course: its changes while comparing, or all of it."""
        self.leaf = leaf
        has_changes = self.case is not None and self.case.changes is not None
        self.set_class(self.comparing and has_changes, "-comparing")
        if leaf is None:
            await self._open_course()
            return
        self.wait_for(leaf.title)
        if leaf.change is not None and (leaf.lesson is None or (self.comparing and leaf.differs)):
            self.load_changes(leaf.change, self.course.revision if self.course else 0)
        else:
            self.load_lesson(leaf.id)

    async def _open_course(self) -> None:
        if (case := self.case) is None:
            return
        compares = self.comparing and case.changes is not None
        self.workers.cancel_group(self, "load")
        self.show_changes(shown=compares)
        if compares and case.changes is not None:
            self.query_one(DiffView).show(course_page(case.changes, case.submissions))
        else:
            await self.query_one(LessonView).show_course(case.course, case.submissions)
