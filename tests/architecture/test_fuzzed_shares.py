"""Processes side by side together try every operation that the API's description has."""

import pytest

from tests.architecture.generated.openapi import described
from tests.security.fuzzing import schema


def tried(monkeypatch: pytest.MonkeyPatch, worker: int, workers: int) -> list[str]:
    """The operations that one of pytest-xdist's workers tries."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER", f"gw{worker}")
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", str(workers))
    return [found.ok().label for found in schema(coverage=False).get_all_operations()]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_operation_is_tried_once(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    shares = [tried(monkeypatch, worker, workers) for worker in range(workers)]

    methods = {"get", "post", "put", "patch", "delete", "head"}
    paths = described()["paths"].items()
    every = [f"{one.upper()} {path}" for path, row in paths for one in row if one in methods]
    assert sorted(label for share in shares for label in share) == sorted(every)
    assert all(shares)
