"""What admins do with courses."""

from datetime import UTC, datetime, time

from contracts.courses.events import CourseApproved, CourseRejected
from contracts.courses.publication import Decision, ReinstateCourse, TakeDownCourse
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
from services.courses.policies import editing, publication
from services.courses.replies import to_own_card
from services.courses.repository.courses import CourseRepository
from services.courses.repository.revisions import SubmissionRepository, WorkingCopyRepository
from services.courses.use_cases.drafts import show_draft
from services.courses.use_cases.publication import decide, publish_and_tell, put_back, take_out

State = dict[str, str | bool]
UNFINISHED = (CourseStatus.DRAFT, CourseStatus.CHANGES_REQUESTED, CourseStatus.APPROVED)


def list_courses_by_status(
    work: UnitOfWork, links: FileLinks, request: ListCoursesByStatus
) -> Page[CourseCard]:
    """Courses of all teachers."""
    rows, following = CourseRepository(work.session).list_by_status(request)
    return Page(items=[to_own_card(row, links) for row in rows], next=following)


def approve_course(work: UnitOfWork, links: FileLinks, request: ApproveCourse) -> CourseDraft:
    """Approve a submitted course, and publish it unless its teacher wants to do that."""
    course = _submitted(work, request)
    before = _state(course)
    decide(work, course, Decision.APPROVED, checks=sorted(set(request.checks)))
    course.status, course.review_note = CourseStatus.APPROVED, ""
    if course.publishes_itself:
        publish_and_tell(work, course)
    else:
        title = WorkingCopyRepository(work.session).face(course).title
        work.record(CourseApproved(course_id=course.id, title=title, teacher_id=course.teacher_id))
    _audit(work, course, "courses.course.approved", before=before)
    return show_draft(work, links, course)


def reject_course(work: UnitOfWork, links: FileLinks, request: RejectCourse) -> CourseDraft:
    """Send a submitted course back to its teacher."""
    course = _submitted(work, request)
    before = _state(course)
    checks = sorted(set(request.checks))
    decide(work, course, Decision.CHANGES_REQUESTED, reason=request.reason, checks=checks)
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
    _audit(work, course, "courses.course.rejected", request.reason, before=before)
    return show_draft(work, links, course)


def take_down_course(work: UnitOfWork, links: FileLinks, request: TakeDownCourse) -> CourseDraft:
    """Take anybody's course out of the catalogue; its students keep it."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    publication.ensure_live(course)
    before = _state(course)
    take_out(work, course, request.reason)
    _audit(work, course, "courses.course.taken_down", request.reason, before=before)
    return show_draft(work, links, course)


def reinstate_course(work: UnitOfWork, links: FileLinks, request: ReinstateCourse) -> CourseDraft:
    """Put a course back that is out of the catalogue."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    publication.ensure_out_of_catalogue(course)
    before = _state(course)
    put_back(work, course)
    _audit(work, course, "courses.course.reinstated", request.reason, before=before)
    return show_draft(work, links, course)


def get_courses_overview(work: UnitOfWork, _request: GetCoursesOverview) -> CoursesOverview:
    """Counts; today is the day in UTC."""
    courses = CourseRepository(work.session)
    counts = courses.count_by_status()
    midnight = datetime.combine(work.now.astimezone(UTC).date(), time(), UTC)
    return CoursesOverview(
        published=courses.count_live(),
        submitted=counts.get(CourseStatus.SUBMITTED, 0),
        drafts=sum(counts.get(status, 0) for status in UNFINISHED),
        enrollments=courses.count_enrollments(),
        enrolled_today=courses.count_enrollments(since=midnight),
    )


def _submitted(work: UnitOfWork, request: ApproveCourse | RejectCourse) -> Course:
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_submitted(course)
    waiting = SubmissionRepository(work.session).find_waiting(course.id)
    publication.ensure_still_waits(request.submission_id, waiting.id if waiting else None)
    return course


def _state(course: Course) -> State:
    return {"status": course.status.value, "live": course.live}


def _audit(
    work: UnitOfWork, course: Course, action: str, reason: str = "", *, before: State
) -> None:
    work.audit(
        action,
        target_type="course",
        target_id=course.id,
        target_label=course.title,
        reason=reason,
        before=before,
        after=_state(course),
    )
