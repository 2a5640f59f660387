"""Copies of lessons and of whole courses: new ids throughout, and the files' bytes only once."""

import re
from typing import Any, TypeVar
from uuid import UUID

from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.courses.tree import DuplicateCourse, DuplicateLesson
from services.common.database import new_id
from services.common.slugs import make_distinct, make_slug
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import Base, Course, CourseFile, Lesson, Module, Topic
from services.courses.policies import editing
from services.courses.policies.copying import copy_title
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.drafts import refresh_outline, show_draft
from services.courses.use_cases.tree import (
    open_course,
    place_lesson,
    read_tree,
    settle,
)

Ids = dict[UUID, UUID]
RowT = TypeVar("RowT", bound=Base)

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TEXTS = ("body", "body_html", "description", "description_html")
NEW_COURSE: dict[str, Any] = {
    "status": CourseStatus.DRAFT,
    "outline": [],
    "review_note": "",
    "submitted_at": None,
    "published_at": None,
    "live": False,
    "revision_id": None,
    "revision_number": 0,
    "publishes_itself": True,
    "taken_down": False,
    "version": 1,
}
FACE = (
    "summary",
    "description",
    "description_html",
    "category",
    "level",
    "language",
    "cover_file_id",
    "cover_media_type",
)
"""What the catalogue says, taken as the teacher last wrote it."""


def duplicate_lesson(work: UnitOfWork, links: FileLinks, request: DuplicateLesson) -> CourseDraft:
    """Put a copy right after a lesson."""
    lessons = LessonRepository(work.session)
    lesson = lessons.get(request.lesson_id)
    course = open_course(work, lesson.course_id)
    tree = read_tree(work, course.id)
    titles = {one.title for one in tree.lessons()}
    copied = _copy(lesson, {}, id=new_id(), title=copy_title(lesson.title, titles), version=1)
    lessons.append(copied)
    index = [one.id for one in tree.row(lesson.module_id, lesson.topic_id)].index(lesson.id)
    place_lesson(work, copied, lesson.topic_id, index + 1)
    return settle(work, links, course)


def duplicate_course(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: DuplicateCourse
) -> CourseDraft:
    """Start a draft with the same content; whoever studies the first stays there alone."""
    source = CourseRepository(work.session).get(request.course_id)
    editing.ensure_teaches(work.actor, source)
    parts = TreeRepository(work.session).list_parts(source.id)
    files = TreeRepository(work.session).list_files(source.id)
    modules, topics, lessons = parts
    owned: list[Any] = [source, *files, *modules, *topics, *lessons]
    ids = {row.id: new_id() for row in owned}
    course = _copy_course(work, source, ids)
    _copy_files(work, store, files, ids)
    _copy_parts(work, parts, ids)
    refresh_outline(work, course)
    return show_draft(work, links, course)


def _copy_course(work: UnitOfWork, source: Course, ids: Ids) -> Course:
    taken = CourseRepository(work.session).list_titles(work.actor.user_id)
    face = WorkingCopyRepository(work.session).face(source)
    written = {name: _renewed(name, getattr(face, name), ids) for name in FACE}
    title = copy_title(face.title, taken)
    course = _copy(source, ids, title=title, created_at=work.now, **NEW_COURSE | written)
    slug = make_slug(title, "course")
    is_taken = CourseRepository(work.session).is_slug_taken(slug, by_other_than=course.id)
    course.slug = make_distinct(slug, course.id) if is_taken else slug
    CourseRepository(work.session).add(course)
    return course


def _copy_files(work: UnitOfWork, store: FileStore, files: list[CourseFile], ids: Ids) -> None:
    """The bytes first: a row without its bytes would be worse than bytes without a row."""
    for file in files:
        store.link(file.id, ids[file.id])
    copies = [_copy(file, ids, created_at=work.now) for file in files]
    TreeRepository(work.session).add_all(copies)


def _copy_parts(
    work: UnitOfWork, parts: tuple[list[Module], list[Topic], list[Lesson]], ids: Ids
) -> None:
    modules, topics, lessons = parts
    trees = TreeRepository(work.session)
    trees.add_all([_copy(module, ids) for module in modules])
    trees.add_all([_copy(topic, ids) for topic in topics])
    trees.add_all([_copy(lesson, ids, version=1) for lesson in lessons])


def _copy(row: RowT, ids: Ids, **changes: Any) -> RowT:
    """A row with the same values, that refers to the copies of what the first refers to."""
    computed = {"search"}
    names = [column.key for column in row.__mapper__.column_attrs if column.key not in computed]
    values = {name: _renewed(name, getattr(row, name), ids) for name in names}
    return type(row)(**{**values, **changes})


def _renewed(name: str, value: Any, ids: Ids) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, value)
    if isinstance(value, list):
        return [_renewed(name, item, ids) for item in value]
    if name in TEXTS:
        return ID.sub(lambda found: str(ids.get(UUID(found[0]), found[0])), value)
    return value
