"""The payments service as a process: RPC, its own events and its timer over a real broker."""

import os
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, make_url

from contracts.errors import ServiceUnavailable
from contracts.payments.errors import OrderNotFound, SignatureRefused
from contracts.payments.messages import (
    GetOrder,
    OrderStatus,
    RecordStripeEvent,
    StartCheckout,
    VerifyOrder,
)
from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient, CallOptions
from tests.factories.payments import make_actor
from tests.integration.payments.shop import Shop
from tests.simulators.stripe.remote import SECRET_KEY, WEBHOOK_SECRET, StripeRemote
from tests.waiting import eventually

pytestmark = [pytest.mark.broker, pytest.mark.postgres]

SIGNING_KEY = "k" * 40


@pytest.fixture(scope="module")
def amqp_url() -> Iterator[str]:
    """A virtual host of its own, so that no other payments service hears what is said."""
    broker, vhost = make_url(os.environ["AMQP_URL"]), f"payments-{uuid4().hex[:8]}"
    control = shlex.split(os.environ["RABBITMQ_CTL"])
    grant = ["set_permissions", "-p", vhost, str(broker.username), ".*", ".*", ".*"]
    for command in (["add_vhost", vhost], grant):
        subprocess.run([*control, *command], check=True, stdout=subprocess.DEVNULL)
    yield broker.set(database=vhost).render_as_string(hide_password=False)
    subprocess.run([*control, "delete_vhost", vhost], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def process(
    amqp_url: str, engine: Engine, simulator: StripeRemote, tmp_path: Path
) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "AMQP_URL": amqp_url,
        "PAYMENTS_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "CALL_SIGNING_KEY": SIGNING_KEY,
        "HEALTH_PORT": "0",
        "PUBLIC_URL": "https://academy.example",
        "STRIPE_API_URL": simulator.url,
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "PYTHONWARNINGS": "ignore",
    }
    log = tmp_path / "payments.log"
    command = [sys.executable, "-m", "services.common.run", "payments"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    yield process
    process.terminate()
    process.wait(timeout=20)
    sys.stdout.write(log.read_text())


@pytest.fixture
async def rpc(amqp_url: str, process: subprocess.Popen[bytes]) -> AsyncIterator[AmqpRpcClient]:
    link = Link(amqp_url)
    client = AmqpRpcClient(link, SIGNING_KEY, 10)
    await link.start()

    async def answers() -> bool:
        try:
            await client.call(GetOrder(order_id=uuid4()), CallOptions(actor=make_actor()))
        except OrderNotFound:
            return True
        except ServiceUnavailable:
            return False
        return False

    await eventually(answers, seconds=30)
    yield client
    await link.stop()


async def test_a_purchase_goes_through_by_webhook(rpc: AmqpRpcClient, shop: Shop) -> None:
    course, options = shop.sell(), CallOptions(actor=make_actor())

    order = await rpc.call(StartCheckout(course_id=course), options)
    shop.stripe.pay(shop.session_of(order))
    for webhook in shop.take_webhooks(2):
        event = RecordStripeEvent(payload=webhook.body, signature=webhook.signature)
        await rpc.call(event, CallOptions())

    async def paid() -> bool:
        found = await rpc.call(GetOrder(order_id=order.id), options)
        return found.status is OrderStatus.PAID

    assert await eventually(paid)


async def test_a_purchase_goes_through_by_return(rpc: AmqpRpcClient, shop: Shop) -> None:
    course, options = shop.sell(), CallOptions(actor=make_actor())
    order = await rpc.call(StartCheckout(course_id=course), options)
    shop.stripe.deliver("drop")
    shop.stripe.pay(shop.session_of(order))

    verified = await rpc.call(VerifyOrder(order_id=order.id), options)

    assert verified.status is OrderStatus.PAID


async def test_a_forged_webhook_is_refused_by_name(rpc: AmqpRpcClient) -> None:
    forged = RecordStripeEvent(payload="{}", signature="t=1,v1=00")

    with pytest.raises(SignatureRefused):
        await rpc.call(forged, CallOptions())
