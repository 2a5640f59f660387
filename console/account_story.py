"""An account in words: as a row, and in full."""

from collections.abc import Sequence
from datetime import datetime

from console.formats import ago, moment
from console.palette import Palette
from console.widgets.detail import Detail
from console.widgets.resource_table import Column
from contracts.accounts.messages import User

COLUMNS: Sequence[Column[User]] = (
    Column(label="Name", cell=lambda user, say, _: say.strong(user.name)),
    Column(label="E-mail", width=28, cell=lambda user, say, _: say.plain(user.email)),
    Column(label="Role", width=11, cell=lambda user, say, _: say.pill(user.role)),
    Column(
        label="Status",
        width=13,
        from_width=82,
        cell=lambda user, say, _: say.pill(user.status),
    ),
    Column(
        label="Joined",
        width=11,
        right=True,
        cell=lambda user, say, now: say.muted(ago(user.created_at, now), right=True),
    ),
)


def story(user: User, say: Palette, now: datetime) -> Detail:
    """Who the person is."""
    return Detail(
        title=say.strong(user.name),
        facts=(
            ("E-mail", say.plain(user.email)),
            ("Role", say.pill(user.role)),
            ("Status", say.pill(user.status)),
            ("Language", say.plain(user.locale)),
            ("Joined", say.plain(ago(user.created_at, now))),
            ("", say.muted(moment(user.created_at))),
            ("Id", say.muted(str(user.id))),
        ),
    )
