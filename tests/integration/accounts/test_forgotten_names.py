"""The migration that takes people's names out of the audit log, and leaves a chain that holds."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from contracts.accounts.audit import VerifyAuditLog
from services.accounts import models
from services.accounts.integrations.anchors import AnchorFile
from services.accounts.use_cases.verification import follow_chain
from services.common.context import system_context
from services.common.desk import Desk
from services.common.migrations import configuration
from tests.databases import fresh_database
from tests.factories.accounts import NOW

pytestmark = pytest.mark.postgres

ENTRY = text(
    "INSERT INTO audit_entries (id, position, service, action, actor_id, actor_name,"
    " on_behalf_of_name, target_type, target_id, target_label, reason, before, after,"
    " correlation_id, address, recorded_at, previous_hash, hash) VALUES (:id, :position,"
    " 'accounts', :action, :id, 'Lina Haddad', 'Lina Haddad', :kind, :id, :label, '', '{}',"
    " :after, '', '', :at, :hash, :hash)"
)
LABEL = "Lina Haddad <lina@example.org>"
EARLIER: list[tuple[str, str, str, dict[str, Any]]] = [
    ("role.changed", "user", LABEL, {"role": "teacher"}),
    ("invitation.accepted", "invitation", LABEL, {"role": "teacher", "invited_by": "Lina Haddad"}),
    ("audit.exported", "audit log", "Audit log", {"search": "lina@example.org", "origin": "x"}),
    ("course.approved", "course", "Quranic Arabic", {}),
]


def test_no_name_is_left_and_the_chain_holds(tmp_path: Path) -> None:
    with fresh_database("forgetting") as url:
        command.upgrade(configuration("accounts", url), "0011")
        engine = create_engine(url)
        with engine.begin() as connection:
            for position, (action, kind, label, after) in enumerate(EARLIER, 1):
                fixed = {"id": str(UUID(int=position)), "at": NOW, "hash": bytes(32)}
                said = {"action": action, "kind": kind, "label": label, "after": json.dumps(after)}
                connection.execute(ENTRY, {"position": position, **fixed, **said})

        command.upgrade(configuration("accounts", url), "head")

        with engine.connect() as connection:
            rows = connection.execute(text("SELECT * FROM audit_entries ORDER BY position"))
            kept = [dict(row) for row in rows.mappings()]
        desk = Desk(engine, models.bookkeeping, system_context)
        with desk.read() as work:
            anchors = AnchorFile(str(tmp_path / "anchors.jsonl"), "a key")
            verdict = follow_chain(work, anchors, VerifyAuditLog())
        engine.dispose()

    assert "lina" not in str(kept).lower()
    assert [row["target_label"] for row in kept] == ["", "", "Audit log", "Quranic Arabic"]
    assert [row["after"] for row in kept] == [
        {"role": "teacher"},
        {"role": "teacher"},
        {"origin": "x"},
        {},
    ]
    assert (verdict.head, verdict.fault) == (len(EARLIER), None)
