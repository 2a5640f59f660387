"""Rows as the contracts show them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from contracts.courses.errors import LessonNotFound
from contracts.courses.resources import (
    Course,
    CourseCard,
    CourseDraft,
    CourseFile,
    CourseStatus,
    Enrollment,
    Lesson,
    LessonDraft,
    Licence,
    Module,
    Tag,
    Teacher,
)
from contracts.courses.writing import StoredFile
from contracts.types import Money
from services.courses import models, outlines
from services.courses.links import FileLinks, with_addresses
from services.courses.policies.reviewing import average as rating_of


def read_outline(stored: Any) -> list[Module]:
    """An outline as it is kept beside its course."""
    return msgspec.convert(stored, list[Module])


def read_licence(stored: Any) -> Licence | None:
    """A licence as it is kept beside its course."""
    return msgspec.convert(stored, Licence | None)


def to_card(row: Any, links: FileLinks) -> CourseCard:
    """A course in a list; what its teacher is doing meanwhile is nobody else's affair."""
    status = CourseStatus.PUBLISHED if row.live else CourseStatus.ARCHIVED
    return CourseCard(**_card(row, links) | {"status": status})


def to_own_card(row: Any, links: FileLinks) -> CourseCard:
    """A course in a list of its teacher or of staff."""
    return CourseCard(**_card(row, links), taken_down=row.taken_down)


def to_course(
    row: Any, links: FileLinks, files: Sequence[CourseFile], tags: Mapping[str, str]
) -> Course:
    """The public page of a course."""
    return Course(
        **_card(row, links) | {"status": CourseStatus.PUBLISHED},
        description_html=with_addresses(row.description_html, files),
        outline=read_outline(row.outline),
        licence=read_licence(row.licence),
        published_at=row.published_at,
        tags=to_tags(tags),
        rating_stars=row.rating_stars,
        section_label=row.section_label,
    )


def to_tags(names: Mapping[str, str]) -> list[Tag]:
    """Tags by slug."""
    return [Tag(slug=slug, name=name) for slug, name in names.items()]


def to_draft(
    course: models.Course,
    face: models.Course | models.WorkingCopy,
    category_name: str,
    outline: list[Module],
    links: FileLinks,
    files: Sequence[CourseFile],
) -> CourseDraft:
    """A course as its teacher and the admins see it, with every lesson."""
    return CourseDraft(
        **_card(course, links, category_name) | _face(face, links),
        description_html=with_addresses(face.description_html, files),
        outline=outline,
        licence=read_licence(course.licence),
        published_at=course.published_at,
        rating_stars=course.rating_stars,
        section_label=course.section_label,
        version=course.version,
        description=face.description,
        review_note=course.review_note,
        submitted_at=course.submitted_at,
        publishes_itself=course.publishes_itself,
        taken_down=course.taken_down,
    )


def to_enrollment(row: Any, links: FileLinks) -> Enrollment:
    """A course that a student studies, and how far they are."""
    outline, completed = read_outline(row.outline), set(row.completed_ids)
    return Enrollment(
        course=to_card(row, links),
        enrolled_at=row.enrolled_at,
        completed_lessons=outlines.count_completed(outline, completed),
        next_lesson_id=outlines.next_lesson(outline, completed),
    )


def to_lesson(row: Any, outline: list[Module], files: Sequence[CourseFile]) -> Lesson:
    """The content of a lesson; pictures stand in its text, other files are listed."""
    previous_id, next_id = outlines.neighbours(outline, row.id)
    return Lesson(
        **_summary(row),
        course_id=row.course_id,
        course_slug=row.course_slug,
        course_title=row.course_title,
        module_title=outlines.module_title_of(outline, row.id),
        objectives=row.objectives,
        questions=row.questions,
        body_html=with_addresses(row.body_html, files),
        video=_find(files, row.video_file_id),
        youtube_id=row.youtube_id,
        video_url=row.video_url,
        files=[file for file in files if _is_listed(file, row.video_file_id)],
        completed=row.id in row.completed_ids,
        previous_id=previous_id,
        next_id=next_id,
        licence=read_licence(row.licence),
    )


def to_lesson_draft(lesson: models.Lesson, files: Sequence[CourseFile]) -> LessonDraft:
    """A lesson as its teacher edits it."""
    return LessonDraft(
        **_summary(lesson),
        course_id=lesson.course_id,
        module_id=_placed(lesson.module_id),
        body=lesson.body,
        body_html=with_addresses(lesson.body_html, files),
        youtube_id=lesson.youtube_id,
        video_url=lesson.video_url,
        video=_find(files, lesson.video_file_id),
        version=lesson.version,
    )


def to_stored_file(file: CourseFile, used_in: list[str], *, shown: bool) -> StoredFile:
    """A file, and what uses it."""
    plain = msgspec.structs.asdict(file)
    return StoredFile(**plain, used_in=used_in, in_use=bool(used_in) or shown)


def _card(row: Any, links: FileLinks, category_name: str | None = None) -> dict[str, Any]:
    return {
        "id": row.id,
        "slug": row.slug,
        "title": row.title,
        "summary": row.summary,
        "category": row.category,
        "category_name": row.category_name if category_name is None else category_name,
        "level": row.level,
        "language": row.language,
        "teacher": Teacher(id=row.teacher_id, name=row.teacher_name),
        "price": Money(amount=row.price_amount, currency=row.price_currency),
        "lesson_count": row.lesson_count,
        "duration_minutes": row.duration_minutes,
        "cover_url": links.cover(row.cover_file_id, row.cover_media_type),
        "status": row.status,
        "live": row.live,
        "revision": row.revision_number,
        "rating": rating_of(row.rating_count, row.rating_total),
        "rating_count": row.rating_count,
        "student_count": row.student_count,
    }


def _face(face: models.Course | models.WorkingCopy, links: FileLinks) -> dict[str, Any]:
    """What the teacher may have changed of a card since it was published."""
    return {
        "title": face.title,
        "summary": face.summary,
        "category": face.category,
        "level": face.level,
        "language": face.language,
        "cover_url": links.cover(face.cover_file_id, face.cover_media_type),
    }


def _summary(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "duration_minutes": row.duration_minutes,
        "preview": row.preview,
        "release_at": row.release_at,
        "release_after_days": row.release_after_days,
        "release_after": row.release_after,
        "requires": row.requires,
        "topic_id": row.topic_id,
    }


def _find(files: Sequence[CourseFile], file_id: Any) -> CourseFile | None:
    return next((file for file in files if file.id == file_id), None)


def _is_listed(file: CourseFile, video_file_id: Any) -> bool:
    return file.id != video_file_id and not file.media_type.startswith("image/")


def _placed(module_id: UUID | None) -> UUID:
    """The module of a lesson that is part of its course."""
    if module_id is None:
        raise LessonNotFound("There is no such lesson.")
    return module_id
