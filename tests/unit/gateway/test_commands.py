"""What changes something: keys against repetition, absent fields, webhooks, composed answers."""

from typing import Any
from uuid import uuid4

import pytest
from msgspec import UNSET

from contracts.accounts.messages import AccountsOverview, ChangeRole, GetAccountsOverview
from contracts.courses.authoring import RemoveModule, UpdateCourse, UpdateLesson
from contracts.courses.resources import CoursesOverview
from contracts.courses.review import GetCoursesOverview
from contracts.errors import IdempotencyKeyReused, ServiceUnavailable
from contracts.payments.errors import SignatureRefused
from contracts.payments.messages import (
    GetPaymentsOverview,
    ListOrders,
    PaymentsOverview,
    RecordStripeEvent,
    StartCheckout,
)
from contracts.types import Role
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import pointers, problem

ORDERS = "/v1/orders"
STRIPE = "/v1/webhooks/stripe"


async def order(gateway: Gateway, key: str | None) -> Any:
    given = {} if key is None else {"Idempotency-Key": key}
    headers = gateway.as_role(Role.STUDENT) | given
    return await gateway.http.post(ORDERS, json={"course_id": str(uuid4())}, headers=headers)


@pytest.mark.parametrize("given", ["k", "x" * 255, "8e03978e-40d5-43dd-bc93-6894a57f9324", "~!#$"])
async def test_a_key_against_repetition_travels_to_the_service(
    gateway: Gateway, given: str
) -> None:
    gateway.rpc.answer(StartCheckout, {"id": "1"})

    response = await order(gateway, given)

    assert response.status == 201
    assert gateway.rpc.asked(StartCheckout)[0].options.idempotency_key == given


@pytest.mark.parametrize("given", ["", "x" * 256, "two words", "schlüssel", "tab\tbed"])
async def test_an_odd_key_is_refused_before_anything_happens(gateway: Gateway, given: str) -> None:
    response = await order(gateway, given)

    assert pointers(await problem(response, 422, "invalid")) == ["/Idempotency-Key"]
    assert not gateway.rpc.asked(StartCheckout)


async def test_without_a_key_every_call_gets_its_own(gateway: Gateway) -> None:
    gateway.rpc.answer(StartCheckout, {"id": "1"})

    await order(gateway, None)
    await order(gateway, None)

    keys = {call.options.idempotency_key for call in gateway.rpc.asked(StartCheckout)}
    assert len(keys) == 2
    assert None not in keys


async def test_a_query_has_no_key(gateway: Gateway) -> None:
    gateway.rpc.answer(ListOrders, {"items": [], "next": None})
    headers = gateway.as_role(Role.STUDENT) | {"Idempotency-Key": "k"}

    await gateway.http.get(ORDERS, headers=headers)

    assert gateway.rpc.asked(ListOrders)[0].options.idempotency_key is None


async def test_a_key_used_for_something_else_is_a_conflict(gateway: Gateway) -> None:
    gateway.rpc.answer(StartCheckout, IdempotencyKeyReused("Send a new one."))

    await problem(await order(gateway, "k"), 409, "idempotency_key_reused")


async def test_absent_and_null_are_different(gateway: Gateway) -> None:
    gateway.rpc.answer(UpdateCourse, {"id": "1"})
    address = f"/v1/teaching/courses/{uuid4()}"
    headers = gateway.as_role(Role.TEACHER)

    await gateway.http.patch(address, json={"cover_file_id": None}, headers=headers)
    await gateway.http.patch(address, json={"title": "Knots"}, headers=headers)

    first, second = (call.request for call in gateway.rpc.asked(UpdateCourse))
    assert (first.cover_file_id, first.title) == (None, UNSET)
    assert (second.cover_file_id, second.title) == (UNSET, "Knots")


async def test_null_is_refused_where_it_means_nothing(gateway: Gateway) -> None:
    headers = gateway.as_role(Role.TEACHER)

    response = await gateway.http.patch(
        f"/v1/teaching/lessons/{uuid4()}", json={"title": None}, headers=headers
    )

    assert pointers(await problem(response, 422, "invalid")) == ["/title"]
    assert not gateway.rpc.asked(UpdateLesson)


async def test_path_and_body_become_one_request(gateway: Gateway) -> None:
    gateway.rpc.answer(ChangeRole, {"id": "1"})
    person = uuid4()

    await gateway.http.put(
        f"/v1/admin/users/{person}/role",
        json={"role": "teacher", "reason": "Teaches knots."},
        headers=gateway.as_role(Role.ADMIN),
    )

    assert gateway.rpc.asked(ChangeRole)[0].request == ChangeRole(
        user_id=person, role=Role.TEACHER, reason="Teaches knots."
    )


async def test_removing_needs_no_body(gateway: Gateway) -> None:
    gateway.rpc.answer(RemoveModule, {"id": "1"})

    response = await gateway.http.delete(
        f"/v1/teaching/modules/{uuid4()}", headers=gateway.as_role(Role.TEACHER)
    )

    assert response.status == 200


async def test_a_webhook_reaches_payments_byte_for_byte(gateway: Gateway) -> None:
    gateway.rpc.answer(RecordStripeEvent, None)
    raw = '{"id":  "evt_1",\n "Ü": 1e400, "id": 2}'

    response = await gateway.http.post(
        STRIPE, data=raw.encode(), headers={"Stripe-Signature": "t=1,v1=ab"}
    )

    assert response.status == 204
    assert gateway.rpc.asked(RecordStripeEvent)[0].request == RecordStripeEvent(
        payload=raw, signature="t=1,v1=ab"
    )


async def test_a_webhook_that_is_not_text_is_refused(gateway: Gateway) -> None:
    response = await gateway.http.post(STRIPE, data=b"\xff\xfe")

    await problem(response, 400, "payments.signature_refused")
    assert not gateway.rpc.asked(RecordStripeEvent)


@pytest.mark.parametrize(
    ("refusal", "status"), [(SignatureRefused("No."), 400), (ServiceUnavailable("Wait."), 503)]
)
async def test_a_webhook_that_was_not_stored_is_not_acknowledged(
    gateway: Gateway, refusal: Exception, status: int
) -> None:
    gateway.rpc.answer(RecordStripeEvent, refusal)

    response = await gateway.http.post(STRIPE, data=b"{}")

    assert response.status == status


async def test_the_overview_asks_all_services_side_by_side(gateway: Gateway) -> None:
    people = AccountsOverview(users=3, students=1, teachers=1, admins=1, registered_today=0)
    courses = CoursesOverview(published=2, submitted=1, drafts=0, enrollments=5, enrolled_today=1)
    money = PaymentsOverview(revenue=[], revenue_today=[], paid_orders=4, pending_orders=0)
    gateway.rpc.answer(GetAccountsOverview, people)
    gateway.rpc.answer(GetCoursesOverview, courses)
    gateway.rpc.answer(GetPaymentsOverview, money)

    response = await gateway.http.get("/v1/admin/overview", headers=gateway.as_role(Role.ADMIN))

    overview = await response.json()
    assert overview["accounts"]["users"] == 3
    assert overview["courses"]["published"] == 2
    assert overview["payments"]["paid_orders"] == 4


async def test_an_overview_without_one_service_is_refused(gateway: Gateway) -> None:
    gateway.rpc.answer(GetAccountsOverview, ServiceUnavailable("Wait."))
    gateway.rpc.answer(GetCoursesOverview, None)
    gateway.rpc.answer(GetPaymentsOverview, None)

    response = await gateway.http.get("/v1/admin/overview", headers=gateway.as_role(Role.ADMIN))

    await problem(response, 503, "service_unavailable")
