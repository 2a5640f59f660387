"""A shop on a real database that sells through the simulated Stripe."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, make_url

from services.common.database import engine_options
from services.common.migrations import configuration
from tests.databases import fresh_database
from tests.integration.payments.shop import Shop
from tests.simulators.receiver import Receiver, receiving
from tests.simulators.stripe.remote import StripeRemote, running_stripe


@pytest.fixture(scope="session")
def template() -> Iterator[str]:
    with fresh_database("payments") as url:
        command.upgrade(configuration("payments", url), "head")
        yield str(make_url(url).database)


@pytest.fixture
def engine(template: str) -> Iterator[Engine]:
    with fresh_database("payments", template) as url:
        engine = create_engine(url, **engine_options(20))
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def webhooks() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def simulator(webhooks: Receiver) -> Iterator[StripeRemote]:
    with running_stripe(webhooks.url) as remote:
        yield remote


@pytest.fixture
def shop(engine: Engine, simulator: StripeRemote, webhooks: Receiver) -> Shop:
    simulator.reset()
    webhooks.take()
    return Shop(engine, simulator, webhooks)
