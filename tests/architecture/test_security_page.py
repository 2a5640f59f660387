"""The page about security names tests that exist, and all 72 assertions."""

from tests.architecture.generated.assertions import ALSO, ASSERTIONS
from tests.architecture.generated.security import proofs
from tests.architecture.sources import ROOT


def test_there_are_seventy_two_assertions() -> None:
    assert len(ASSERTIONS) == 72
    assert set(proofs()) <= set(range(1, 73))


def test_every_test_that_the_page_names_exists() -> None:
    for test in (name for tests in ALSO.values() for name in tests):
        path, _, function = test.partition("::")
        assert f"def {function}(" in (ROOT / path).read_text(), test
