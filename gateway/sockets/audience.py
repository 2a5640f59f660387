"""Which of the staff hear of an event: those who may look at what it changes."""

import functools
from typing import Any

from contracts.accounts.messages import ListAuditEntries, ListUsers
from contracts.accounts.proposals import ListRoleProposals, RoleProposalClosed, RoleProposed
from contracts.audit import AccountsAdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.base import Request
from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from contracts.courses.certificate_register import ListAllCertificates
from contracts.courses.review import ListCoursesByStatus
from contracts.payments.messages import ListAllOrders
from contracts.permissions import may
from contracts.types import STAFF, Role

_BY_SOURCE: dict[str, type[Request[Any]]] = {
    "accounts": ListUsers,
    "courses": ListCoursesByStatus,
    "payments": ListAllOrders,
}
_BY_TYPE: dict[str, type[Request[Any]]] = {
    RoleProposed.event_type: ListRoleProposals,
    RoleProposalClosed.event_type: ListRoleProposals,
    CertificateIssued.event_type: ListAllCertificates,
    CertificateRevoked.event_type: ListAllCertificates,
    AccountsAdminActed.event_type: ListAuditEntries,
    CoursesAdminActed.event_type: ListAuditEntries,
    PaymentsAdminActed.event_type: ListAuditEntries,
}


def staff_room(role: Role) -> str:
    """The room of those who have a role."""
    return f"staff:{role}"


@functools.cache
def staff_rooms(event_type: str) -> frozenset[str]:
    """Rooms of the staff that hear of such an event; admins hear of everything else too."""
    source = event_type.partition(".")[0]
    question = _BY_TYPE.get(event_type) or _BY_SOURCE.get(source)
    hearing = {role for role in STAFF if question is not None and may(role, question)}
    return frozenset(staff_room(role) for role in hearing | {Role.ADMIN})
