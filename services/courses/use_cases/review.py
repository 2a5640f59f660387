"""What admins do with courses."""

from datetime import UTC, datetime, time

from contracts.courses.events import CourseRejected
from contracts.courses.resources import CourseCard, CourseDraft, CoursesOverview, CourseStatus
from contracts.courses.review import (
    ApproveCourse,
    GetCoursesOverview,
    ListCoursesByStatus,
    RejectCourse,
)
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import Course
from services.courses.policies import editing
from services.courses.replies import to_card
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.courses import CourseRepository
from services.courses.use_cases.drafts import announce_published, refresh_outline, show_draft
from services.courses.use_cases.quiz_versions import freeze_quizzes


def list_courses_by_status(
    work: UnitOfWork, links: FileLinks, request: ListCoursesByStatus
) -> Page[CourseCard]:
    """Courses of all teachers."""
    rows, following = CourseRepository(work.session).list_by_status(request)
    return Page(items=[to_card(row, links) for row in rows], next=following)


def approve_course(work: UnitOfWork, links: FileLinks, request: ApproveCourse) -> CourseDraft:
    """Publish a submitted course."""
    course = _submitted(work, request)
    first = course.published_at is None
    publish(work, course)
    announce_published(work, course, first=first)
    _audit(work, course, "courses.course.approved")
    return show_draft(work, links, course)


def reject_course(work: UnitOfWork, links: FileLinks, request: RejectCourse) -> CourseDraft:
    """Send a submitted course back to its teacher."""
    course = _submitted(work, request)
    course.status, course.review_note = CourseStatus.CHANGES_REQUESTED, request.reason
    work.session.flush()
    work.record(
        CourseRejected(
            course_id=course.id,
            title=course.title,
            teacher_id=course.teacher_id,
            reason=request.reason,
        )
    )
    _audit(work, course, "courses.course.rejected", request.reason)
    return show_draft(work, links, course)


def get_courses_overview(work: UnitOfWork, _request: GetCoursesOverview) -> CoursesOverview:
    """Counts; today is the day in UTC."""
    courses = CourseRepository(work.session)
    counts = courses.count_by_status()
    midnight = datetime.combine(work.now.astimezone(UTC).date(), time(), UTC)
    return CoursesOverview(
        published=counts.get(CourseStatus.PUBLISHED, 0),
        submitted=counts.get(CourseStatus.SUBMITTED, 0),
        drafts=sum(counts.get(status, 0) for status in editing.SUBMITTABLE),
        enrollments=courses.count_enrollments(),
        enrolled_today=courses.count_enrollments(since=midnight),
    )


def publish(work: UnitOfWork, course: Course) -> None:
    """Put a course into the catalogue."""
    course.status, course.review_note = CourseStatus.PUBLISHED, ""
    course.published_at = course.published_at or work.now
    freeze_quizzes(work, course)
    refresh_outline(work, course)
    CatalogueRepository(work.session).shelve(course.category, 1)


def _submitted(work: UnitOfWork, request: ApproveCourse | RejectCourse) -> Course:
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_submitted(course)
    return course


def _audit(work: UnitOfWork, course: Course, action: str, reason: str = "") -> None:
    work.audit(
        action,
        target_type="course",
        target_id=course.id,
        target_label=course.title,
        reason=reason,
        before={"status": CourseStatus.SUBMITTED.value},
        after={"status": course.status.value},
    )
