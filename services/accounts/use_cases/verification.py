"""Proof that the audit log is what was written: its chain, and anchors from outside."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import structlog

from contracts.accounts.audit import AuditFault, AuditVerdict, FaultKind, VerifyAuditLog
from services.accounts import chain, models
from services.accounts.integrations.anchors import Anchor, Anchors
from services.accounts.repository import AuditRepository
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import Begin, UnitOfWork

log = structlog.get_logger()

ANCHORED_EVERY = timedelta(hours=1)


def verify_audit_log(work: UnitOfWork, anchors: Anchors, request: VerifyAuditLog) -> AuditVerdict:
    """Follow a stretch of the chain; for admins."""
    ensure_standing(work, request)
    return follow_chain(work, anchors, request)


def follow_chain(work: UnitOfWork, anchors: Anchors, request: VerifyAuditLog) -> AuditVerdict:
    """Check link by link behind a position; the first that is wrong ends the check."""
    entries = AuditRepository(work.session)
    known, forged = _anchors_from(anchors, request.after)
    before = entries.find_at(request.after)
    links = entries.list_chain(request.after, request.limit)
    previous = before.hash if before else chain.GENESIS
    fault = forged or _first_fault(links, request.after, previous, known)
    head = entries.find_head()
    last, end = (links[-1].position if links else request.after), head.position if head else 0
    finished = len(links) < request.limit
    if fault is None and finished:
        fault = _missing_tail(known.values(), end)
    return AuditVerdict(
        verified_to=fault.position - 1 if fault else last,
        head=end,
        anchors=sum(1 for position in known if position <= last),
        finished=finished or fault is not None,
        fault=fault,
    )


def anchor_audit_log(begin: Begin, anchors: Anchors) -> None:
    """Once an hour, write down outside the database which entry is the last."""
    newest = anchors.newest()
    with begin() as work:
        head = AuditRepository(work.session).find_head()
        now = work.now
    if head is None or (newest is not None and newest.time + ANCHORED_EVERY > now):
        return
    anchor = anchors.append(Anchor(position=head.position, hash=head.hash.hex(), time=now))
    log.info(
        "accounts.audit.anchored",
        position=anchor.position,
        hash=anchor.hash,
        time=anchor.time.isoformat(),
        hmac=anchor.hmac,
    )


def _anchors_from(anchors: Anchors, after: int) -> tuple[dict[int, Anchor], AuditFault | None]:
    """Anchors behind a position; a line that we did not sign is a fault of its own."""
    known: dict[int, Anchor] = {}
    for number, anchor in anchors.read():
        if anchor is None:
            detail = f"Line {number} of the anchors is damaged, or somebody else wrote it."
            fault = AuditFault(kind=FaultKind.ANCHOR_FORGED, position=after + 1, detail=detail)
            return known, fault
        if anchor.position > after:
            known.setdefault(anchor.position, anchor)
    return known, None


def _first_fault(
    links: Iterable[models.AuditEntry], after: int, previous: bytes, known: dict[int, Anchor]
) -> AuditFault | None:
    for position, link in enumerate(links, start=after + 1):
        found = next(_faults(link, position, previous, known), None)
        if found is not None:
            kind, detail = found
            return AuditFault(kind=kind, position=position, entry_id=link.id, detail=detail)
        previous = link.hash
    return None


def _faults(
    link: models.AuditEntry, position: int, previous: bytes, known: dict[int, Anchor]
) -> Iterator[tuple[FaultKind, str]]:
    """Everything that is wrong with a link, the most telling first."""
    if link.position != position:
        missing = f"Entry {position} is missing; entry {link.position} follows {position - 1}."
        yield FaultKind.MISSING, missing
    if chain.hash_of(link) != link.hash:
        yield FaultKind.CHANGED, f"Entry {position} does not say what was written."
    if link.previous_hash != previous:
        yield FaultKind.UNLINKED, f"Entry {position} does not follow entry {position - 1}."
    anchor = known.get(position)
    if anchor is not None and anchor.hash != link.hash.hex():
        detail = f"Entry {position} is another than on {anchor.time:%Y-%m-%d %H:%M} UTC."
        yield FaultKind.REWRITTEN, detail


def _missing_tail(known: Iterable[Anchor], end: int) -> AuditFault | None:
    """An anchor that knows an entry behind the end."""
    beyond = max(known, key=lambda anchor: anchor.position, default=None)
    if beyond is None or beyond.position <= end:
        return None
    detail = (
        f"The log ends with entry {end}, but on {beyond.time:%Y-%m-%d %H:%M} UTC"
        f" it reached entry {beyond.position}."
    )
    return AuditFault(kind=FaultKind.TRUNCATED, position=end + 1, detail=detail)
