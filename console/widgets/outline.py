"""A course as a tree: its modules and lessons, what changed in them, and what was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from console.changes import MARKS
from console.formats import duration
from console.shell import shell
from console.text import safe_line
from contracts.courses.publication import Change, LessonChange, RevisionDiff
from contracts.courses.resources import CourseDraft, LessonKind, LessonSummary, Module

_KINDS = {
    LessonKind.ARTICLE: "¶",
    LessonKind.VIDEO: "▶",
    LessonKind.YOUTUBE: "▷",
    LessonKind.LINK: "↗",
    LessonKind.QUIZ: "?",
}
_ROOM_FOR_LENGTH = 36


@dataclass(frozen=True)
class Leaf:
    """A lesson of the working copy, or one that was removed; how it differs, if that is known."""

    id: UUID
    title: str
    lesson: LessonSummary | None = None
    change: LessonChange | None = None

    @property
    def differs(self) -> bool:
        """Whether there is anything to compare."""
        return self.change is not None and self.change.change is not Change.UNCHANGED


def _add_lessons(
    branch: TreeNode[Leaf | None], module: Module, known: Mapping[UUID, LessonChange]
) -> None:
    """Lessons without a topic first, then topic by topic."""
    for topic in (None, *module.topics):
        topic_id = topic.id if topic else None
        lessons = [lesson for lesson in module.lessons if lesson.topic_id == topic_id]
        place = branch
        if topic and lessons:
            place = branch.add(Text(safe_line(topic.title), style="italic"), expand=True)
        for lesson in lessons:
            leaf = Leaf(lesson.id, lesson.title, lesson, known.get(lesson.id))
            place.add_leaf(Text(safe_line(lesson.title)), data=leaf)


class Outline(Tree[Leaf | None]):
    """The first node stands for the course itself; every leaf for one lesson."""

    show_root = False
    guide_depth = 2

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Read", tooltip="Read the highlighted lesson."),
    ]

    def __init__(self) -> None:
        super().__init__("Outline", id="outline")
        self.read: set[UUID] = set()
        self.changes: RevisionDiff | None = None

    def show_course(self, course: CourseDraft, changes: RevisionDiff | None = None) -> None:
        """Draw the course, and what it changes; everything unfolded."""
        self.clear()
        self.changes = changes
        known = {change.lesson_id: change for change in changes.lessons} if changes else {}
        self.root.add_leaf(Text("About this course"))
        for module in course.outline:
            branch = self.root.add(Text(safe_line(module.title), style="bold"), expand=True)
            _add_lessons(branch, module, known)
        removed = [each for each in known.values() if each.change is Change.REMOVED]
        if removed:
            branch = self.root.add(Text("Removed", style="bold"), expand=True)
            for change in removed:
                leaf = Leaf(change.lesson_id, change.title, change=change)
                branch.add_leaf(Text(safe_line(change.title)), data=leaf)
        self.root.expand()
        self.move_cursor(self.root.children[0])

    def mark_read(self, lesson_id: UUID) -> None:
        """Remember that a lesson was read."""
        self.read.add(lesson_id)
        self.refresh()
        self._clear_line_cache()

    def step(self, by: int) -> TreeNode[Leaf | None] | None:
        """Go to the next node that differs, or with -1 to the one before; None at the end."""
        nodes = list(self._all_nodes())
        at = nodes.index(self.cursor_node) if self.cursor_node in nodes else 0
        ways = nodes[at + 1 :] if by > 0 else nodes[:at][::-1]
        found = next((node for node in ways if self._differs(node)), None)
        if found is not None:
            self.move_cursor(found)
        return found

    def is_course(self, node: TreeNode[Leaf | None]) -> bool:
        """Whether a node stands for the course itself."""
        return node is next(iter(self.root.children), None)

    def render_label(self, node: TreeNode[Leaf | None], base_style: Style, style: Style) -> Text:  # noqa: ARG002 (the signature of every tree)
        """What changed, how a lesson teaches, how long it takes and whether it was read."""
        title = node.label if isinstance(node.label, Text) else Text(str(node.label))
        leaf = node.data
        if leaf is None:
            mark = self._change_mark(node) if self.is_course(node) else ("", "")
            return Text.assemble(mark, title, style=style)
        label = Text.assemble(self._change_mark(node), self._kind_mark(leaf), title, style=style)
        if self.size.width >= _ROOM_FOR_LENGTH and leaf.lesson is not None:
            length = duration(leaf.lesson.duration_minutes)
            label.append(f"  {length}", shell(self).palette.color("muted"))
        return label

    def _all_nodes(self) -> Iterator[TreeNode[Leaf | None]]:
        """All nodes from top to bottom."""
        waiting = list(self.root.children)[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(list(node.children)[::-1])

    def _differs(self, node: TreeNode[Leaf | None]) -> bool:
        if node.data is not None:
            return node.data.differs
        return self.is_course(node) and self.changes is not None and bool(self.changes.fields)

    def _change_mark(self, node: TreeNode[Leaf | None]) -> tuple[str, str]:
        if self.changes is None:
            return "", ""
        change = Change.CHANGED if self._differs(node) else Change.UNCHANGED
        if node.data is not None and node.data.change is not None:
            change = node.data.change.change
        mark, tone = MARKS[change]
        return f"{mark} ", shell(self).palette.color(f"tone-{tone}")

    def _kind_mark(self, leaf: Leaf) -> tuple[str, str]:
        if leaf.id in self.read:
            return "✓ ", shell(self).palette.color("tone-good")
        return (f"{_KINDS[leaf.lesson.kind]} " if leaf.lesson else "", "dim")
