"""A migrated accounts database for every test, without what the others have left."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4

import msgspec
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from contracts.audit import AccountsAdminActed
from contracts.base import Envelope, Event, Request, decode
from contracts.types import Actor
from services.accounts import models
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.pictures import Pictures
from services.accounts.service import AccountsService
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from tests.databases import MigratedDatabase, migrated
from tests.factories.accounts import PASSWORD, add_user
from tests.integration.accounts.owners import MakeOwner, Owner

ReplyT = TypeVar("ReplyT")
ADDRESS = "192.0.2.3"
"""Where every caller is."""


class Ask(Protocol):
    """Sends a request through the entrypoint, as somebody or as nobody."""

    def __call__(self, request: Request[ReplyT], actor: Actor | None = None) -> ReplyT: ...


class Tell(Protocol):
    """Delivers an event to one of the service's reactions."""

    def __call__(self, handler: str, event: Event, event_id: UUID | None = None) -> None: ...


def at_once(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


@pytest.fixture(scope="session")
def database() -> Iterator[MigratedDatabase]:
    with migrated("accounts") as database:
        yield database


@pytest.fixture
def url(database: MigratedDatabase) -> str:
    return database.restored()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url, pool_size=50, max_overflow=0, pool_timeout=30)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def desk_of(engine: Engine) -> Callable[[Actor | None], Desk]:
    def make(actor: Actor | None) -> Desk:
        context = CallContext(correlation_id="test", caller=actor, address=ADDRESS)
        return Desk(engine, models.bookkeeping, lambda: context, AccountsAdminActed)

    return make


@pytest.fixture
def desk(desk_of: Callable[[Actor | None], Desk]) -> Desk:
    return desk_of(None)


@pytest.fixture(scope="session")
def passwords() -> Argon2Passwords:
    return Argon2Passwords(at_once)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> AccountsSettings:
    return AccountsSettings(
        public_url="https://academy.example",
        token_encryption_key=Fernet.generate_key().decode(),
        mail_sealing_key=Fernet.generate_key().decode(),
        files_dir=str(tmp_path_factory.mktemp("files")),
        files_signing_key="k" * 40,
    )


@pytest.fixture
def pictures(settings: AccountsSettings) -> Pictures:
    return Pictures(settings.files_dir, settings.files_signing_key)


@pytest.fixture
def files(settings: AccountsSettings) -> FileStore:
    return FileStore(Path(settings.files_dir))


@pytest.fixture(scope="session")
def parcels() -> ParcelService:
    return ParcelService("c" * 40)


@pytest.fixture
def service_for(
    desk_of: Callable[[Actor | None], Desk],
    passwords: Argon2Passwords,
    settings: AccountsSettings,
    pictures: Pictures,
    files: FileStore,
    parcels: ParcelService,
) -> Callable[[Actor | None], Any]:
    """What nameko makes of the service for one call."""

    def make(actor: Actor | None) -> Any:
        service = AccountsService()
        given = {
            "work": desk_of(actor),
            "passwords": passwords,
            "settings": settings,
            "pictures": pictures,
            "files": files,
            "parcels": parcels,
        }
        for name, dependency in given.items():
            setattr(service, name, dependency)
        return service

    return make


@pytest.fixture
def ask(service_for: Callable[[Actor | None], Any], session: Session) -> Ask:
    """Sends a request through the entrypoint, as somebody or as nobody."""

    def send(request: Request[Any], actor: Actor | None = None) -> Any:
        entrypoint = getattr(AccountsService, request.method())
        reply = entrypoint(service_for(actor), msgspec.to_builtins(request))
        session.rollback()
        session.expire_all()
        return decode(reply, request.reply_type(), strict=False)

    return send


@pytest.fixture
def tell(service_for: Callable[[Actor | None], Any], session: Session) -> Tell:
    """Delivers an event to one of the service's reactions."""

    def deliver(handler: str, event: Event, event_id: UUID | None = None) -> None:
        envelope = Envelope(
            id=event_id or uuid4(),
            type=event.event_type,
            source=event.source,
            time=datetime.now(UTC),
            correlation_id="test",
            data=msgspec.to_builtins(event),
        )
        getattr(AccountsService, handler)(service_for(None), msgspec.to_builtins(envelope))
        session.rollback()
        session.expire_all()

    return deliver


@pytest.fixture
def make_owner(
    session: Session,
    desk_of: Callable[[Actor | None], Desk],
    passwords: Argon2Passwords,
    settings: AccountsSettings,
) -> MakeOwner:
    """People with an account, signed in on one device."""

    def make(**changes: Any) -> Owner:
        user = add_user(session, passwords.hash(PASSWORD), **changes)
        session.commit()
        owner = Owner(user, desk_of, passwords, settings)
        owner.sign_in()
        return owner

    return make
