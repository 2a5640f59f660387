"""The route table: one module per resource, one row per endpoint."""

from gateway.endpoints import Endpoint
from gateway.routes import (
    accounts,
    admin,
    audit,
    courses,
    exchange,
    family,
    invitations,
    notifications,
    orders,
    people,
    personal_data,
    profiles,
    second_factors,
    study,
    teaching,
    ways_in,
)

ENDPOINTS: tuple[Endpoint, ...] = (
    *accounts.ENDPOINTS,
    *ways_in.ENDPOINTS,
    *second_factors.ENDPOINTS,
    *profiles.ENDPOINTS,
    *family.ENDPOINTS,
    *notifications.ENDPOINTS,
    *personal_data.ENDPOINTS,
    *courses.ENDPOINTS,
    *study.ENDPOINTS,
    *orders.ENDPOINTS,
    *teaching.ENDPOINTS,
    *exchange.ENDPOINTS,
    *admin.ENDPOINTS,
    *audit.ENDPOINTS,
    *invitations.ENDPOINTS,
    *people.ENDPOINTS,
)
