"""A shop on a real database that sells through the simulated Stripe."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine

from services.common.database import engine_options
from tests.databases import MigratedDatabase, migrated
from tests.integration.payments.shop import Shop
from tests.simulators.receiver import Receiver, receiving
from tests.simulators.stripe.remote import StripeRemote, running_stripe


@pytest.fixture(scope="session")
def database() -> Iterator[MigratedDatabase]:
    with migrated("payments") as database:
        yield database


@pytest.fixture
def engine(database: MigratedDatabase) -> Iterator[Engine]:
    engine = create_engine(database.restored(), **engine_options(20))
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
