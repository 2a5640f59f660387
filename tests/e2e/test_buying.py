"""A student buys a course: every way the money and the news of it can take."""

import asyncio
from typing import Any

import pytest

from tests.e2e.people import Mailbox, Person, Refusal, Stripe
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

PAID_COURSE = "programming-with-python"


@pytest.fixture
async def course(anybody: Person) -> dict[str, Any]:
    found = await anybody.get(f"/v1/courses/{PAID_COURSE}")
    assert found["price"]["amount"] > 0
    return dict(found)


async def access(student: Person, course: dict[str, Any]) -> str:
    return str((await student.get(f"/v1/access/{course['id']}"))["state"])


async def enrolled(student: Person, course: dict[str, Any], seconds: float = 20) -> None:
    async def has_access() -> bool:
        return await access(student, course) == "enrolled"

    await eventually(has_access, seconds=seconds)


async def test_a_paid_order_unlocks_the_course_and_mails_one_receipt(
    student: Person, course: dict[str, Any], stripe: Stripe, mailbox: Mailbox
) -> None:
    # Given an order for the course
    order = await student.post("/v1/orders", {"course_id": course["id"]})
    assert order["status"] == "pending"
    assert order["price"] == course["price"]
    assert await access(student, course) == "none"

    # When the student pays
    await stripe.pay(order)

    # Then the course opens, the order says so, and the receipt arrives
    await enrolled(student, course)
    paid = await student.get(f"/v1/orders/{order['id']}")
    assert paid["status"] == "paid"
    mail = await mailbox.mail(student.user["email"], "receipt")
    assert paid["receipt_number"] in mail["text"]
    history = await student.get("/v1/orders")
    assert [item["id"] for item in history["items"]] == [order["id"]]


async def test_a_declined_card_leaves_the_order_open_for_another_try(
    student: Person, course: dict[str, Any], stripe: Stripe
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})

    await stripe.pay(order, card="4000000000000002")
    checked = await student.post(f"/v1/orders/{order['id']}/verification")
    assert checked["status"] == "pending"

    await stripe.pay(order)
    await enrolled(student, course)


async def test_an_abandoned_payment_page_is_offered_again_and_expires_in_the_end(
    student: Person, course: dict[str, Any], stripe: Stripe
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})

    again = await student.post("/v1/orders", {"course_id": course["id"]})
    assert again["id"] == order["id"]

    await stripe.control(f"sessions/{stripe.session_of(order)}/expire")

    async def expired() -> bool:
        return str((await student.get(f"/v1/orders/{order['id']}"))["status"]) == "expired"

    await eventually(expired)
    assert await access(student, course) == "none"
    fresh = await student.post("/v1/orders", {"course_id": course["id"]})
    assert fresh["id"] != order["id"]


@pytest.mark.parametrize("mode", ["before_redirect", "twice", "out_of_order", "after:2"])
async def test_however_the_webhook_comes_there_is_one_enrollment_and_one_receipt(
    student: Person, course: dict[str, Any], stripe: Stripe, mailbox: Mailbox, mode: str
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})
    await stripe.deliver(mode)
    try:
        await stripe.pay(order)
        await enrolled(student, course)
    finally:
        await stripe.deliver("at_once")

    await mailbox.mail(student.user["email"], "receipt")
    receipts = [m for m in await mailbox.mails(student.user["email"]) if "eceipt" in m["subject"]]
    assert len(receipts) == 1
    enrollments = await student.get("/v1/enrollments")
    assert [e["course"]["id"] for e in enrollments["items"]] == [course["id"]]


async def test_a_webhook_that_never_comes_is_made_up_for_when_the_buyer_returns(
    student: Person, course: dict[str, Any], stripe: Stripe
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})
    await stripe.deliver("drop")
    try:
        await stripe.pay(order)
    finally:
        await stripe.deliver("at_once")

    verified = await student.post(f"/v1/orders/{order['id']}/verification")

    assert verified["status"] == "paid"
    await enrolled(student, course)


async def test_the_return_of_the_buyer_and_the_webhook_may_race(
    student: Person, course: dict[str, Any], stripe: Stripe, mailbox: Mailbox
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})

    verify = f"/v1/orders/{order['id']}/verification"
    await asyncio.gather(stripe.pay(order), *(student.post(verify) for _ in range(5)))
    await enrolled(student, course)

    await mailbox.mail(student.user["email"], "receipt")
    receipts = [m for m in await mailbox.mails(student.user["email"]) if "eceipt" in m["subject"]]
    assert len(receipts) == 1


async def test_a_course_is_not_sold_twice_to_the_same_person(
    student: Person, course: dict[str, Any], stripe: Stripe
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})
    await stripe.pay(order)
    await enrolled(student, course)

    with pytest.raises(Refusal) as refused:
        await student.post("/v1/orders", {"course_id": course["id"]})

    assert (refused.value.status, refused.value.code) == (409, "payments.course_already_bought")


async def test_an_order_belongs_to_its_buyer_alone(
    student: Person, course: dict[str, Any], teacher: Person
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})

    for ask in (
        teacher.get(f"/v1/orders/{order['id']}"),
        teacher.post(f"/v1/orders/{order['id']}/verification"),
    ):
        with pytest.raises(Refusal) as refused:
            await ask
        assert refused.value.status == 404


async def test_a_forged_webhook_changes_nothing(
    anybody: Person, student: Person, course: dict[str, Any]
) -> None:
    order = await student.post("/v1/orders", {"course_id": course["id"]})
    forged = {
        "id": "evt_forged",
        "object": "event",
        "type": "checkout.session.completed",
        "data": {"object": {"id": Stripe.session_of(order), "payment_status": "paid"}},
    }

    with pytest.raises(Refusal) as refused:
        await anybody.post("/v1/webhooks/stripe", forged, headers={"Stripe-Signature": "t=1,v1=00"})

    assert (refused.value.status, refused.value.code) == (400, "payments.signature_refused")
    assert await access(student, course) == "none"
