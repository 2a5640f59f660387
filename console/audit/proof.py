"""The proof that the audit log is whole, stretch by stretch."""

from collections.abc import Callable
from typing import Protocol

from console.formats import count, counted
from console.theme import Tone
from contracts.accounts.audit import AuditVerdict, VerifyAuditLog


class Verifying(Protocol):
    """What a proof asks of the gateway."""

    async def verify_audit_log(self, request: VerifyAuditLog) -> AuditVerdict:
        """What came of following a stretch of the chain."""


async def prove(gateway: Verifying, tell: Callable[[AuditVerdict], object]) -> tuple[str, Tone]:
    """Follow the chain to its end, or to the first entry that is wrong; the outcome in words."""
    after, anchors = 0, 0
    while True:
        verdict = await gateway.verify_audit_log(VerifyAuditLog(after=after))
        after, anchors = verdict.verified_to, anchors + verdict.anchors
        tell(verdict)
        if verdict.finished:
            return in_words(verdict, anchors)


def in_words(verdict: AuditVerdict, anchors: int) -> tuple[str, Tone]:
    """The outcome in a sentence or two."""
    fault = verdict.fault
    if fault is not None:
        entry = f"\n\nEntry id: {fault.entry_id}" if fault.entry_id else ""
        held = f"\n\nEntries 1 to {count(verdict.verified_to)} hold." if verdict.verified_to else ""
        return f"✕ The log was tampered with. {fault.detail}{held}{entry}", Tone.BAD
    entries = counted(verdict.verified_to, "entry", "entries")
    matched = counted(anchors, "anchor matches", "anchors match")
    return f"✓ The log holds: {entries}, none changed or missing. {matched}.", Tone.GOOD
