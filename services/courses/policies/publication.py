"""Rules of publishing, and of leaving the catalogue."""

from typing import Protocol
from uuid import UUID

from contracts.courses.errors import (
    CourseNotApproved,
    CourseNotArchived,
    CourseNotLive,
    CourseNotSubmitted,
    CourseTakenDown,
    NothingChanged,
    SubmissionOutdated,
)
from contracts.courses.resources import CourseStatus

CHANGED_BY_EDITING = {CourseStatus.PUBLISHED, CourseStatus.APPROVED, CourseStatus.ARCHIVED}


class PublishedCourse(Protocol):
    """What rules look at in a course that is, was or will be in the catalogue."""

    status: CourseStatus
    live: bool
    taken_down: bool
    revision_id: UUID | None


def status_after_edit(status: CourseStatus) -> CourseStatus:
    """What was published or approved is a draft again once it differs from that."""
    return CourseStatus.DRAFT if status in CHANGED_BY_EDITING else status


def ensure_changed(course: PublishedCourse) -> None:
    """Reviewers see only what differs from what they have approved before."""
    if course.status in CHANGED_BY_EDITING:
        raise NothingChanged("Change something before you hand the course in again.")


def ensure_withdrawable(course: PublishedCourse) -> None:
    """Only what waits for its review is taken back."""
    if course.status is not CourseStatus.SUBMITTED:
        raise CourseNotSubmitted("The course does not wait for a review.")


def ensure_still_waits(read: UUID | None, waiting: UUID | None) -> None:
    """Who names the submission they read decides about no other."""
    if read is not None and read != waiting:
        raise SubmissionOutdated("Its teacher took it back and handed it in again. Read it anew.")


def ensure_approved(course: PublishedCourse) -> None:
    """Nothing is published that staff have not approved as it is now."""
    if course.status is not CourseStatus.APPROVED:
        raise CourseNotApproved("Hand the course in. You can publish it once it is approved.")


def ensure_live(course: PublishedCourse) -> None:
    """Only what is in the catalogue leaves it."""
    if not course.live:
        raise CourseNotLive("The course is not in the catalogue.")


def ensure_out_of_catalogue(course: PublishedCourse) -> None:
    """Only what was in the catalogue once, and is not now, comes back."""
    if course.live or course.revision_id is None:
        raise CourseNotArchived("The course has not left the catalogue.")


def ensure_own_to_restore(course: PublishedCourse) -> None:
    """What staff took down only staff put back, or approve anew."""
    if course.taken_down:
        raise CourseTakenDown(
            "The academy took the course down. Change what was asked for and hand it in again."
        )
