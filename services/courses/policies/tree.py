"""How the tree of a course is arranged, and which lessons may wait for which."""

from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from uuid import UUID

from contracts.courses.errors import (
    ModuleNotFound,
    PrerequisiteCycle,
    PrerequisiteUnknown,
    ReleaseUnclear,
    TopicNotFound,
)

LAST = 100_000
"""An index that is the end of every list."""


class ModuleNode(Protocol):
    """What arranging looks at in a module."""

    id: UUID
    title: str
    position: int


class TopicNode(Protocol):
    """What arranging looks at in a topic."""

    id: UUID
    title: str
    module_id: UUID
    position: int


class LessonNode(Protocol):
    """What arranging looks at in a lesson."""

    id: UUID
    title: str
    module_id: UUID | None
    topic_id: UUID | None
    position: int | None
    requires: list[UUID]


NodeT = TypeVar("NodeT", ModuleNode, TopicNode, LessonNode)


@dataclass
class Branch:
    """A topic with its lessons."""

    topic: TopicNode
    lessons: list[LessonNode] = field(default_factory=list)


@dataclass
class Section:
    """A module: its lessons without a topic, then its topics."""

    module: ModuleNode
    loose: list[LessonNode] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)


class Tree:
    """The whole tree of one course; positions follow the places once it is numbered."""

    def __init__(
        self,
        modules: Iterable[ModuleNode],
        topics: Iterable[TopicNode],
        lessons: Iterable[LessonNode],
    ) -> None:
        self.sections = [Section(module) for module in sorted(modules, key=_position)]
        for topic in sorted(topics, key=_position):
            self.section(topic.module_id).branches.append(Branch(topic))
        for lesson in sorted(lessons, key=_position):
            self.row(lesson.module_id, lesson.topic_id).append(lesson)

    def section(self, module_id: UUID | None) -> Section:
        """A module with what it holds."""
        found = (section for section in self.sections if section.module.id == module_id)
        section = next(found, None)
        if section is None:
            raise ModuleNotFound("The course has no such module.")
        return section

    def row(self, module_id: UUID | None, topic_id: UUID | None) -> list[LessonNode]:
        """The lessons of a topic, or those of a module that stand before its topics."""
        section = self.section(module_id)
        if topic_id is None:
            return section.loose
        for branch in section.branches:
            if branch.topic.id == topic_id:
                return branch.lessons
        raise TopicNotFound("The module has no such topic.")

    def move_module(self, module: ModuleNode, index: int) -> None:
        """Put a module at a place among the others."""
        section = self.section(module.id)
        self.sections.remove(section)
        self.sections.insert(index, section)

    def move_topic(self, topic: TopicNode, module_id: UUID, index: int) -> None:
        """Put a topic with its lessons at a place among the topics of a module."""
        source, target = self.section(topic.module_id), self.section(module_id)
        branch = next(one for one in source.branches if one.topic.id == topic.id)
        source.branches.remove(branch)
        target.branches.insert(index, branch)

    def move_lesson(
        self, lesson: LessonNode, module_id: UUID, topic_id: UUID | None, index: int
    ) -> None:
        """Put a lesson at a place in a topic, or before the topics of a module."""
        target = self.row(module_id, topic_id)
        _take(self.row(lesson.module_id, lesson.topic_id), lesson)
        target.insert(index, lesson)

    def dissolve(self, topic: TopicNode) -> None:
        """Let the lessons of a topic stand before the topics that are left."""
        section = self.section(topic.module_id)
        branch = next(one for one in section.branches if one.topic.id == topic.id)
        section.loose.extend(branch.lessons)
        section.branches.remove(branch)

    def number(self) -> None:
        """Write every place into its node; what stands where it stood is not touched."""
        for place, section in enumerate(self.sections, start=1):
            _set(section.module, position=place)
            _number_section(section)

    def lessons(self) -> list[LessonNode]:
        """Every lesson in the order of study."""
        return [lesson for section in self.sections for lesson in _lessons(section)]


def ensure_prerequisites(
    lesson_id: UUID, requires: Sequence[UUID], known: Mapping[UUID, LessonNode]
) -> None:
    """A lesson waits for other lessons of its course, and none of them for it."""
    if lesson_id in requires or not known.keys() >= set(requires):
        raise PrerequisiteUnknown(*_at("/requires", "Choose other lessons of this course."))
    blocking = _waits_for(lesson_id, requires, known)
    if blocking is not None:
        title = known[blocking].title
        detail = f"“{title}” itself waits for this lesson, so neither would open."
        raise PrerequisiteCycle(*_at("/requires", detail))


def ensure_one_release(*, at_date: bool, after_days: bool) -> None:
    """A lesson opens at a date or after some days."""
    if at_date and after_days:
        detail = "Choose a date or a number of days."
        raise ReleaseUnclear(*_at("/release_after_days", detail))


def _waits_for(
    lesson_id: UUID, requires: Sequence[UUID], known: Mapping[UUID, LessonNode]
) -> UUID | None:
    """The first of the required lessons that waits for the lesson, itself or through others."""
    for first in requires:
        seen: set[UUID] = set()
        ahead = [first]
        while ahead:
            current = ahead.pop()
            if current == lesson_id:
                return first
            if current in known and current not in seen:
                seen.add(current)
                ahead.extend(known[current].requires)
    return None


def _number_section(section: Section) -> None:
    module_id = section.module.id
    for place, branch in enumerate(section.branches, start=1):
        _set(branch.topic, module_id=module_id, position=place)
        for lesson in branch.lessons:
            _set(lesson, topic_id=branch.topic.id)
    for lesson in section.loose:
        _set(lesson, topic_id=None)
    for place, lesson in enumerate(_lessons(section), start=1):
        _set(lesson, module_id=module_id, position=place)


def _lessons(section: Section) -> list[LessonNode]:
    grouped = [lesson for branch in section.branches for lesson in branch.lessons]
    return [*section.loose, *grouped]


def _take(row: MutableSequence[LessonNode], lesson: LessonNode) -> None:
    row.remove(next(one for one in row if one.id == lesson.id))


def _set(node: object, **places: object) -> None:
    for name, value in places.items():
        if getattr(node, name) != value:
            setattr(node, name, value)


def _position(node: ModuleNode | TopicNode | LessonNode) -> int:
    return node.position or 0


def _at(pointer: str, detail: str) -> tuple[str, dict[str, object]]:
    return detail, {"errors": [{"pointer": pointer, "detail": detail}]}
