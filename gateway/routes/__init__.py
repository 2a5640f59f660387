"""The route table: one module per resource, one row per endpoint."""

from gateway.endpoints import Endpoint
from gateway.routes import accounts, admin, audit, courses, invitations, orders, study, teaching

ENDPOINTS: tuple[Endpoint, ...] = (
    *accounts.ENDPOINTS,
    *courses.ENDPOINTS,
    *study.ENDPOINTS,
    *orders.ENDPOINTS,
    *teaching.ENDPOINTS,
    *admin.ENDPOINTS,
    *audit.ENDPOINTS,
    *invitations.ENDPOINTS,
)
