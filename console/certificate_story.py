"""A certificate in words: as a row, and in full."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from console.formats import ago, duration, moment
from console.palette import Palette
from console.theme import Tone
from console.widgets.detail import Detail
from console.widgets.resource_table import Column
from contracts.courses.certificate_register import AdminCertificate
from contracts.courses.certificates import CertificateSnapshot, CertificateStatus

STATES: dict[CertificateStatus, tuple[str, Tone]] = {
    CertificateStatus.VALID: ("valid", Tone.GOOD),
    CertificateStatus.EXPIRED: ("expired", Tone.WARN),
    CertificateStatus.REVOKED: ("revoked", Tone.BAD),
    CertificateStatus.SUPERSEDED: ("replaced", Tone.INFO),
    CertificateStatus.WITHDRAWN: ("withdrawn", Tone.NEUTRAL),
}
Fact = tuple[str, Text]


def _state(item: AdminCertificate, say: Palette) -> Text:
    return say.badge(*STATES[item.status])


def _holder(item: AdminCertificate) -> str:
    return item.holder or "erased"


COLUMNS: Sequence[Column[AdminCertificate]] = (
    Column(label="Code", width=19, cell=lambda each, say, _: say.strong(each.code)),
    Column(label="Holder", width=20, cell=lambda each, say, _: say.plain(_holder(each))),
    Column(label="Course", cell=lambda each, say, _: say.plain(each.course_title)),
    Column(label="State", width=11, cell=lambda each, say, _: _state(each, say)),
    Column(
        label="Issued",
        width=10,
        right=True,
        from_width=92,
        cell=lambda each, say, now: say.muted(ago(each.issued_at, now), right=True),
    ),
)


def story(item: AdminCertificate, say: Palette) -> Detail:
    """Everything that is printed, and what became of it."""
    reason = item.revocation_reason
    return Detail(
        title=say.strong(item.code),
        facts=(
            ("State", _state(item, say)),
            ("Holder", say.plain(_holder(item))),
            ("Course", say.plain(item.course_title)),
            *_printed(item.snapshot, say),
            ("Issued", say.muted(moment(item.issued_at))),
            *_fate(item, say),
            ("Verified at", say.plain(f"/verify/{item.code}")),
        ),
        paragraphs=(("Why it was revoked", say.prose(reason)),) if reason else (),
    )


def _printed(snapshot: CertificateSnapshot | None, say: Palette) -> Iterator[Fact]:
    """What stands on it besides names; nothing of who was forgotten."""
    if snapshot is None:
        return
    yield "Teacher", say.plain(snapshot.teacher)
    yield "Lessons", say.plain(str(snapshot.lessons))
    yield "Length", say.plain(duration(snapshot.minutes))
    if snapshot.grade is not None:
        yield "Quizzes", say.plain(f"{snapshot.grade} %")
    if snapshot.attended_classes:
        yield "Classes", say.plain(str(snapshot.attended_classes))
    until = snapshot.expires_on.isoformat() if snapshot.expires_on else "for good"
    yield "Valid", say.plain(until)


def _fate(item: AdminCertificate, say: Palette) -> Iterator[Fact]:
    if item.revoked_at is not None:
        yield "Revoked", say.muted(moment(item.revoked_at))
    if item.superseded_by is not None:
        yield "Replaced by", say.plain(item.superseded_by)
    if item.supersedes is not None:
        yield "Replaces", say.plain(item.supersedes)
