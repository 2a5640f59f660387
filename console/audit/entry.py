"""One entry of the audit log: as a row, and with everything it says."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from console.formats import ago, count, moment
from console.happenings import act
from console.palette import Palette
from console.theme import Tone
from console.widgets.changes import changes
from console.widgets.detail import Detail
from console.widgets.resource_table import Column
from contracts.accounts.messages import AuditEntry

_SECURITY = "security."
_SHOWN_OF_HASH = 16

COLUMNS: Sequence[Column[AuditEntry]] = (
    Column(
        label="When",
        width=11,
        cell=lambda entry, say, now: say.muted(ago(entry.recorded_at, now)),
    ),
    Column(label="Who", width=15, cell=lambda entry, say, _: say.plain(who(entry))),
    Column(label="What", width=18, cell=lambda entry, say, _: what(entry, say)),
    Column(label="Whom or which", cell=lambda entry, say, _: say.strong(entry.target_label)),
    Column(
        label="Reason",
        width=30,
        from_width=100,
        cell=lambda entry, say, _: say.muted(entry.reason),
    ),
)


def who(entry: AuditEntry) -> str:
    """Who acted, and through whose eyes."""
    through = f" as {entry.on_behalf_of_name}" if entry.on_behalf_of else ""
    return entry.actor_name + through


def what(entry: AuditEntry, say: Palette) -> Text:
    """The action in words; what touches security stands out."""
    tone = Tone.WARN if entry.action.startswith(_SECURITY) else Tone.INFO
    return say.toned(act(entry.action), tone)


def describe(entry: AuditEntry, say: Palette, now: datetime) -> Detail:
    """Everything an entry says, what changed as a comparison."""
    through = [("On behalf of", say.plain(entry.on_behalf_of_name))] if entry.on_behalf_of else []
    return Detail(
        title=say.strong(act(entry.action).capitalize()),
        facts=(
            ("Who", say.plain(entry.actor_name)),
            *through,
            (entry.target_type.capitalize(), say.plain(entry.target_label)),
            ("When", say.plain(ago(entry.recorded_at, now))),
            ("", say.muted(moment(entry.recorded_at))),
            ("Recorded by", say.plain(entry.service)),
        ),
        paragraphs=(
            ("Reason", say.prose(entry.reason or "None given.")),
            ("Before and after", changes(entry.before, entry.after, say)),
            ("Entry", Text("\n").join(_record(entry, say))),
        ),
    )


def _record(entry: AuditEntry, say: Palette) -> list[Text]:
    """What ties the entry to everything else, for who has to look further."""
    said = (
        ("Number", count(entry.position)),
        ("Action", entry.action),
        ("Address", entry.address),
        ("Request", entry.correlation_id),
        ("Target id", entry.target_id),
        ("Actor id", str(entry.actor_id)),
        ("Hash", f"{entry.hash[:_SHOWN_OF_HASH]}…"),
    )
    return [say.muted(f"{label:<11}{value}") for label, value in said if value]
