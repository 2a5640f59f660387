"""What admins did, newest first."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

from rich.text import Text

from console.formats import ago, moment
from console.happenings import act
from console.palette import Palette
from console.screens.listing import ListScreen
from console.shell import shell
from console.text import safe_line
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.resource_table import Column, Wording
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.audit import AccountsAdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.types import Page


class AuditTrail(Protocol):
    """What this screen asks of the gateway."""

    async def list_audit_entries(self, request: ListAuditEntries) -> Page[AuditEntry]:
        """One page of what admins did, newest first."""


COLUMNS: Sequence[Column[AuditEntry]] = (
    Column(
        label="When",
        width=11,
        cell=lambda entry, say, now: say.muted(ago(entry.recorded_at, now)),
    ),
    Column(label="Who", width=15, cell=lambda entry, say, _: say.plain(entry.actor_name)),
    Column(
        label="What", width=18, cell=lambda entry, say, _: say.toned(act(entry.action), Tone.INFO)
    ),
    Column(label="Whom or which", cell=lambda entry, say, _: say.strong(entry.target_label)),
    Column(
        label="Reason",
        width=30,
        from_width=100,
        cell=lambda entry, say, _: say.muted(entry.reason),
    ),
)


class AuditScreen(ListScreen[AuditEntry]):
    """Read who changed what, and why."""

    PLACE: ClassVar[str] = "audit"
    WORDING: ClassVar[Wording] = Wording(
        title="Audit log",
        noun="entry",
        nouns="entries",
        loading="Fetching the audit log",
        empty="Nothing recorded yet",
        empty_hint="Approvals, rejections and role changes are kept here for good.",
        failed="The audit log did not arrive",
    )
    CHANGED_BY: ClassVar[tuple[str, ...]] = (
        AccountsAdminActed.event_type,
        CoursesAdminActed.event_type,
        PaymentsAdminActed.event_type,
    )

    def __init__(self, gateway: AuditTrail) -> None:
        super().__init__()
        self.gateway = gateway

    def columns(self) -> Sequence[Column[AuditEntry]]:
        """When, who, what, whom, why."""
        return COLUMNS

    async def fetch(self, after: str | None) -> Page[AuditEntry]:
        """One page, newest first."""
        return await self.gateway.list_audit_entries(ListAuditEntries(after=after))

    def key(self, item: AuditEntry) -> str:
        """The entry's id."""
        return str(item.id)

    def describe(self, item: AuditEntry) -> Detail:
        """The entry with what changed."""
        say, now = shell(self).palette, shell(self).clock()
        return Detail(
            title=say.strong(act(item.action).capitalize()),
            facts=(
                ("Who", say.plain(item.actor_name)),
                (item.target_type.capitalize(), say.plain(item.target_label)),
                ("When", say.plain(ago(item.recorded_at, now))),
                ("", say.muted(moment(item.recorded_at))),
                ("Recorded by", say.plain(item.service)),
                ("Target id", say.muted(item.target_id)),
            ),
            paragraphs=(
                ("Reason", say.prose(item.reason or "None given.")),
                ("Before and after", changes(item.before, item.after, say)),
            ),
        )


def changes(before: Mapping[str, Any], after: Mapping[str, Any], say: Palette) -> Text:
    """Each field that differs, as `name: old → new`."""
    lines = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            line = Text(f"{safe_line(name)}: ", style=say.color("muted"))
            line.append(_value(old), style=say.color("tone-bad"))
            line.append(" → ", style=say.color("muted"))
            line.append(_value(new), style=say.color("tone-good"))
            lines.append(line)
    return Text("\n").join(lines) if lines else say.prose("Nothing else changed.")


def _value(value: object) -> str:
    return "nothing" if value is None else safe_line(str(value))
