"""How a working copy becomes a revision, and how courses leave the catalogue and come back."""

from typing import Any

import msgspec

from contracts.courses.authoring import SubmitCourse
from contracts.courses.events import CourseArchived, CourseSubmitted, CourseWithdrawn
from contracts.courses.publication import (
    ArchiveCourse,
    Decision,
    ListSubmissions,
    PublishCourse,
    RestoreCourse,
    Submission,
    WithdrawCourse,
)
from contracts.courses.resources import CourseDraft, CourseStatus
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.links import FileLinks
from services.courses.models import Course
from services.courses.outlines import build_outline
from services.courses.policies import editing, publication
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.certificate_rules import CertificateRuleRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import (
    RevisionRepository,
    SubmissionRepository,
    WorkingCopyRepository,
)
from services.courses.use_cases.drafts import announce_published, show_draft
from services.courses.use_cases.quiz_versions import freeze_quizzes


def submit_course(work: UnitOfWork, links: FileLinks, request: SubmitCourse) -> CourseDraft:
    """Hand a course in; one that is in review already stays there."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_teaches(work.actor, course)
    if course.status is CourseStatus.SUBMITTED:
        return show_draft(work, links, course)
    publication.ensure_changed(course)
    editing.ensure_submittable(LessonRepository(work.session).list_of_course(course.id))
    course.status, course.submitted_at = CourseStatus.SUBMITTED, work.now
    course.review_note, course.publishes_itself = "", request.publishes_itself
    SubmissionRepository(work.session).add(
        models.Submission(
            course_id=course.id,
            note=request.note,
            submitted_at=work.now,
            decision=Decision.WAITING,
        )
    )
    title = WorkingCopyRepository(work.session).face(course).title
    work.record(CourseSubmitted(course_id=course.id, title=title, teacher_id=course.teacher_id))
    return show_draft(work, links, course)


def withdraw_course(work: UnitOfWork, links: FileLinks, request: WithdrawCourse) -> CourseDraft:
    """Take a submission back, to go on writing."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_teaches(work.actor, course)
    publication.ensure_withdrawable(course)
    decide(work, course, Decision.WITHDRAWN)
    course.status = CourseStatus.DRAFT
    title = WorkingCopyRepository(work.session).face(course).title
    work.record(CourseWithdrawn(course_id=course.id, title=title, teacher_id=course.teacher_id))
    work.session.flush()
    return show_draft(work, links, course)


def publish_course(work: UnitOfWork, links: FileLinks, request: PublishCourse) -> CourseDraft:
    """Publish what staff have approved."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_teaches(work.actor, course)
    publication.ensure_approved(course)
    publish_and_tell(work, course)
    return show_draft(work, links, course)


def archive_course(work: UnitOfWork, links: FileLinks, request: ArchiveCourse) -> CourseDraft:
    """Take one's own course out of the catalogue; its students keep it."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_teaches(work.actor, course)
    publication.ensure_live(course)
    take_out(work, course)
    return show_draft(work, links, course)


def restore_course(work: UnitOfWork, links: FileLinks, request: RestoreCourse) -> CourseDraft:
    """Put one's own course back as it was."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_teaches(work.actor, course)
    publication.ensure_out_of_catalogue(course)
    publication.ensure_own_to_restore(course)
    put_back(work, course)
    return show_draft(work, links, course)


def list_submissions(work: UnitOfWork, request: ListSubmissions) -> Page[Submission]:
    """The reviews of a course."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    rows, following = SubmissionRepository(work.session).list_of_course(
        course.id, request.after, request.limit
    )
    return Page(items=[_to_submission(row) for row in rows], next=following)


