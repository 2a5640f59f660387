"""What an earlier import had written and the newest one has not."""

from uuid import UUID

from services.common.work import UnitOfWork
from services.courses.exchange.asking import take_questions_away
from services.courses.exchange.placing import Placed
from services.courses.repository.courses import ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.lessons import drop_lesson
from services.courses.use_cases.tree import read_tree, store_tree


def take_away(work: UnitOfWork, course_id: UUID, before: Placed, now: Placed) -> None:
    """Let it go; students keep what they study, and teachers what they put beside it."""
    lessons = LessonRepository(work.session)
    for gone in set(before.lessons) - set(now.lessons):
        lesson = lessons.find(gone)
        if lesson is not None and lesson.module_id is not None:
            now.outdated.extend(drop_lesson(work, lesson))
    _drop_empty_parts(work, course_id, before, now)
    take_questions_away(work, course_id, set(before.questions) - set(now.questions))
    store_tree(work, read_tree(work, course_id))


def _drop_empty_parts(work: UnitOfWork, course_id: UUID, before: Placed, now: Placed) -> None:
    tree = read_tree(work, course_id)
    topics, modules = TreeRepository(work.session), ModuleRepository(work.session)
    for section in tree.sections:
        for branch in section.branches:
            if branch.topic.id in set(before.topics) - set(now.topics) and not branch.lessons:
                topics.remove_topic(topics.get_topic(branch.topic.id))
    for section in read_tree(work, course_id).sections:
        is_empty = not section.loose and not section.branches
        if section.module.id in set(before.modules) - set(now.modules) and is_empty:
            modules.remove(modules.get(section.module.id))
