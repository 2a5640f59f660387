"""What students do with the courses they are in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.courses.errors import LessonNotFound
from contracts.courses.people import ListEnrollmentsOf
from contracts.courses.publication import AdoptRevision
from contracts.courses.resources import Enrollment, Lesson, Module, Progress, StudyPlan
from contracts.courses.study import GetLesson, GetStudyPlan, ListEnrollments, SetLessonCompletion
from contracts.types import Actor, Page
from services.common.work import UnitOfWork
from services.courses import outlines
from services.courses.links import FileLinks
from services.courses.policies import access, releases
from services.courses.policies.quizzes import results
from services.courses.replies import read_outline, to_enrollment, to_lesson
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.use_cases.playback import with_playback


def get_lesson(work: UnitOfWork, links: FileLinks, request: GetLesson) -> Lesson:
    """A lesson of the revision that the caller studies; its teacher reads what they wrote."""
    row, outline = open_lesson(work, request.lesson_id)
    ids = [*row.file_ids, row.video_file_id] if row.video_file_id else row.file_ids
    stored = FileRepository(work.session).list_of_course(row.course_id, ids)
    lesson = to_lesson(row, outline, [links.file(file, work.now) for file in stored])
    return with_playback(work, links, row, lesson)


def open_lesson(work: UnitOfWork, lesson_id: UUID) -> tuple[Any, list[Module]]:
    """A lesson that the caller may read at this moment, and the outline around it."""
    caller = work.caller
    row = find_lesson(work, caller, lesson_id)
    access.ensure_may_read(caller, row, enrolled=row.enrolled)
    outline = outline_around(work, caller, row)
    if row.enrolled:
        ensure_open(work, row, outline)
    return row, outline


def get_study_plan(work: UnitOfWork, request: GetStudyPlan) -> StudyPlan:
    """The outline for an enrolled student; for the teacher and admins without progress."""
    row = EnrollmentRepository(work.session).get_standing(request.course_id, work.actor.user_id)
    access.ensure_may_study(work.actor, row, enrolled=row.enrolled)
    return show_plan(work, row)


def show_plan(work: UnitOfWork, row: Any) -> StudyPlan:
    """The outline of a course as one person sees it."""
    outline = outline_around(work, work.actor, row)
    completions = _completions(work, row.id, row, outlines.lessons_of(outline))
    return StudyPlan(
        course_id=row.id,
        course_slug=row.slug,
        course_title=row.title,
        modules=outlines.mark_studied(
            outline, outlines.Standing(row.enrolled_at, completions, work.now)
        ),
        completed_lessons=outlines.count_completed(outline, set(completions)),
        lesson_count=len(outlines.lessons_of(outline)),
        revision=row.revision or 0,
        newest_revision=row.newest_revision,
    )


def set_lesson_completion(work: UnitOfWork, request: SetLessonCompletion) -> Progress:
    """Mark a lesson, or take the mark back; repeating changes nothing."""
    student_id = work.actor.user_id
    lesson = find_lesson(work, None, request.lesson_id, student_id)
    access.ensure_enrolled(enrolled=lesson.enrolled)
    results.ensure_completed_by_hand(lesson.kind)
    if request.completed:
        ensure_open(work, lesson, read_outline(lesson.outline))
        EnrollmentRepository(work.session).complete(
            student_id=student_id,
            lesson_id=lesson.id,
            course_id=lesson.course_id,
            now=work.now,
        )
    else:
        EnrollmentRepository(work.session).undo_completion(student_id, lesson.id)
    EnrollmentRepository(work.session).note_activity(lesson.course_id, student_id, work.now)
    return note_progress(work, lesson.course_id, student_id)


def note_progress(work: UnitOfWork, course_id: UUID, student_id: UUID) -> Progress:
    """Count anew, and remember since when everything is completed."""
    repository = EnrollmentRepository(work.session)
    row = repository.get_standing(course_id, student_id)
    done = outlines.count_completed(read_outline(row.outline), set(row.completed_ids))
    is_complete = 0 < row.lesson_count == done
    completed_at = (row.completed_at or work.now) if is_complete else None
    progress = {
        "completed_lessons": done,
        "completed_at": completed_at,
        "certificate_due": True,
    }
    repository.note_progress(course_id, student_id, progress)
    return Progress(
        course_id=course_id,
        completed_lessons=done,
        lesson_count=row.lesson_count,
        completed_at=completed_at,
    )


def adopt_revision(work: UnitOfWork, request: AdoptRevision) -> StudyPlan:
    """Go on with the newest revision; what was completed stays so by the lessons' ids."""
    repository, student_id = EnrollmentRepository(work.session), work.actor.user_id
    row = repository.get_standing(request.course_id, student_id)
    access.ensure_enrolled(enrolled=row.enrolled)
    if row.revision != row.newest_revision:
        repository.pin(row.id, student_id, row.newest_revision_id)
        note_progress(work, row.id, student_id)
        row = repository.get_standing(row.id, student_id)
    return show_plan(work, row)


