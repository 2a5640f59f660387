"""One person as staff see them."""

import msgspec

from contracts.accounts.messages import AuditEntry
from contracts.accounts.people import FactorsHeld, GetPerson, ListPersonEntries, Person
from contracts.types import Page
from services.accounts.repository import (
    AuditRepository,
    ProposalRepository,
    SessionRepository,
    UserRepository,
)
from services.accounts.use_cases.devices import to_device
from services.accounts.use_cases.people import to_user
from services.accounts.use_cases.proposals import to_proposal
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import UnitOfWork


def get_person(work: UnitOfWork, request: GetPerson) -> Person:
    """The person with their devices and ways to sign in; for staff."""
    ensure_standing(work, request)
    user = UserRepository(work.session).get(request.user_id)
    devices = SessionRepository(work.session).list_alive(user.id, work.now)
    waiting = ProposalRepository(work.session).find_waiting(user.id, work.now)
    return Person(
        user=to_user(user),
        confirmed_at=user.confirmed_at,
        factors=FactorsHeld(),
        linked=[],
        devices=[to_device(row, work.actor) for row in devices],
        proposal=to_proposal(waiting) if waiting else None,
    )


def list_person_entries(work: UnitOfWork, request: ListPersonEntries) -> Page[AuditEntry]:
    """The log about and by a person; for staff."""
    ensure_standing(work, request)
    UserRepository(work.session).get(request.user_id)
    rows, following = AuditRepository(work.session).list_of_person(request)
    items = [msgspec.convert(row, AuditEntry, from_attributes=True) for row in rows]
    return Page(items=items, next=following)
