"""One person as staff see them."""

from uuid import UUID

from contracts.accounts.messages import AuditEntry
from contracts.accounts.people import (
    FactorsHeld,
    GetPerson,
    LinkedSignIn,
    ListPersonEntries,
    Person,
)
from contracts.types import Page, Role
from services.accounts import models, policies
from services.accounts.repository import (
    AuditRepository,
    IdentityRepository,
    ProposalRepository,
    SessionRepository,
    UserRepository,
    WaysRepository,
)
from services.accounts.use_cases.audit import to_entries
from services.accounts.use_cases.devices import to_device
from services.accounts.use_cases.people import to_user
from services.accounts.use_cases.proposals import to_proposal
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import UnitOfWork


def get_person(work: UnitOfWork, request: GetPerson) -> Person:
    """The person with their devices and ways to sign in; for staff who may treat them."""
    role, user = _seen(work, request)
    ways = WaysRepository(work.session).of(user.id)
    devices = SessionRepository(work.session).list_alive(user.id, work.now)
    may_decide = role is Role.ADMIN
    waiting = may_decide and ProposalRepository(work.session).find_waiting(user.id, work.now)
    return Person(
        user=to_user(user),
        confirmed_at=user.confirmed_at,
        factors=FactorsHeld(
            app=ways.totp, passkeys=ways.passkeys, recovery_codes=ways.recovery_codes
        ),
        linked=_linked(work, user.id),
        devices=[to_device(row, work.actor) for row in devices],
        proposal=to_proposal(waiting) if waiting else None,
    )


def _seen(work: UnitOfWork, request: GetPerson | ListPersonEntries) -> tuple[Role, models.User]:
    """Whom to show, and the role of who looks: what admins did is for admins to read."""
    role = ensure_standing(work, request)
    user = UserRepository(work.session).get(request.user_id)
    policies.ensure_may_treat(role, user)
    return role, user


def _linked(work: UnitOfWork, user_id: UUID) -> list[LinkedSignIn]:
    identity = IdentityRepository(work.session).find_of(user_id)
    if identity is None:
        return []
    google = LinkedSignIn(provider="Google", email=identity.email, linked_at=identity.linked_at)
    return [google]


def list_person_entries(work: UnitOfWork, request: ListPersonEntries) -> Page[AuditEntry]:
    """The log about and by a person; for staff who may treat them."""
    _seen(work, request)
    rows, following = AuditRepository(work.session).list_of_person(request)
    return Page(items=to_entries(work, rows), next=following)
