"""How people come into courses."""

from typing import Any
from uuid import UUID

from contracts.courses.events import EnrollmentCreated
from contracts.courses.resources import Access, AccessState
from contracts.courses.study import Enroll, GetAccess
from contracts.payments.messages import OrderPaid
from services.common.work import UnitOfWork
from services.courses import outlines
from services.courses.policies import access
from services.courses.replies import read_outline
from services.courses.repository.enrollments import EnrollmentRepository


def get_access(work: UnitOfWork, request: GetAccess) -> Access:
    """Whether the caller can study a course, and where to go on."""
    row = EnrollmentRepository(work.session).get_standing(request.course_id, work.actor.user_id)
    access.ensure_sees(work.actor, row, enrolled=row.enrolled)
    return _access(row, access.access_state(work.actor, row, enrolled=row.enrolled))


def enroll(work: UnitOfWork, request: Enroll) -> Access:
    """Enroll the caller in a free course; whoever can study already stays as they are."""
    repository = EnrollmentRepository(work.session)
    row = repository.get_standing(request.course_id, work.actor.user_id)
    access.ensure_sees(work.actor, row, enrolled=row.enrolled)
    state = access.access_state(work.actor, row, enrolled=row.enrolled)
    if state is not AccessState.NONE:
        return _access(row, state)
    access.ensure_enrollable(row)
    _enroll(work, row, work.actor.user_id)
    return _access(row, AccessState.ENROLLED)


def enroll_buyer(work: UnitOfWork, event: OrderPaid) -> None:
    """Who has paid is in, even when the course was hidden meanwhile."""
    row = EnrollmentRepository(work.session).get_standing(event.course_id, event.buyer_id)
    _enroll(work, row, event.buyer_id, event.order_id)


def _enroll(work: UnitOfWork, row: Any, student_id: UUID, order_id: UUID | None = None) -> None:
    """Enroll once; a repetition announces nothing."""
    place = {
        "course_id": row.id,
        "student_id": student_id,
        "enrolled_at": work.now,
        "order_id": order_id,
        "revision_id": row.newest_revision_id,
    }
    if EnrollmentRepository(work.session).add(place):
        work.record(
            EnrollmentCreated(
                course_id=row.id,
                course_slug=row.slug,
                course_title=row.title,
                student_id=student_id,
                order_id=order_id,
            )
        )


def _access(row: Any, state: AccessState) -> Access:
    outline = read_outline(row.outline)
    onward = outlines.next_lesson(outline, set(row.completed_ids))
    lesson_id = None if state is AccessState.NONE else onward
    return Access(course_id=row.id, state=state, lesson_id=lesson_id)
