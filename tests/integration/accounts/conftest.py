"""A migrated accounts database for every test, copied from one that is migrated once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic import command
from cryptography.fernet import Fernet
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session

from contracts.audit import AccountsAdminActed
from contracts.types import Actor
from services.accounts import models
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.migrations import configuration
from tests.databases import fresh_database


def at_once(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


@pytest.fixture(scope="session")
def template() -> Iterator[str]:
    with fresh_database("accounts") as url:
        command.upgrade(configuration("accounts", url), "head")
        yield str(make_url(url).database)


@pytest.fixture
def url(template: str) -> Iterator[str]:
    with fresh_database("accounts", template) as address:
        yield address


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
        context = CallContext(correlation_id="test", caller=actor)
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
