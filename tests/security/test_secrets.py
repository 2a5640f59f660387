"""Assertions 22 and 67: a secret is in no log, no message, no database and no key of Redis."""

import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiormq
import pyotp
import pytest
from redis.asyncio import Redis
from sqlalchemy import Connection, create_engine, inspect, text

from contracts.accounts.passwords import PasswordResetRequested
from services.common import SERVICES
from tests.e2e.people import Mailbox
from tests.security.strangers import Strangers
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

Secrets = dict[str, str]


@pytest.fixture
async def events() -> AsyncIterator[list[bytes]]:
    """Every event from now on, as it travels."""
    heard: list[bytes] = []
    connection = await aiormq.connect(os.environ["AMQP_URL"])
    channel = await connection.channel()
    queue = str((await channel.queue_declare("", exclusive=True, auto_delete=True)).queue)
    for service in SERVICES:
        await channel.queue_bind(queue, f"{service}.events", routing_key="#")

    async def hear(message: Any) -> None:
        heard.append(message.body)

    await channel.basic_consume(queue, hear, no_ack=True)
    yield heard
    await connection.close()


async def live(strangers: Strangers, mailbox: Mailbox) -> Secrets:
    """Somebody uses every secret that there is; each by its name."""
    email, password = strangers.address(), f"three lilac umbrellas {uuid4().hex}"
    strangers.post("/v1/accounts", {"email": email, "password": password, "name": "Noor"})
    confirmation = await mailbox.confirmation_token(email)
    strangers.post("/v1/accounts/confirmation", {"token": confirmation})
    session = strangers.post("/v1/sessions", {"email": email, "password": password})
    who = {"Authorization": f"Bearer {session['access_token']}"}
    totp = strangers.post("/v1/me/totp", {}, who)["secret"]
    code = pyotp.TOTP(totp).now()
    codes = strangers.post("/v1/me/totp/confirmation", {"code": code}, who)["codes"]
    spent = {"refresh_token": session["refresh_token"]}
    renewed = strangers.post("/v1/sessions/refresh", spent)
    strangers.post("/v1/accounts/password-reset", {"email": email})
    mail = await mailbox.mail(email, "password")
    link = re.search(r"token=([\w.~-]+)", mail["text"])
    assert link
    return {
        "the address": email,
        "the password": password,
        "an access token": session["access_token"].rpartition(".")[2],
        "a refresh token": session["refresh_token"],
        "its successor": renewed["refresh_token"],
        "the secret of the app": totp,
        "a recovery code": codes[0],
        "the token of the confirmation": confirmation,
        "the token of the new password": link[1],
    }


async def test_22_no_secret_is_where_it_could_be_read(
    events: list[bytes], strangers: Strangers, mailbox: Mailbox
) -> None:
    secrets = await live(strangers, mailbox)
    no_secret = secrets.pop("the address")

    async def is_asked_for() -> bool:
        return any(PasswordResetRequested.event_type.encode() in one for one in events)

    await eventually(is_asked_for)
    places = {"an event": b"\n".join(events), "Redis": await redis_content(), **dict(logs())}

    readable = [
        f"{name} in {place}"
        for name, secret in secrets.items()
        for place, content in places.items()
        if secret.encode() in content
    ]
    kept = [
        f"{name} in {table}" for name, secret in secrets.items() for table in tables_with(secret)
    ]

    assert readable + kept == []
    assert no_secret.encode() in places["an event"]
    assert "accounts.users" in set(tables_with(no_secret))


async def redis_content() -> bytes:
    """All keys, and all values that are text."""
    redis = Redis.from_url(os.environ["REDIS_URL"])
    found = []
    async for key in redis.scan_iter():
        found += [key, await redis.get(key) if await redis.type(key) == b"string" else b""]
    await redis.aclose()
    return b"\n".join(one or b"" for one in found)


def logs() -> Iterator[tuple[str, bytes]]:
    """What each part has written; the mailbox is where the mails are for all to read."""
    for path in (Path(os.environ["ACADEMY_STACK_DIR"]) / "logs").glob("*.log"):
        if path.stem != "mailbox":
            yield path.name, path.read_bytes()


def tables_with(secret: str) -> Iterator[str]:
    """Tables with a row that shows the text."""
    for service in SERVICES:
        engine = create_engine(os.environ[f"{service.upper()}_DATABASE_URL"])
        with engine.connect() as connection:
            tables = inspect(engine).get_table_names()
            yield from (f"{service}.{one}" for one in tables if shows(connection, one, secret))
        engine.dispose()


def shows(connection: Connection, table: str, secret: str) -> bool:
    rows = text(f'SELECT 1 FROM "{table}" t WHERE strpos(t::text, :secret) > 0 LIMIT 1')
    return connection.scalar(rows, {"secret": secret}) is not None
