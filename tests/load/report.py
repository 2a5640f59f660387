"""A run's figures as a table for people and as JSON for machines."""

from pathlib import Path
from typing import Any

import msgspec

from tests.load.stats import ratio


class Row(msgspec.Struct, kw_only=True):
    """One line of the table: a figure of ours, the reference's, and what is expected."""

    name: str
    unit: str
    ours: float
    reference: float | None = None
    against: str = ""
    budget: str = ""
    met: bool | None = None
    """Whether the budget holds; None when the line has none and only informs."""
    notes: str = ""
    details: dict[str, Any] = {}

    @property
    def times(self) -> float | None:
        """Ours as a multiple of the reference's."""
        return None if self.reference is None else ratio(self.ours, self.reference)


class Report(msgspec.Struct, kw_only=True):
    """Everything that one run has found out."""

    machine: dict[str, str]
    rows: list[Row]
    remarks: list[str] = []

    def as_json(self) -> bytes:
        """For machines."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)

    def as_markdown(self) -> str:
        """For people."""
        lines = ["# Performance figures", "", self._table(), ""]
        lines += ["## How it was measured", ""]
        lines += [f"- **{row.name}**: {row.notes}" for row in self.rows if row.notes]
        lines += [f"- {remark}" for remark in self.remarks]
        lines += ["", "## Machine", ""]
        lines += [f"- {name}: {value}" for name, value in self.machine.items()]
        return "\n".join(lines) + "\n"

    def write(self, path: Path) -> None:
        """Write both forms beside each other."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".json").write_bytes(self.as_json())
        path.with_suffix(".md").write_text(self.as_markdown())

    def _table(self) -> str:
        head = ["What", "Academy", "Reference", "Ratio", "Budget", "Met"]
        lines = [head, ["---"] * len(head), *(_cells(row) for row in self.rows)]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: Row) -> list[str]:
    reference = "" if row.reference is None else f"{_figure(row.reference, row.unit)} {row.against}"
    times = "" if row.times is None else f"{row.times:.2f}x"
    met = {True: "yes", False: "**no**", None: ""}[row.met]
    return [row.name, _figure(row.ours, row.unit), reference.strip(), times, row.budget, met]


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1
    return f"{value:,.{digits}f} {unit}".replace(",", " ")
