"""Telling all students of a course something at once."""

from typing import Any

from contracts.courses.roster import (
    Announce,
    Announcement,
    AnnouncementSent,
    ListAnnouncements,
)
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.markdown import Render
from services.courses.models import Course
from services.courses.policies import access, editing
from services.courses.policies.roster import ensure_anybody_to_tell
from services.courses.repository.courses import CourseRepository
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.roster import AnnouncementRepository, RosterRepository

PEOPLE_PER_EVENT = 500
"""An event stays small, and the mails of a large course are queued part by part."""


def announce(work: UnitOfWork, render: Render, request: Announce) -> Announcement:
    """Tell all students of one's course; who enrolls later finds it on the course's pages."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_teaches(work.actor, course)
    students = RosterRepository(work.session).list_ids(course.id)
    ensure_anybody_to_tell(len(students))
    row = models.Announcement(
        course_id=course.id,
        subject=request.subject,
        body=request.body,
        body_html=render(request.body).html,
        announced_at=work.now,
        recipients=len(students),
    )
    AnnouncementRepository(work.session).add(row)
    for start in range(0, len(students), PEOPLE_PER_EVENT):
        work.record(_part(course, row, students[start : start + PEOPLE_PER_EVENT]))
    return _to_announcement(row, course.title)


def list_announcements(work: UnitOfWork, request: ListAnnouncements) -> Page[Announcement]:
    """What the students of a course were told; for them, the teacher and the admins."""
    standing = EnrollmentRepository(work.session).get_standing(
        request.course_id, work.actor.user_id
    )
    access.ensure_may_study(work.actor, standing, enrolled=standing.enrolled)
    rows, following = AnnouncementRepository(work.session).list_of_course(
        request.course_id, request.after, request.limit
    )
    return Page(items=[_to_announcement(row, standing.title) for row in rows], next=following)


def _part(course: Course, row: models.Announcement, students: list[Any]) -> AnnouncementSent:
    return AnnouncementSent(
        announcement_id=row.id,
        course_id=course.id,
        course_slug=course.slug,
        course_title=course.title,
        teacher_name=course.teacher_name,
        subject=row.subject,
        body=row.body,
        student_ids=students,
    )


def _to_announcement(row: Any, course_title: str) -> Announcement:
    return Announcement(
        id=row.id,
        course_id=row.course_id,
        course_title=course_title,
        subject=row.subject,
        body_html=row.body_html,
        announced_at=row.announced_at,
        recipients=row.recipients,
    )
