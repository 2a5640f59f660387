"""Puts the parts of an imported course where the package has them, and leaves others in place."""

from typing import NamedTuple
from uuid import UUID

from services.common.work import UnitOfWork
from services.courses.policies.exchange import woven
from services.courses.policies.tree import LessonNode, Section, Tree
from services.courses.use_cases.tree import read_tree, store_tree


class Plan(NamedTuple):
    """Ids of the parts in their order: topics by module, lessons by module and topic."""

    modules: list[UUID]
    topics: dict[UUID, list[UUID]]
    lessons: dict[tuple[UUID, UUID | None], list[UUID]]

    @property
    def all_topics(self) -> list[UUID]:
        """The topics of all modules."""
        return [id_ for row in self.topics.values() for id_ in row]

    @property
    def all_lessons(self) -> list[UUID]:
        """The lessons of all rows."""
        return [id_ for row in self.lessons.values() for id_ in row]


def arrange(work: UnitOfWork, course_id: UUID, plan: Plan) -> None:
    """Give every part of the course its place."""
    tree = read_tree(work, course_id)
    _arrange_lessons(tree, plan)
    _arrange_topics(tree, plan)
    _arrange_modules(tree, plan)
    store_tree(work, tree)


def _arrange_lessons(tree: Tree, plan: Plan) -> None:
    nodes = {lesson.id: lesson for lesson in tree.lessons()}
    placed = set(plan.all_lessons)

    def row(current: list[LessonNode], module: UUID, topic: UUID | None) -> list[LessonNode]:
        wanted = plan.lessons.get((module, topic), [])
        return woven(current, [nodes[id_] for id_ in wanted], placed)

    for section in tree.sections:
        section.loose = row(section.loose, section.module.id, None)
        for branch in section.branches:
            branch.lessons = row(branch.lessons, section.module.id, branch.topic.id)


def _arrange_topics(tree: Tree, plan: Plan) -> None:
    branches = {branch.topic.id: branch for one in tree.sections for branch in one.branches}
    placed = set(plan.all_topics)
    for section in tree.sections:
        wanted = [branches[id_].topic for id_ in plan.topics.get(section.module.id, [])]
        current = [branch.topic for branch in section.branches]
        section.branches = [branches[topic.id] for topic in woven(current, wanted, placed)]


def _arrange_modules(tree: Tree, plan: Plan) -> None:
    sections: dict[UUID, Section] = {section.module.id: section for section in tree.sections}
    wanted = [sections[id_].module for id_ in plan.modules]
    current = [section.module for section in tree.sections]
    order = woven(current, wanted, set(plan.modules))
    tree.sections = [sections[module.id] for module in order]
