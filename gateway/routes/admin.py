"""What admins do from their console."""

import asyncio
from typing import ClassVar

import msgspec
from aiohttp import web

from contracts.accounts.messages import (
    AccountsOverview,
    ChangeRole,
    GetAccountsOverview,
    ListUsers,
)
from contracts.base import Message, Query
from contracts.courses.publication import ReinstateCourse, TakeDownCourse
from contracts.courses.resources import CoursesOverview
from contracts.courses.review import (
    ApproveCourse,
    GetCoursesOverview,
    ListCoursesByStatus,
    RejectCourse,
)
from contracts.payments.messages import GetPaymentsOverview, ListAllOrders, PaymentsOverview
from gateway.endpoints import Endpoint, call_options, json_response
from gateway.keys import RPC


class Overview(Message, frozen=True, kw_only=True):
    """The academy in figures."""

    accounts: AccountsOverview
    courses: CoursesOverview
    payments: PaymentsOverview


class GetOverview(Query[Overview], frozen=True, kw_only=True):
    """The academy in figures, from all services at once."""

    service: ClassVar[str] = "gateway"


async def get_overview(request: web.Request, message: GetOverview) -> web.StreamResponse:
    """Ask the services side by side, never one through another."""
    rpc, options = request.app[RPC], call_options(request, message)
    accounts, courses, payments = await asyncio.gather(
        rpc.call(GetAccountsOverview(), options),
        rpc.call(GetCoursesOverview(), options),
        rpc.call(GetPaymentsOverview(), options),
    )
    overview = Overview(accounts=accounts, courses=courses, payments=payments)
    return json_response(msgspec.json.encode(overview))


ENDPOINTS = (
    Endpoint("GET", "/v1/admin/overview", GetOverview, handler=get_overview),
    Endpoint("GET", "/v1/admin/users", ListUsers),
    Endpoint("PUT", "/v1/admin/users/{user_id}/role", ChangeRole),
    Endpoint("GET", "/v1/admin/courses", ListCoursesByStatus),
    Endpoint("POST", "/v1/admin/courses/{course_id}/approval", ApproveCourse),
    Endpoint("POST", "/v1/admin/courses/{course_id}/rejection", RejectCourse),
    Endpoint("POST", "/v1/admin/courses/{course_id}/take-down", TakeDownCourse),
    Endpoint("POST", "/v1/admin/courses/{course_id}/reinstatement", ReinstateCourse),
    Endpoint("GET", "/v1/admin/orders", ListAllOrders),
)
