"""PostgreSQL, RabbitMQ or Redis go away and come back: refusals meanwhile, recovery by itself."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from contracts.privacy import HOLDERS
from tests.e2e.people import PASSWORD, Mailbox, Person, Refusal, Stripe
from tests.faults.conftest import control
from tests.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.faults]

RECOVERY_SECONDS = 15

Act = Callable[[str, str], None]


async def answers(person: Person) -> bool:
    """Whether a request that needs gateway, broker, service and database succeeds."""
    try:
        await person.get("/v1/enrollments")
        await person.get("/v1/orders")
        await person.get("/v1/me")
    except Refusal as refusal:
        if refusal.status not in {503, 504}:
            raise
        return False
    except (aiohttp.ClientError, TimeoutError):
        return False
    return True


async def recovered(person: Person) -> None:
    async def check() -> bool:
        return await answers(person)

    started = time.monotonic()
    await eventually(check, seconds=RECOVERY_SECONDS, every=0.2)
    assert time.monotonic() - started < RECOVERY_SECONDS


@pytest.mark.parametrize("name", ["postgres", "rabbitmq"])
async def test_an_outage_is_a_503_problem_and_ends_by_itself(
    student: Person, server: Act, name: str
) -> None:
    assert await answers(student)

    await asyncio.to_thread(server, "stop", name)
    with pytest.raises(Refusal) as refused:
        await student.get("/v1/enrollments")
    assert refused.value.status == 503
    assert refused.value.problem["type"].startswith("/problems/")

    await asyncio.to_thread(server, "start", name)
    await recovered(student)


async def test_without_redis_people_go_on_and_guessing_stays_limited(
    student: Person, server: Act, anybody: Person
) -> None:
    await asyncio.to_thread(server, "stop", "redis")

    assert await answers(student)
    assert await anybody.get("/v1/categories")

    await asyncio.to_thread(server, "start", "redis")
    await recovered(student)


@pytest.mark.parametrize("name", ["postgres", "rabbitmq"])
async def test_no_paid_order_stays_without_its_enrollment(
    student: Person, stripe: Stripe, server: Act, name: str, anybody: Person
) -> None:
    # Given an order whose payment page is open
    course: dict[str, Any] = await anybody.get("/v1/courses/programming-with-python")
    order = await student.post("/v1/orders", {"course_id": course["id"]})

    # When the server is gone while the student pays
    await asyncio.to_thread(server, "stop", name)
    await stripe.pay(order)
    await asyncio.to_thread(server, "start", name)

    # Then the course is open within a minute
    async def enrolled() -> bool:
        try:
            return bool((await student.get(f"/v1/access/{course['id']}"))["state"] == "enrolled")
        except Refusal:
            return False

    await eventually(enrolled, seconds=60, every=0.5)


async def test_services_killed_in_the_middle_come_back(student: Person) -> None:
    for part in ("courses", "payments", "accounts", "gateway"):
        await asyncio.to_thread(control, "parts", "kill", part)

    await recovered(student)


async def test_an_erasure_ends_though_every_service_is_killed_in_its_middle(
    student: Person, anybody: Person, mailbox: Mailbox
) -> None:
    email = student.user["email"]
    started = await student.post("/v1/me/erasure", {"email": email})

    await asyncio.gather(*(asyncio.to_thread(control, "parts", "kill", part) for part in HOLDERS))

    async def finished() -> dict[str, Any] | None:
        try:
            erasure: dict[str, Any] = await anybody.get(f"/v1/erasures/{started['token']}")
        except Refusal:
            return None
        return erasure if erasure["finished_at"] else None

    erasure = await eventually(finished, seconds=60, every=0.5)
    assert erasure is not None
    assert {part["service"] for part in erasure["parts"] if part["done"]} == set(HOLDERS)
    assert await mailbox.mail(email, "deleted")
    with pytest.raises(Refusal) as refused:
        await student.sign_in(email, PASSWORD)
    assert refused.value.code == "accounts.wrong_credentials"
