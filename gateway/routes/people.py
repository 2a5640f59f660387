"""One person's whole story, what staff do about it, and looking through a person's eyes."""

import asyncio
from typing import ClassVar, TypeVar
from uuid import UUID

import msgspec
from aiohttp import web

from contracts.accounts.impersonation import (
    EndImpersonation,
    EnterImpersonation,
    StartImpersonation,
)
from contracts.accounts.messages import AuditEntry
from contracts.accounts.people import (
    GetPerson,
    ListPersonEntries,
    Person,
    ResendUserConfirmation,
    ResetSecondFactor,
    RestoreUser,
    SignUserOut,
    SuspendUser,
)
from contracts.accounts.proposals import (
    ApproveRoleProposal,
    DeclineRoleProposal,
    ListRoleProposals,
    ProposeAdmin,
)
from contracts.base import Message, Query, Request
from contracts.courses.people import ListCoursesOf, ListEnrollmentsOf
from contracts.courses.resources import CourseCard, Enrollment
from contracts.errors import ServiceTimedOut, Unavailable
from contracts.payments.messages import AdminOrder, ListOrdersOf
from contracts.types import Page
from gateway.endpoints import Endpoint, call_options, json_response
from gateway.keys import RPC
from gateway.limits import Policy

ItemT = TypeVar("ItemT")


class PersonStory(Message, frozen=True, kw_only=True):
    """Everything about one person; a part whose service is away is null."""

    person: Person
    entries: Page[AuditEntry]
    enrollments: Page[Enrollment] | None
    taught: Page[CourseCard] | None
    orders: Page[AdminOrder] | None


class GetPersonStory(Query[PersonStory], frozen=True, kw_only=True):
    """Everything about one person, from all services at once."""

    service: ClassVar[str] = "gateway"

    user_id: UUID


async def get_person_story(request: web.Request, message: GetPersonStory) -> web.StreamResponse:
    """Ask the services side by side; without accounts there is no story."""
    rpc, options, whom = request.app[RPC], call_options(request, message), message.user_id

    async def part(question: Request[Page[ItemT]]) -> Page[ItemT] | None:
        try:
            return await rpc.call(question, options)
        except (Unavailable, ServiceTimedOut):
            return None

    person, entries, enrollments, taught, orders = await asyncio.gather(
        rpc.call(GetPerson(user_id=whom), options),
        rpc.call(ListPersonEntries(user_id=whom), options),
        part(ListEnrollmentsOf(user_id=whom)),
        part(ListCoursesOf(user_id=whom)),
        part(ListOrdersOf(user_id=whom)),
    )
    story = PersonStory(
        person=person, entries=entries, enrollments=enrollments, taught=taught, orders=orders
    )
    return json_response(msgspec.json.encode(story))


_PERSON = "/v1/admin/users/{user_id}"
_PROPOSAL = "/v1/admin/proposals/{proposal_id}"
_VIEW = "/v1/sessions/impersonation"

ENDPOINTS = (
    Endpoint("GET", _PERSON, GetPersonStory, handler=get_person_story),
    Endpoint("GET", f"{_PERSON}/account", GetPerson),
    Endpoint("GET", f"{_PERSON}/audit", ListPersonEntries),
    Endpoint("GET", f"{_PERSON}/enrollments", ListEnrollmentsOf),
    Endpoint("GET", f"{_PERSON}/courses", ListCoursesOf),
    Endpoint("GET", f"{_PERSON}/orders", ListOrdersOf),
    Endpoint("POST", f"{_PERSON}/suspension", SuspendUser),
    Endpoint("POST", f"{_PERSON}/restoration", RestoreUser),
    Endpoint("POST", f"{_PERSON}/sign-out", SignUserOut),
    Endpoint("POST", f"{_PERSON}/second-factor-reset", ResetSecondFactor),
    Endpoint("POST", f"{_PERSON}/confirmation-mail", ResendUserConfirmation, 202),
    Endpoint("POST", f"{_PERSON}/admin-proposal", ProposeAdmin, 201),
    Endpoint("POST", f"{_PERSON}/impersonation", StartImpersonation, 201),
    Endpoint("GET", "/v1/admin/proposals", ListRoleProposals),
    Endpoint("POST", f"{_PROPOSAL}/approval", ApproveRoleProposal),
    Endpoint("POST", f"{_PROPOSAL}/rejection", DeclineRoleProposal),
    Endpoint("POST", _VIEW, EnterImpersonation, 201, policy=Policy.SIGN_IN),
    Endpoint("POST", f"{_VIEW}/end", EndImpersonation),
)
