"""A person of every role, and a line to the services that passes the gateway by."""

import os
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import create_engine, delete
from sqlalchemy.orm import Session

from contracts.types import Actor, Role
from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient
from services.accounts import models
from tests.factories.accounts import add_user
from tests.waiting import eventually

TIMEOUT_SECONDS = 10.0

People = dict[Role | None, Actor | None]


@pytest.fixture(scope="module")
def people() -> Iterator[People]:
    """Somebody of each role whom only this module knows, who has just proven who they are."""
    engine = create_engine(os.environ["ACCOUNTS_DATABASE_URL"])
    with Session(engine, expire_on_commit=False) as session:
        users = [add_user(session, role=role) for role in Role]
        session.commit()
    yield {None: None, **{user.role: _actor(user) for user in users}}
    with Session(engine) as session:
        session.execute(delete(models.User).where(models.User.id.in_([one.id for one in users])))
        session.commit()
    engine.dispose()


def _actor(user: models.User) -> Actor:
    return Actor(
        user_id=user.id,
        role=user.role,
        session_id=user.id,
        authenticated_at=time.time(),
        methods=("pwd", "otp"),
    )


@pytest.fixture
async def services() -> AsyncIterator[AmqpRpcClient]:
    """The services, asked directly, with the key that only the gateway should know."""
    link = Link(os.environ["AMQP_URL"])
    rpc = AmqpRpcClient(link, os.environ["CALL_SIGNING_KEY"], TIMEOUT_SECONDS)
    await link.start()

    async def ready() -> bool:
        return rpc.ready

    await eventually(ready)
    yield rpc
    await link.stop()
