"""The chain of the audit log: each entry's hash covers the entry and the hash before it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.accounts import models

GENESIS = bytes(32)
"""What the first entry follows."""

COVERED = (
    *("id", "position", "service", "action", "actor_id", "on_behalf_of"),
    *("target_type", "target_id", "target_label"),
    *("reason", "before", "after", "correlation_id", "address", "recorded_at"),
)


def hash_of(entry: models.AuditEntry) -> bytes:
    """SHA-256 over all that an entry says."""
    return hashlib.sha256(canonical(entry)).digest()


def canonical(entry: models.AuditEntry) -> bytes:
    """The one spelling of an entry: JSON with sorted names, without spaces, in UTF-8.

    What is empty is left out, so that a column added later does not break the hashes from before.
    """
    said = {name: _plain(getattr(entry, name)) for name in COVERED}
    said["previous_hash"] = entry.previous_hash.hex()
    filled = {name: value for name, value in said.items() if value not in (None, "", {})}
    return json.dumps(filled, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
