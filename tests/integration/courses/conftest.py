"""A migrated courses database, empty for every test, and a way to ask the service."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.base import Envelope, Event, Request, decode
from contracts.types import Actor
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.courses import models
from services.courses.certificates.press import Press
from services.courses.converting.converter import Converter
from services.courses.links import FileLinks
from services.courses.markdown import render
from services.courses.repository.search import PostgresSearch
from services.courses.service import CoursesService
from tests.databases import MigratedDatabase, migrated
from tests.factories.certificates import make_press
from tests.factories.courses import NOW
from tests.factories.exchanging import PlainExchanger

KEY = "k" * 40

ReplyT = TypeVar("ReplyT")


Tick = Callable[[str], None]


class Ask(Protocol):
    """Sends a request through the entrypoint, as somebody or as nobody."""

    def __call__(
        self, request: Request[ReplyT], actor: Actor | None = None, *, key: str | None = None
    ) -> ReplyT: ...


def ensure_refused(
    ask: Ask, who: Actor, refusals: tuple[type[Exception], ...], *requests: Request[Any]
) -> None:
    """Each of the requests is refused in one of these ways."""
    for request in requests:
        with pytest.raises(refusals):
            ask(request, who)


@pytest.fixture(scope="session")
def database() -> Iterator[MigratedDatabase]:
    with migrated("courses") as database:
        yield database


@pytest.fixture
def url(database: MigratedDatabase) -> str:
    return database.restored()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def links() -> FileLinks:
    return FileLinks(KEY)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


@pytest.fixture
def press() -> Press:
    return make_press()


@pytest.fixture
def exchanger(files: FileStore) -> PlainExchanger:
    return PlainExchanger(files)


@pytest.fixture
def service_for(
    engine: Engine,
    links: FileLinks,
    files: FileStore,
    press: Press,
    exchanger: PlainExchanger,
) -> Callable[..., Any]:
    """What nameko makes of the service for one call."""

    def make(actor: Actor | None, key: str | None = None) -> Any:
        context = CallContext(correlation_id="test", caller=actor, idempotency_key=key)
        desk = Desk(engine, models.bookkeeping, lambda: context, CoursesAdminActed)
        return SimpleNamespace(
            name="courses",
            work=desk,
            links=links,
            render=render,
            files=files,
            converter=Converter(),
            search=PostgresSearch,
            parcels=ParcelService("c" * 40),
            press=press,
            exchanger=exchanger,
        )

    return make


@pytest.fixture
def ask(service_for: Callable[..., Any], session: Session) -> Ask:
    def send(request: Request[Any], actor: Actor | None = None, *, key: str | None = None) -> Any:
        entrypoint = getattr(CoursesService, request.method())
        reply = entrypoint(service_for(actor, key), msgspec.to_builtins(request))
        session.expire_all()
        return decode(reply, request.reply_type(), strict=False)

    return send


@pytest.fixture
def tick(service_for: Callable[..., Any], session: Session) -> Tick:
    """Runs one of the service's timers now."""

    def run(name: str) -> None:
        session.execute(models.bookkeeping.timers.delete())
        session.commit()
        getattr(CoursesService, name)(service_for(None))
        session.expire_all()

    return run


@pytest.fixture
def tell(service_for: Callable[..., Any], session: Session) -> Callable[..., None]:
    """Delivers an event to one of the service's reactions."""

    def deliver(handler: str, event: Event, event_id: Any = None) -> None:
        envelope = Envelope(
            id=event_id or uuid4(),
            type=event.event_type,
            source=event.source,
            time=NOW,
            correlation_id="test",
            data=msgspec.to_builtins(event),
        )
        getattr(CoursesService, handler)(service_for(None), msgspec.to_builtins(envelope))
        session.expire_all()

    return deliver
