"""Which tests may run side by side."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Keeps a folder's tests in one process: they share queues, or look for free ports."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0].rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Take folders for the scopes of `--dist loadscope`."""
    return ByFolder(config, log) if config.getoption("dist") == "loadscope" else None
