"""A shop on a real database that sells through the simulated Stripe."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import URL, Engine, create_engine, make_url, text

from services.common.database import engine_options
from services.common.migrations import configuration
from tests.integration.payments.shop import Shop
from tests.simulators.receiver import Receiver, receiving
from tests.simulators.stripe.remote import StripeRemote, running_stripe


@contextmanager
def fresh_database(address: URL, template: str) -> Iterator[URL]:
    """A database of its own until the block ends."""
    name = f"test_payments_{uuid4().hex[:12]}"
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        try:
            yield address.set(database=name)
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def server() -> URL:
    return make_url(os.environ["POSTGRES_URL"]).set(drivername="postgresql+psycopg2")


@pytest.fixture(scope="session")
def template(server: URL) -> Iterator[str]:
    with fresh_database(server, "template1") as address:
        url = address.render_as_string(hide_password=False)
        command.upgrade(configuration("payments", url), "head")
        yield str(address.database)


@pytest.fixture
def engine(server: URL, template: str) -> Iterator[Engine]:
    with fresh_database(server, template) as address:
        engine = create_engine(address, **engine_options(20))
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
