"""One running checkout for all tests of the launcher."""

from collections.abc import Iterator

import pytest

from tests.integration.deploy.checkout import Checkout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """A tiny academy that is up."""
    made = Checkout(tmp_path_factory.mktemp("academy"))
    try:
        made.call("up")
        yield made
    finally:
        made.remove()