def find_lesson(
    work: UnitOfWork, caller: Actor | None, lesson_id: UUID, reader_id: UUID | None = None
) -> Any:
    """The lesson as published; for who works on the course as it is written."""
    lessons = LessonRepository(work.session)
    reader_id = caller.user_id if caller else reader_id
    row = lessons.find_content(lesson_id, reader_id)
    if row is None or access.works_on(caller, row):
        written = lessons.find_written(lesson_id, reader_id)
        row = written if written and access.works_on(caller, written) else row
    if row is None:
        raise LessonNotFound("There is no such lesson.")
    return row


def outline_around(work: UnitOfWork, caller: Actor | None, row: Any) -> list[Module]:
    """The outline that goes with what `find_lesson` finds."""
    course_id = getattr(row, "course_id", row.id)
    if access.works_on(caller, row) and not row.enrolled:
        return outlines.build_outline(LessonRepository(work.session).list_outline(course_id))
    return read_outline(row.outline)


def ensure_open(work: UnitOfWork, row: Any, outline: list[Module]) -> None:
    """A student opens and completes what its date and the lessons before it allow."""
    completions = _completions(work, row.course_id, row, [row])
    standing = outlines.Standing(row.enrolled_at, completions, work.now)
    opens_at, missing = outlines.locks(outline, row, standing)
    releases.ensure_released(opens_at)
    releases.ensure_unlocked(missing)


def _completions(
    work: UnitOfWork, course_id: UUID, row: Any, lessons: Sequence[releases.ReleasedLesson]
) -> Mapping[UUID, datetime]:
    """When the student completed what; the moments are looked up only where they count."""
    if row.enrolled and any(map(releases.follows_module, lessons)):
        enrollments = EnrollmentRepository(work.session)
        return enrollments.list_completions(course_id, work.actor.user_id)
    return dict.fromkeys(row.completed_ids, work.now)


def list_enrollments(
    work: UnitOfWork, links: FileLinks, request: ListEnrollments
) -> Page[Enrollment]:
    """The caller's courses, hidden ones too."""
    return _studied(work, links, work.actor.user_id, request)


def list_enrollments_of(
    work: UnitOfWork, links: FileLinks, request: ListEnrollmentsOf
) -> Page[Enrollment]:
    """The same for anybody; for staff."""
    return _studied(work, links, request.user_id, request)


def _studied(
    work: UnitOfWork,
    links: FileLinks,
    user_id: UUID,
    request: ListEnrollments | ListEnrollmentsOf,
) -> Page[Enrollment]:
    enrollments = EnrollmentRepository(work.session)
    rows, following = enrollments.list_studied(user_id, request.after, request.limit)
    return Page(items=[to_enrollment(row, links) for row in rows], next=following)
