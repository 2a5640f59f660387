"""Timed work is done by one of all replicas: rule N25."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from services.common.context import system_context
from services.common.desk import Desk
from tests.integration.common.tables import bookkeeping

pytestmark = pytest.mark.postgres


def test_of_many_replicas_one_runs_each_slot_and_none_an_old_one(engine: Engine) -> None:
    def owns(slot: int) -> bool:
        return Desk(engine, bookkeeping, system_context).owns_slot("probe.tick", slot)

    with ThreadPoolExecutor(8) as replicas:
        first = list(replicas.map(owns, [7] * 8))
        second = list(replicas.map(owns, [8] * 8))

    assert (first.count(True), second.count(True)) == (1, 1)
    assert owns(7) is False