def publish(work: UnitOfWork, course: Course) -> None:
    """Make the working copy the newest revision, and let the catalogue and students have it."""
    catalogue, revisions = CatalogueRepository(work.session), RevisionRepository(work.session)
    if course.live:
        catalogue.shelve(course.category, -1)
    WorkingCopyRepository(work.session).adopt(course)
    freeze_quizzes(work, course)
    outline, lessons = _written(work, course)
    revision = revisions.add(course, outline, lessons, work.now)
    course.revision_id, course.revision_number = revision.id, revision.number
    course.outline, course.lesson_count = revision.outline, revision.lesson_count
    course.duration_minutes = revision.duration_minutes
    course.status, course.review_note = CourseStatus.PUBLISHED, ""
    course.live, course.taken_down = True, False
    course.published_at = course.published_at or work.now
    work.session.flush()
    revisions.move_students(course, work.now)
    CertificateRuleRepository(work.session).make_due(course.id, work.now)
    catalogue.shelve(course.category, 1)
    work.session.flush()


def publish_if_changed(work: UnitOfWork, course: Course) -> bool:
    """Publish what differs from the newest revision; False when nothing does."""
    face = WorkingCopyRepository(work.session).face(course)
    freeze_quizzes(work, course)
    outline, lessons = _written(work, course)
    is_shown = course.live and course.revision_id is not None
    if is_shown and RevisionRepository(work.session).says(course, face, outline, lessons):
        WorkingCopyRepository(work.session).adopt(course)
        course.status = CourseStatus.PUBLISHED
        return False
    publish(work, course)
    return True


def publish_and_tell(work: UnitOfWork, course: Course) -> None:
    """Publish, and announce it; only the first time is news to the teacher."""
    first = course.published_at is None
    publish(work, course)
    submission = SubmissionRepository(work.session).find_newest(course.id)
    if submission is not None:
        submission.revision_number = course.revision_number
    announce_published(work, course, first=first)


def take_out(work: UnitOfWork, course: Course, reason: str | None = None) -> None:
    """Take a course out of the catalogue; with a reason it is staff who do it."""
    course.live, course.taken_down = False, reason is not None
    if course.status is CourseStatus.PUBLISHED:
        course.status = CourseStatus.ARCHIVED
    if reason is not None:
        course.review_note = reason
    CatalogueRepository(work.session).shelve(course.category, -1)
    work.record(
        CourseArchived(
            course_id=course.id,
            slug=course.slug,
            title=course.title,
            teacher_id=course.teacher_id,
            taken_down=reason is not None,
            reason=reason or "",
        )
    )
    work.session.flush()


def put_back(work: UnitOfWork, course: Course) -> None:
    """Show the newest revision in the catalogue again."""
    course.live, course.taken_down = True, False
    if course.status is CourseStatus.ARCHIVED:
        course.status, course.review_note = CourseStatus.PUBLISHED, ""
    CatalogueRepository(work.session).shelve(course.category, 1)
    announce_published(work, course, first=False)
    work.session.flush()


def decide(work: UnitOfWork, course: Course, decision: Decision, **answer: Any) -> None:
    """Write down what became of the submission that waits."""
    submission = SubmissionRepository(work.session).find_waiting(course.id)
    if submission is None:
        return
    submission.decision, submission.decided_at = decision, work.now
    submission.decided_by = work.actor.user_id
    for name, value in answer.items():
        setattr(submission, name, value)


def _to_submission(row: Any) -> Submission:
    return Submission(
        id=row.id,
        note=row.note,
        submitted_at=row.submitted_at,
        decision=row.decision,
        decided_at=row.decided_at,
        reason=row.reason,
        checks=row.checks,
        revision=row.revision_number,
    )


def _written(work: UnitOfWork, course: Course) -> tuple[Any, list[models.Lesson]]:
    """The outline and the lessons that a revision would have: the finished ones."""
    lessons = LessonRepository(work.session)
    rows = [row for row in lessons.list_outline(course.id) if row.lesson_id is None or row.ready]
    ready = [lesson for lesson in lessons.list_of_course(course.id) if lesson.ready]
    return msgspec.to_builtins(build_outline(rows)), ready
