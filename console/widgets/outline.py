"""A course as a tree: its modules, their lessons, and which of them the reviewer has read."""

from typing import ClassVar
from uuid import UUID

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from console.formats import duration
from console.shell import shell
from console.text import safe_line
from contracts.courses.resources import CourseDraft, LessonKind, LessonSummary, Module

_MARKS = {LessonKind.ARTICLE: "¶", LessonKind.VIDEO: "▶", LessonKind.YOUTUBE: "▷"}
_ROOM_FOR_LENGTH = 36
Leaf = LessonSummary | None


def _add_lessons(branch: TreeNode[Leaf], module: Module) -> None:
    """Lessons without a topic first, then topic by topic."""
    for topic in (None, *module.topics):
        topic_id = topic.id if topic else None
        lessons = [lesson for lesson in module.lessons if lesson.topic_id == topic_id]
        place = branch
        if topic and lessons:
            place = branch.add(Text(safe_line(topic.title), style="italic"), expand=True)
        for lesson in lessons:
            place.add_leaf(Text(safe_line(lesson.title)), data=lesson)


class Outline(Tree[Leaf]):
    """The first node stands for the course itself; every leaf for one lesson."""

    show_root = False
    guide_depth = 2

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Read", tooltip="Read the highlighted lesson."),
    ]

    def __init__(self) -> None:
        super().__init__("Outline", id="outline")
        self.read: set[UUID] = set()

    def show_course(self, course: CourseDraft) -> None:
        """Draw the course; everything unfolded."""
        self.clear()
        self.root.add_leaf(Text("About this course"))
        for module in course.outline:
            branch = self.root.add(Text(safe_line(module.title), style="bold"), expand=True)
            _add_lessons(branch, module)
        self.root.expand()
        self.move_cursor(self.root.children[0])

    def mark_read(self, lesson_id: UUID) -> None:
        """Remember that a lesson was read."""
        self.read.add(lesson_id)
        self.refresh()
        self._clear_line_cache()

    def render_label(self, node: TreeNode[Leaf], base_style: Style, style: Style) -> Text:  # noqa: ARG002 (the signature of every tree)
        """A lesson shows how it teaches, how long it takes and whether it was read."""
        title = node.label if isinstance(node.label, Text) else Text(str(node.label))
        lesson = node.data
        if lesson is None:
            return Text.assemble(title, style=style)
        colors = shell(self).palette
        read = lesson.id in self.read
        mark = ("✓ ", colors.color("tone-good")) if read else (f"{_MARKS[lesson.kind]} ", "dim")
        label = Text.assemble(mark, title, style=style)
        if self.size.width >= _ROOM_FOR_LENGTH:
            label.append(f"  {duration(lesson.duration_minutes)}", colors.color("muted"))
        return label
