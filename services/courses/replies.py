"""Rows as the contracts show them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from contracts.courses.resources import (
    Course,
    CourseCard,
    CourseDraft,
    CourseFile,
    Enrollment,
    Lesson,
    LessonDraft,
    Licence,
    Module,
    Teacher,
)
from contracts.types import Money
from services.courses import models, outlines
from services.courses.links import FileLinks, with_addresses


def read_outline(stored: Any) -> list[Module]:
    """An outline as it is kept beside its course."""
    return msgspec.convert(stored, list[Module])


def read_licence(stored: Any) -> Licence | None:
    """A licence as it is kept beside its course."""
    return msgspec.convert(stored, Licence | None)


def to_card(row: Any, links: FileLinks) -> CourseCard:
    """A course in a list."""
    return CourseCard(**_card(row, links))


def to_course(row: Any, links: FileLinks, files: Sequence[CourseFile]) -> Course:
    """The public page of a course."""
    return Course(
        **_card(row, links),
        description_html=with_addresses(row.description_html, files),
        outline=read_outline(row.outline),
        licence=read_licence(row.licence),
        published_at=row.published_at,
    )


def to_draft(
    course: models.Course,
    category_name: str,
    outline: list[Module],
    links: FileLinks,
    files: Sequence[CourseFile],
) -> CourseDraft:
    """A course as its teacher and the admins see it, with every lesson."""
    return CourseDraft(
        **_card(course, links, category_name),
        description_html=with_addresses(course.description_html, files),
        outline=outline,
        licence=read_licence(course.licence),
        published_at=course.published_at,
        description=course.description,
        review_note=course.review_note,
        submitted_at=course.submitted_at,
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


def to_lesson(row: Any, files: Sequence[CourseFile]) -> Lesson:
    """The content of a lesson; pictures stand in its text, other files are listed."""
    previous_id, next_id = outlines.neighbours(read_outline(row.outline), row.id)
    return Lesson(
        **_summary(row),
        course_id=row.course_id,
        course_slug=row.course_slug,
        course_title=row.course_title,
        module_title=row.module_title,
        objectives=row.objectives,
        questions=row.questions,
        body_html=with_addresses(row.body_html, files),
        video=_find(files, row.video_file_id),
        youtube_id=row.youtube_id,
        files=[file for file in files if _is_listed(file, row.video_file_id)],
        completed=row.completed,
        previous_id=previous_id,
        next_id=next_id,
        licence=read_licence(row.licence),
    )


def to_lesson_draft(lesson: models.Lesson, files: Sequence[CourseFile]) -> LessonDraft:
    """A lesson as its teacher edits it."""
    return LessonDraft(
        **_summary(lesson),
        course_id=lesson.course_id,
        module_id=lesson.module_id,
        body=lesson.body,
        body_html=with_addresses(lesson.body_html, files),
        youtube_id=lesson.youtube_id,
        video=_find(files, lesson.video_file_id),
    )


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
    }


def _summary(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "duration_minutes": row.duration_minutes,
        "preview": row.preview,
    }


def _find(files: Sequence[CourseFile], file_id: Any) -> CourseFile | None:
    return next((file for file in files if file.id == file_id), None)


def _is_listed(file: CourseFile, video_file_id: Any) -> bool:
    return file.id != video_file_id and not file.media_type.startswith("image/")
