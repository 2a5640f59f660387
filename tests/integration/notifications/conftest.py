"""A migrated notifications database for every test, and a mail server that remembers."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import Envelope as SmtpEnvelope
from aiosmtpd.smtp import Session as SmtpSession
from cryptography.fernet import Fernet
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from contracts.base import Envelope, Event
from services.common.context import CallContext
from services.common.desk import Desk
from services.notifications import models
from services.notifications.config import MailSettings
from services.notifications.integrations.smtp import SmtpMailer
from tests.databases import MigratedDatabase, migrated
from tests.factories.notifications import NOW

if TYPE_CHECKING:
    from email.message import EmailMessage

React = Callable[..., UUID]


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MailServer:
    """Takes mail; what it answers to a recipient or to the mail itself can be set."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.to_recipient: dict[str, str] = {}
        self.to_data = "250 OK"
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"

    async def handle_RCPT(  # noqa: N802 (named by aiosmtpd)
        self, server: SMTP, session: SmtpSession, envelope: SmtpEnvelope, address: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_recipient.get(address, "250 OK")

    async def handle_DATA(  # noqa: N802 (named by aiosmtpd)
        self, server: SMTP, session: SmtpSession, envelope: SmtpEnvelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.to_data.startswith("250"):
            self.taken.append(message_from_bytes(content, policy=default))
        return self.to_data


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.controller.start()
    yield server
    server.controller.stop()


@pytest.fixture(scope="session")
def database() -> Iterator[MigratedDatabase]:
    with migrated("notifications") as database:
        yield database


@pytest.fixture
def engine(database: MigratedDatabase) -> Iterator[Engine]:
    engine = create_engine(database.restored(), pool_size=20)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, models.bookkeeping, lambda: CallContext(correlation_id="test"))


@pytest.fixture
def react(desk: Desk) -> React:
    """Lets a use case react to an event, as the broker would deliver it."""

    def act(use_case: Callable[..., None], event: Event, **changes: Any) -> UUID:
        envelope = Envelope(
            id=changes.get("event_id", uuid4()),
            type=event.event_type,
            source=event.source,
            time=changes.get("time", NOW),
            correlation_id="test",
            data={},
        )
        handler = changes.get("handler", use_case.__name__)
        desk.react(envelope, event, handler, use_case)
        return envelope.id

    return act


@pytest.fixture
def settings(mail_server: MailServer) -> MailSettings:
    return MailSettings(
        public_url="https://academy.example",
        smtp_url=mail_server.url,
        mail_from="Academy <hello@academy.example>",
        mail_sealing_key=Fernet.generate_key().decode(),
    )


@pytest.fixture
def mailer(settings: MailSettings) -> SmtpMailer:
    return SmtpMailer(settings.smtp_url, settings.mail_from, timeout=2)
