"""A running Stripe simulator, the SDK that talks to it, and a shop that hears its webhooks."""

from collections.abc import Iterator

import pytest
import stripe

from tests.simulators.receiver import Receiver, receiving
from tests.simulators.stripe.remote import SECRET_KEY, StripeRemote, running_stripe

stripe.enable_telemetry = False


@pytest.fixture(scope="session")
def shop() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def simulator(shop: Receiver) -> Iterator[StripeRemote]:
    with running_stripe(shop.url) as remote:
        yield remote


@pytest.fixture
def remote(simulator: StripeRemote, shop: Receiver) -> StripeRemote:
    simulator.reset()
    shop.take()
    shop.answers.clear()
    return simulator


@pytest.fixture
def client(remote: StripeRemote) -> stripe.StripeClient:
    return client_of(remote)


def client_of(remote: StripeRemote, key: str = SECRET_KEY) -> stripe.StripeClient:
    http = stripe.RequestsClient(timeout=5)
    return stripe.StripeClient(key, base_addresses={"api": remote.url}, http_client=http)
