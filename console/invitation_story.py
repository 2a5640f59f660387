"""An invitation in words: as a row, and in full."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from console.formats import ago, ahead, counted, moment
from console.palette import Palette
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.invite_dialog import LANGUAGES
from console.widgets.resource_table import Column
from contracts.accounts.invitations import Invitation, InvitationState

STATES: dict[InvitationState, tuple[str, Tone]] = {
    InvitationState.PENDING: ("open", Tone.WARN),
    InvitationState.ACCEPTED: ("accepted", Tone.GOOD),
    InvitationState.EXPIRED: ("expired", Tone.NEUTRAL),
    InvitationState.REVOKED: ("taken back", Tone.BAD),
}


def when(item: Invitation, now: datetime) -> str:
    """Until when an open invitation can be taken, or since when it is over."""
    if item.state is InvitationState.PENDING:
        return ahead(item.expires_at, now)
    return ago(item.settled_at or item.expires_at, now)


def _state(item: Invitation, say: Palette) -> Text:
    return say.badge(*STATES[item.state])


COLUMNS: Sequence[Column[Invitation]] = (
    Column(label="Invited", cell=lambda each, say, _: say.strong(each.email)),
    Column(label="Name", width=20, from_width=104, cell=lambda each, say, _: say.plain(each.name)),
    Column(label="Role", width=11, cell=lambda each, say, _: say.pill(each.role)),
    Column(label="State", width=12, cell=lambda each, say, _: _state(each, say)),
    Column(
        label="By",
        width=14,
        from_width=84,
        cell=lambda each, say, _: say.plain(each.invited_by_name),
    ),
    Column(
        label="When",
        width=10,
        right=True,
        cell=lambda each, say, now: say.muted(when(each, now), right=True),
    ),
)


def story(item: Invitation, say: Palette, now: datetime) -> Detail:
    """Everything about one invitation."""
    origin = " by a file" if item.imported else ""
    settled = {InvitationState.ACCEPTED: "Accepted", InvitationState.REVOKED: "Taken back"}
    end = settled.get(item.state, "Expires" if item.expires_at > now else "Expired")
    return Detail(
        title=say.strong(item.email),
        facts=(
            ("State", _state(item, say)),
            ("Name", say.plain(item.name or "not given")),
            ("Role", say.pill(item.role)),
            ("Mail in", say.plain(dict(LANGUAGES).get(item.locale, item.locale))),
            ("Invited by", say.plain(f"{item.invited_by_name}{origin}")),
            ("Invited", say.plain(ago(item.created_at, now))),
            ("", say.muted(moment(item.created_at))),
            ("Mailed", say.plain(counted(item.times_sent, "time"))),
            ("Last mail", say.plain(ago(item.sent_at, now))),
            (end, say.plain(when(item, now))),
            ("", say.muted(moment(item.settled_at or item.expires_at))),
        ),
    )
