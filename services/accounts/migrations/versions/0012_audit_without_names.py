"""The audit log knows people by their ids alone, so that a name can be forgotten.

What the entries said about names goes, and the chain is made anew over what stays: anchors from
before no longer match it and have to be put aside. Beside it the previous release can neither
write nor show entries: what it is told waits in the retry ladder for some minutes, then is parked.

Revision ID: 0012
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

TABLE = "audit_entries"
TRIGGER = "audit_entries_append_only"
TRIGRAMS = "ix_audit_entries_trigrams"
KINDS = "ix_audit_entries_target_type_position"
NAMES = ("actor_name", "on_behalf_of_name")
BEFORE = ("actor_name", "target_label", "target_id", "action", "reason")
SEARCHED = ("target_label", "target_id", "action", "reason")
BATCH = 1000
WORDS = (
    "UPDATE audit_entries SET after = after - '{search,actor,target}'::text[] "
    "WHERE action = 'audit.exported'"
)
FORGET = (
    "UPDATE audit_entries SET target_label = '' WHERE target_type IN ('user', 'invitation')",
    "UPDATE audit_entries SET after = after - 'invited_by' WHERE action = 'invitation.accepted'",
    WORDS,
)
ENTRIES = sa.text(
    "SELECT id, position, service, action, actor_id, on_behalf_of, target_type, target_id,"
    " target_label, reason, before, after, correlation_id, address, recorded_at"
    " FROM audit_entries ORDER BY position"
)
CHAIN = sa.text(
    "UPDATE audit_entries SET previous_hash = :previous_hash, hash = :hash WHERE id = :id"
)


def upgrade() -> None:
    """Forget the names and chain what is left, however long that takes."""
    op.execute("SET LOCAL statement_timeout = 0")
    op.drop_index(TRIGRAMS, TABLE)
    for column in NAMES:
        op.drop_column(TABLE, column)
    op.execute(f"GRANT UPDATE ON {TABLE} TO CURRENT_USER")
    op.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TRIGGER}")
    for statement in FORGET:
        op.execute(statement)
    _chain_anew()
    op.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TRIGGER}")
    op.execute(f"REVOKE UPDATE ON {TABLE} FROM PUBLIC, CURRENT_USER")
    _index(SEARCHED)
    op.create_index(KINDS, TABLE, ["target_type", "position"])


def downgrade() -> None:
    """Have room for names again; those that were forgotten stay forgotten."""
    op.drop_index(KINDS, TABLE)
    op.drop_index(TRIGRAMS, TABLE)
    for column in NAMES:
        nothing = sa.text("''")
        op.add_column(TABLE, sa.Column(column, sa.Text(), nullable=False, server_default=nothing))
        op.alter_column(TABLE, column, server_default=None)
    _index(BEFORE)


def _index(columns: tuple[str, ...]) -> None:
    op.create_index(
        TRIGRAMS,
        TABLE,
        columns,
        postgresql_using="gin",
        postgresql_ops=dict.fromkeys(columns, "gin_trgm_ops"),
    )


def _chain_anew() -> None:
    """Link the entries in their order, a batch at a time."""
    connection = op.get_bind()
    previous = bytes(32)
    rows = connection.execute(ENTRIES, execution_options={"yield_per": BATCH}).mappings()
    for batch in rows.partitions():
        links = []
        for row in batch:
            digest = _hash({**row, "previous_hash": previous.hex()})
            links.append({"id": row["id"], "previous_hash": previous, "hash": digest})
            previous = digest
        connection.execute(CHAIN, links)


def _hash(said: Mapping[str, Any]) -> bytes:
    """As `services.accounts.chain` spells an entry in this release."""
    plain = {name: _plain(value) for name, value in said.items()}
    filled = {name: value for name, value in plain.items() if value not in (None, "", {})}
    text = json.dumps(filled, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
