"""Tables for other people's programs: cells that no spreadsheet runs as a formula."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

import msgspec

from contracts.accounts.messages import AuditEntry

_FORMULA_STARTS = (
    *("=", "+", "-", "@", "\t", "\r", "\n", "\0"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"),
    *("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"),
)

AUDIT_HEADER: Sequence[str] = (
    *("position", "recorded_at", "service", "action", "actor_id", "actor", "on_behalf_of_id"),
    *("on_behalf_of", "target_type", "target_id", "target", "reason", "before", "after"),
    *("correlation_id", "address", "hash"),
)


def inert_cell(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would read it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def audit_row(entry: AuditEntry) -> list[str]:
    """An entry of the audit log as the cells under `AUDIT_HEADER`."""
    cells = (
        str(entry.position),
        entry.recorded_at.astimezone(UTC).isoformat(),
        entry.service,
        entry.action,
        str(entry.actor_id),
        entry.actor_name,
        str(entry.on_behalf_of or ""),
        entry.on_behalf_of_name,
        entry.target_type,
        entry.target_id,
        entry.target_label,
        entry.reason,
        _json(entry.before),
        _json(entry.after),
        entry.correlation_id,
        entry.address,
        entry.hash,
    )
    return [inert_cell(cell) for cell in cells]


def _json(values: dict[str, Any]) -> str:
    return msgspec.json.encode(values, order="sorted").decode() if values else ""
