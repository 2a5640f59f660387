"""People of every role who exist for these tests alone, so that nothing they lose is missed."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, delete

from services.accounts import models
from tests.e2e.conftest import anybody, browser, http, mailbox, shots, url  # noqa: F401 (fixtures)
from tests.security.schooling import School, build
from tests.security.strangers import Strangers


@pytest.fixture(scope="session")
def strangers() -> Iterator[Strangers]:
    """Makes people; their wrong guesses are forgotten, since they count for the address, too."""
    made = Strangers(os.environ["PUBLIC_URL"], os.environ["ACADEMY_MAILBOX_URL"])
    yield made
    made.close()
    engine = create_engine(os.environ["ACCOUNTS_DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(delete(models.Attempt))
    engine.dispose()


@pytest.fixture(scope="session")
def school(strangers: Strangers, tmp_path_factory: pytest.TempPathFactory) -> School:
    """A course with everything in it, and everybody who may come by."""
    return build(strangers, tmp_path_factory.mktemp("school"))
