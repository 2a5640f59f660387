"""The audit log becomes a chain that its own service cannot change.

While this runs beside the previous release, that one can no longer write entries: what it is told
waits in the retry ladder until a process of this release records it.

Revision ID: 0008
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"

TABLE = "audit_entries"
TRIGGER = "audit_entries_append_only"
LATE = ("position", "previous_hash", "hash")
SEARCHED = ("actor_name", "target_label", "target_id", "action", "reason")
BATCH = 1000
UNCHAINED = sa.text(
    "SELECT id, service, action, actor_id, actor_name, target_type, target_id, target_label,"
    " reason, before, after, recorded_at FROM audit_entries ORDER BY recorded_at, id"
)
CHAIN = sa.text(
    "UPDATE audit_entries SET position = :position, previous_hash = :previous_hash, hash = :hash"
    " WHERE id = :id"
)


def upgrade() -> None:
    """Add the links, chain what is there, close the table."""
    _add_columns()
    op.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TRIGGER}")
    _chain_existing()
    op.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TRIGGER}")
    for column in LATE:
        op.alter_column(TABLE, column, nullable=False)
    op.create_check_constraint("position", TABLE, "position > 0")
    _add_indexes()
    op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM PUBLIC, CURRENT_USER")


def downgrade() -> None:
    """Take the links away; the entries stay."""
    op.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {TABLE} TO CURRENT_USER")
    for name in ("trigrams", "actor_id_position", "on_behalf_of", "target_id_position"):
        op.drop_index(f"ix_{TABLE}_{name}", TABLE)
    op.drop_index(f"uq_{TABLE}_position", TABLE)
    op.drop_constraint("position", TABLE)
    for column in (*LATE, "on_behalf_of", "on_behalf_of_name", "correlation_id", "address"):
        op.drop_column(TABLE, column)


def _add_columns() -> None:
    nothing = sa.text("''")
    op.add_column(TABLE, sa.Column("position", sa.BigInteger()))
    op.add_column(TABLE, sa.Column("previous_hash", sa.LargeBinary()))
    op.add_column(TABLE, sa.Column("hash", sa.LargeBinary()))
    op.add_column(TABLE, sa.Column("on_behalf_of", sa.Uuid()))
    for column in ("on_behalf_of_name", "correlation_id", "address"):
        op.add_column(TABLE, sa.Column(column, sa.Text(), nullable=False, server_default=nothing))
        op.alter_column(TABLE, column, server_default=None)


def _add_indexes() -> None:
    op.create_index(f"uq_{TABLE}_position", TABLE, ["position"], unique=True)
    op.create_index(f"ix_{TABLE}_actor_id_position", TABLE, ["actor_id", "position"])
    op.create_index(f"ix_{TABLE}_target_id_position", TABLE, ["target_id", "position"])
    op.create_index(
        f"ix_{TABLE}_on_behalf_of",
        TABLE,
        ["on_behalf_of"],
        postgresql_where=sa.text("on_behalf_of IS NOT NULL"),
    )
    op.create_index(
        f"ix_{TABLE}_trigrams",
        TABLE,
        SEARCHED,
        postgresql_using="gin",
        postgresql_ops=dict.fromkeys(SEARCHED, "gin_trgm_ops"),
    )


def _chain_existing() -> None:
    """Link the entries in the order in which they were recorded."""
    connection = op.get_bind()
    links: list[dict[str, Any]] = []
    previous = bytes(32)
    rows = connection.execute(UNCHAINED).mappings().all()
    for position, row in enumerate(rows, start=1):
        digest = _hash({**row, "position": position, "previous_hash": previous.hex()})
        links.append(
            {"id": row["id"], "position": position, "previous_hash": previous, "hash": digest}
        )
        previous = digest
    for start in range(0, len(links), BATCH):
        connection.execute(CHAIN, links[start : start + BATCH])


def _hash(said: dict[str, Any]) -> bytes:
    """As `services.accounts.chain` spells an entry in this release."""
    plain = {name: _plain(value) for name, value in said.items()}
    filled = {name: value for name, value in plain.items() if value not in (None, "", {})}
    text = json.dumps(filled, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
