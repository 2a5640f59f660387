"""Copies of lessons and of whole courses: new ids throughout, and the files' bytes only once."""

from typing import Any
from uuid import UUID

from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.courses.tree import DuplicateCourse, DuplicateLesson
from services.common.slugs import make_distinct, make_slug
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.copies import Ids, copy_row, new_ids, renewed
from services.courses.links import FileLinks
from services.courses.models import Course, CourseFile, Lesson, Module, Topic
from services.courses.policies import editing
from services.courses.policies.copying import copy_title
from services.courses.repository.captions import CaptionRepository
from services.courses.repository.certificate_rules import CertificateRuleRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quizzes import QuestionRepository, QuizRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases import media
from services.courses.use_cases.drafts import refresh_outline, show_draft
from services.courses.use_cases.tree import (
    open_course,
    place_lesson,
    read_tree,
    settle,
)

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
    "student_count": 0,
    "rating_count": 0,
    "rating_total": 0,
    "rating_stars": [0] * 5,
    "version": 1,
}
NEW_LESSON: dict[str, Any] = {"version": 1, "quiz_version_id": None}
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


def duplicate_lesson(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: DuplicateLesson
) -> CourseDraft:
    """Put a copy right after a lesson; a copied quiz asks the same questions of the bank."""
    lessons = LessonRepository(work.session)
    lesson = lessons.get(request.lesson_id)
    course = open_course(work, lesson.course_id)
    tree = read_tree(work, course.id)
    titles = {one.title for one in tree.lessons()}
    ids = new_ids(lesson)
    copied = copy_row(lesson, ids, title=copy_title(lesson.title, titles), **NEW_LESSON)
    lessons.append(copied)
    _copy_captions(work, store, [lesson], ids)
    _copy_quizzes(work, [lesson], ids)
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
    files = FileRepository(work.session).list_all_of_course(source.id)
    bank = QuestionRepository(work.session).list_of_course(source.id)
    modules, topics, lessons = parts
    ids = new_ids(source, *files, *modules, *topics, *lessons, *bank)
    course = _copy_course(work, source, ids)
    _copy_files(work, store, files, ids)
    _copy_parts(work, parts, ids)
    _copy_captions(work, store, lessons, ids)
    questions = [copy_row(one, ids, changed_at=work.now) for one in bank]
    TreeRepository(work.session).add_all(questions)
    _copy_quizzes(work, lessons, ids)
    _copy_rule(work, source.id, ids)
    refresh_outline(work, course)
    return show_draft(work, links, course)


def _copy_course(work: UnitOfWork, source: Course, ids: Ids) -> Course:
    taken = CourseRepository(work.session).list_titles(work.actor.user_id)
    face = WorkingCopyRepository(work.session).face(source)
    written = {name: renewed(getattr(face, name), ids) for name in FACE}
    title = copy_title(face.title, taken)
    course = copy_row(source, ids, title=title, created_at=work.now, **NEW_COURSE | written)
    slug = make_slug(title, "course")
    is_taken = CourseRepository(work.session).is_slug_taken(slug, by_other_than=course.id)
    course.slug = make_distinct(slug, course.id) if is_taken else slug
    CourseRepository(work.session).add(course)
    return course


def _copy_files(work: UnitOfWork, store: FileStore, files: list[CourseFile], ids: Ids) -> None:
    """The bytes first: a row without its bytes would be worse than bytes without a row."""
    for file in files:
        store.link(file.id, ids[file.id])
    copies = [copy_row(file, ids, created_at=work.now) for file in files]
    TreeRepository(work.session).add_all(copies)
    for copied in copies:
        media.enqueue(work, copied)


def _copy_parts(
    work: UnitOfWork, parts: tuple[list[Module], list[Topic], list[Lesson]], ids: Ids
) -> None:
    modules, topics, lessons = parts
    trees = TreeRepository(work.session)
    trees.add_all([copy_row(module, ids) for module in modules])
    trees.add_all([copy_row(topic, ids) for topic in topics])
    trees.add_all([copy_row(lesson, ids, **NEW_LESSON) for lesson in lessons])


def _copy_captions(work: UnitOfWork, store: FileStore, lessons: list[Lesson], ids: Ids) -> None:
    repository = CaptionRepository(work.session)
    for lesson in lessons:
        for caption in repository.list_of_lesson(lesson.id):
            copied = copy_row(caption, ids | new_ids(caption), created_at=work.now)
            store.link(caption.id, copied.id)
            repository.add(copied)


def _copy_quizzes(work: UnitOfWork, lessons: list[Lesson], ids: Ids) -> None:
    """Rules and places; what students get is frozen anew when the copy is published."""
    found = [QuizRepository(work.session).find(lesson.id) for lesson in lessons]
    copies = [copy_row(quiz, ids, changed_at=work.now) for quiz in found if quiz is not None]
    TreeRepository(work.session).add_all(copies)


def _copy_rule(work: UnitOfWork, course_id: UUID, ids: Ids) -> None:
    rule = CertificateRuleRepository(work.session).find(course_id)
    if rule is not None:
        TreeRepository(work.session).add_all([copy_row(rule, ids, sweep_at=work.now)])
