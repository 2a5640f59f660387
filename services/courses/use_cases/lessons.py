"""What teachers do with their lessons."""

from uuid import UUID

from msgspec import UNSET

from contracts.courses.authoring import AddLesson, RemoveLesson, UpdateLesson
from contracts.courses.resources import CourseDraft, LessonDraft
from services.common.database import new_id
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, referenced_files
from services.courses.markdown import Render
from services.courses.models import Lesson
from services.courses.policies import editing, tree, uploads
from services.courses.repository.captions import CaptionRepository
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import RevisionRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.drafts import refresh_outline, show_draft, show_lesson_draft
from services.courses.use_cases.preparation import minutes_of_video
from services.courses.use_cases.tree import place_lesson
from services.courses.video_links import read_video_url
from services.courses.youtube import read_youtube_id

PLAIN_FIELDS = ("title", "kind", "duration_minutes", "preview")
SETTINGS = ("release_at", "release_after_days", "release_after", "requires")


def add_lesson(
    work: UnitOfWork, links: FileLinks, render: Render, request: AddLesson
) -> LessonDraft:
    """Append a lesson; students see it with the next revision."""
    module = ModuleRepository(work.session).get(request.module_id)
    course = CourseRepository(work.session).get_for_update(module.course_id)
    editing.ensure_may_edit(work.actor, course)
    lesson = Lesson(
        id=new_id(),
        course_id=course.id,
        module_id=module.id,
        question_count=0,
        **{name: getattr(request, name) for name in PLAIN_FIELDS},
    )
    write_body(lesson, render, request.body)
    lesson.youtube_id = _youtube_id(request.youtube_url)
    lesson.video_url = _video_url(request.video_url)
    _show_video(work, lesson, request.video_file_id)
    lesson.ready = editing.is_complete(lesson)
    LessonRepository(work.session).append(lesson)
    place_lesson(work, lesson, request.topic_id, tree.LAST)
    refresh_outline(work, course)
    return show_lesson_draft(work, links, lesson)


def update_lesson(
    work: UnitOfWork, links: FileLinks, render: Render, request: UpdateLesson
) -> LessonDraft:
    """Change some fields; students see it with the next revision."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    course = CourseRepository(work.session).get_for_update(lesson.course_id)
    editing.ensure_may_edit(work.actor, course)
    work.session.refresh(lesson)
    editing.ensure_unchanged_lesson(lesson.version, request.base_version)
    _change(work, lesson, render, request)
    lesson.version += 1
    lesson.ready = editing.is_complete(lesson)
    work.session.flush()
    refresh_outline(work, course)
    return show_lesson_draft(work, links, lesson)


def remove_lesson(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: RemoveLesson
) -> CourseDraft:
    """Remove a lesson; who studies a revision that has it keeps it."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    course = CourseRepository(work.session).get_for_update(lesson.course_id)
    editing.ensure_may_edit(work.actor, course)
    outdated = drop_lesson(work, lesson)
    refresh_outline(work, course)
    for file_id in outdated:
        store.remove(file_id)
    return show_draft(work, links, course)


def drop_lesson(work: UnitOfWork, lesson: Lesson) -> list[UUID]:
    """Delete a lesson that was never published, or take it out of what will be.

    The ids of files that go with it: those of the captions of a lesson that nobody ever studied.
    """
    lessons = LessonRepository(work.session)
    lessons.forget_prerequisite(lesson)
    if RevisionRepository(work.session).is_part_of_any(lesson.id):
        lessons.take_out(lesson)
        return []
    captions = [row.id for row in CaptionRepository(work.session).list_of_lesson(lesson.id)]
    lessons.remove(lesson)
    return captions


def write_body(lesson: Lesson, render: Render, body: str) -> None:
    """Keep the Markdown, and what students see of it."""
    rendered = render(body)
    lesson.body, lesson.body_html = body, rendered.html
    lesson.objectives, lesson.questions = rendered.objectives, rendered.questions
    lesson.file_ids = referenced_files(rendered.html)


def _change(work: UnitOfWork, lesson: Lesson, render: Render, request: UpdateLesson) -> None:
    for name in (*PLAIN_FIELDS, *SETTINGS):
        if getattr(request, name) is not UNSET:
            setattr(lesson, name, getattr(request, name))
    _check_settings(work, lesson, request)
    if request.body is not UNSET:
        write_body(lesson, render, request.body)
    if request.youtube_url is not UNSET:
        lesson.youtube_id = _youtube_id(request.youtube_url)
    if request.video_url is not UNSET:
        lesson.video_url = _video_url(request.video_url)
    if request.video_file_id is not UNSET:
        _show_video(work, lesson, request.video_file_id)


def _check_settings(work: UnitOfWork, lesson: Lesson, request: UpdateLesson) -> None:
    tree.ensure_one_release(
        at_date=lesson.release_at is not None, after_days=lesson.release_after_days is not None
    )
    if request.requires is not UNSET:
        known = TreeRepository(work.session).list_prerequisites(lesson.course_id)
        tree.ensure_prerequisites(lesson.id, request.requires, known)


def _youtube_id(url: str) -> str | None:
    return read_youtube_id(url) if url.strip() else None


def _video_url(url: str) -> str | None:
    return read_video_url(url) if url.strip() else None


def _show_video(work: UnitOfWork, lesson: Lesson, file_id: UUID | None) -> None:
    """Play one of the course's videos in the lesson, or none."""
    if file_id is not None:
        file = FileRepository(work.session).get_of_course(lesson.course_id, file_id)
        uploads.ensure_video(file.media_type)
        lesson.duration_minutes = lesson.duration_minutes or minutes_of_video(work, file_id)
    lesson.video_file_id = file_id
