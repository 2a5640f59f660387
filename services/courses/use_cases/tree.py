"""What teachers do with the tree of a course; one lock, the course's, orders all of it."""

from uuid import UUID

from contracts.courses.resources import CourseDraft, LessonKind
from contracts.courses.tree import (
    AddTopic,
    MoveLesson,
    MoveModule,
    MoveTopic,
    RemoveTopic,
    RenameTopic,
    SketchedModule,
    SketchOutline,
)
from services.common.database import new_id
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import Course, Lesson
from services.courses.policies import editing
from services.courses.policies.tree import Tree
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.drafts import refresh_outline, show_draft


def add_topic(work: UnitOfWork, links: FileLinks, request: AddTopic) -> CourseDraft:
    """Append a topic."""
    module = ModuleRepository(work.session).get(request.module_id)
    course = open_course(work, module.course_id)
    TreeRepository(work.session).append_topic(module, request.title)
    return settle(work, links, course)


def rename_topic(work: UnitOfWork, links: FileLinks, request: RenameTopic) -> CourseDraft:
    """Give a topic another title."""
    topic = TreeRepository(work.session).get_topic(request.topic_id)
    course = open_course(work, topic.course_id)
    topic.title = request.title
    work.session.flush()
    return _show(work, links, course)


def remove_topic(work: UnitOfWork, links: FileLinks, request: RemoveTopic) -> CourseDraft:
    """Remove a topic; no lesson is lost with it."""
    trees = TreeRepository(work.session)
    topic = trees.get_topic(request.topic_id)
    course = open_course(work, topic.course_id)
    tree = read_tree(work, course.id)
    tree.dissolve(topic)
    store_tree(work, tree)
    trees.remove_topic(topic)
    return _show(work, links, course)


def move_module(work: UnitOfWork, links: FileLinks, request: MoveModule) -> CourseDraft:
    """Put a module at another place."""
    module = ModuleRepository(work.session).get(request.module_id)
    course = open_course(work, module.course_id)
    tree = read_tree(work, course.id)
    tree.move_module(module, request.index)
    store_tree(work, tree)
    return _show(work, links, course)


def move_topic(work: UnitOfWork, links: FileLinks, request: MoveTopic) -> CourseDraft:
    """Put a topic at another place, in its module or in another one of its course."""
    topic = TreeRepository(work.session).get_topic(request.topic_id)
    course = open_course(work, topic.course_id)
    tree = read_tree(work, course.id)
    tree.move_topic(topic, request.module_id, request.index)
    store_tree(work, tree)
    return _show(work, links, course)


def move_lesson(work: UnitOfWork, links: FileLinks, request: MoveLesson) -> CourseDraft:
    """Put a lesson at another place of its course."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    course = open_course(work, lesson.course_id)
    tree = read_tree(work, course.id)
    tree.move_lesson(lesson, request.module_id, request.topic_id, request.index)
    store_tree(work, tree)
    return _show(work, links, course)


def sketch_outline(work: UnitOfWork, links: FileLinks, request: SketchOutline) -> CourseDraft:
    """Append modules with empty lessons."""
    course = open_course(work, request.course_id)
    course.section_label = request.section_label
    for sketched in request.modules:
        _sketch(work, course, sketched)
    return settle(work, links, course)


def open_course(work: UnitOfWork, course_id: UUID) -> Course:
    """The course, locked, for its teacher to change."""
    course = CourseRepository(work.session).get_for_update(course_id)
    editing.ensure_may_edit(work.actor, course)
    return course


def read_tree(work: UnitOfWork, course_id: UUID) -> Tree:
    """The tree of a course whose row is locked."""
    return Tree(*TreeRepository(work.session).list_nodes(course_id))


def store_tree(work: UnitOfWork, tree: Tree) -> None:
    """Give every node the place that it has in the tree."""
    tree.number()
    work.session.flush()


def settle(work: UnitOfWork, links: FileLinks, course: Course) -> CourseDraft:
    """Number the places after something was appended, and show the tree."""
    store_tree(work, read_tree(work, course.id))
    return _show(work, links, course)


def place_lesson(work: UnitOfWork, lesson: Lesson, topic_id: UUID | None, index: int) -> None:
    """Put a lesson that has just been appended where it belongs."""
    tree = read_tree(work, lesson.course_id)
    if lesson.module_id is not None:
        tree.move_lesson(lesson, lesson.module_id, topic_id, index)
    store_tree(work, tree)


def _show(work: UnitOfWork, links: FileLinks, course: Course) -> CourseDraft:
    refresh_outline(work, course)
    return show_draft(work, links, course)


def _sketch(work: UnitOfWork, course: Course, sketched: SketchedModule) -> None:
    module = ModuleRepository(work.session).append(course.id, sketched.title)
    lessons = LessonRepository(work.session)
    for title in sketched.lessons:
        place = {"course_id": course.id, "module_id": module.id}
        lessons.append(Lesson(id=new_id(), title=title, kind=LessonKind.ARTICLE, **place))
