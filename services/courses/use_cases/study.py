"""What students do with the courses they are in."""

from uuid import UUID

from contracts.courses.errors import LessonNotFound
from contracts.courses.people import ListEnrollmentsOf
from contracts.courses.resources import Enrollment, Lesson, Progress, StudyPlan
from contracts.courses.study import GetLesson, GetStudyPlan, ListEnrollments, SetLessonCompletion
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses import outlines
from services.courses.links import FileLinks
from services.courses.policies import access
from services.courses.policies.quizzes import results
from services.courses.replies import read_outline, to_enrollment, to_lesson
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository


def get_lesson(work: UnitOfWork, links: FileLinks, request: GetLesson) -> Lesson:
    """A lesson with addresses of its files that last for some hours."""
    caller = work.caller
    student_id = caller.user_id if caller else None
    row = LessonRepository(work.session).get_content(request.lesson_id, student_id)
    access.ensure_may_read(caller, row, enrolled=row.enrolled)
    ids = [*row.file_ids, row.video_file_id] if row.video_file_id else row.file_ids
    stored = FileRepository(work.session).list_of_course(row.course_id, ids)
    return to_lesson(row, [links.file(file, work.now) for file in stored])


def get_study_plan(work: UnitOfWork, request: GetStudyPlan) -> StudyPlan:
    """The outline for an enrolled student; for the teacher and admins without progress."""
    row = EnrollmentRepository(work.session).get_standing(request.course_id, work.actor.user_id)
    access.ensure_may_study(work.actor, row, enrolled=row.enrolled)
    outline, completed = read_outline(row.outline), set(row.completed_ids)
    return StudyPlan(
        course_id=row.id,
        course_slug=row.slug,
        course_title=row.title,
        modules=outlines.mark_completed(outline, completed),
        completed_lessons=outlines.count_completed(outline, completed),
        lesson_count=row.lesson_count,
    )


def set_lesson_completion(work: UnitOfWork, request: SetLessonCompletion) -> Progress:
    """Mark a lesson, or take the mark back; repeating changes nothing."""
    student_id = work.actor.user_id
    repository = EnrollmentRepository(work.session)
    lesson = LessonRepository(work.session).get(request.lesson_id)
    access.ensure_enrolled(enrolled=repository.get_standing(lesson.course_id, student_id).enrolled)
    if not lesson.ready:
        raise LessonNotFound("There is no such lesson.")
    results.ensure_completed_by_hand(lesson.kind)
    if request.completed:
        repository.complete(
            student_id=student_id,
            lesson_id=lesson.id,
            course_id=lesson.course_id,
            now=work.now,
        )
    else:
        repository.undo_completion(student_id, lesson.id)
    row = repository.get_standing(lesson.course_id, student_id)
    return Progress(
        course_id=row.id,
        completed_lessons=outlines.count_completed(
            read_outline(row.outline), set(row.completed_ids)
        ),
        lesson_count=row.lesson_count,
    )


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
