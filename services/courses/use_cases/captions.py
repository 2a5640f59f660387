"""Captions of lessons, language by language."""

from uuid import UUID

from contracts.courses.media import Caption, ListCaptions, PutCaptions, RemoveCaptions
from services.common.database import new_id
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.links import FileLinks
from services.courses.policies import captions, editing
from services.courses.repository.captions import CaptionRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository


def list_captions(work: UnitOfWork, links: FileLinks, request: ListCaptions) -> list[Caption]:
    """The captions of a lesson, for who sees its draft."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_sees_draft(work.actor, CourseRepository(work.session).get(lesson.course_id))
    return captions_of(work, links, lesson.id)


def put_captions(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: PutCaptions
) -> list[Caption]:
    """Give a lesson captions; those that they replace go."""
    lesson = _editable(work, request.lesson_id)
    replaced = keep_captions(work, store, lesson, request)
    if replaced is not None:
        store.remove(replaced)
    return captions_of(work, links, lesson.id)


def keep_captions(
    work: UnitOfWork, store: FileStore, lesson: models.Lesson, request: PutCaptions
) -> UUID | None:
    """Write the bytes first, unless they are there as they are; the id of those they replace."""
    content = captions.to_webvtt(request.content).encode()
    repository = CaptionRepository(work.session)
    earlier = repository.find(lesson.id, request.language)
    if earlier is not None and _says(store, earlier, request, content):
        return None
    if request.is_default:
        repository.forget_default(lesson.id)
    if earlier is not None:
        repository.remove(earlier)
    row = models.Caption(
        id=new_id(),
        lesson_id=lesson.id,
        course_id=lesson.course_id,
        language=request.language,
        label=request.label,
        is_default=request.is_default,
        size=len(content),
        created_at=work.now,
    )
    store.write(row.id, content)
    repository.add(row)
    return earlier.id if earlier else None


def remove_captions(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: RemoveCaptions
) -> list[Caption]:
    """Take the captions of a language away."""
    lesson = _editable(work, request.lesson_id)
    repository = CaptionRepository(work.session)
    row = repository.get(lesson.id, request.language)
    repository.remove(row)
    store.remove(row.id)
    return captions_of(work, links, lesson.id)


def captions_of(work: UnitOfWork, links: FileLinks, lesson_id: UUID) -> list[Caption]:
    """The captions of a lesson whose reader was let in, with addresses."""
    rows = CaptionRepository(work.session).list_of_lesson(lesson_id)
    return [
        Caption(
            id=row.id,
            language=row.language,
            label=row.label,
            is_default=row.is_default,
            url=links.captions(row.id, row.language, work.now),
        )
        for row in rows
    ]


def _says(store: FileStore, row: models.Caption, request: PutCaptions, content: bytes) -> bool:
    """Whether captions are just those already."""
    same = (row.label, row.is_default) == (request.label, request.is_default)
    return same and store.read(row.id) == content


def _editable(work: UnitOfWork, lesson_id: UUID) -> models.Lesson:
    lesson = LessonRepository(work.session).get(lesson_id)
    course = CourseRepository(work.session).get_for_update(lesson.course_id)
    editing.ensure_may_edit(work.actor, course)
    return lesson
