"""`python -m services.accounts.auditing verify | export`: the audit log from the machine.

`verify` ends with 1 and names the first wrong entry when the log is not what was written; `export`
writes CSV, the newest entries first.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import msgspec

from contracts.accounts.audit import AuditVerdict, ExportAuditEntries, VerifyAuditLog
from contracts.accounts.messages import AuditEntry
from contracts.audit import AccountsAdminActed
from contracts.spreadsheets import AUDIT_HEADER, audit_row
from services.accounts import models
from services.accounts.admin import OPERATOR
from services.accounts.config import AuditSettings
from services.accounts.integrations.anchors import AnchorFile, Anchors
from services.accounts.use_cases.audit import list_for_export
from services.accounts.use_cases.verification import follow_chain
from services.common.config import load
from services.common.desk import Desk
from services.common.settings import database_url
from services.common.tools import desk

STRETCH = 10_000
PAGE = 1000


def main(arguments: list[str]) -> None:
    """Work on the database that ACCOUNTS_DATABASE_URL names."""
    options = _parser().parse_args(arguments)
    url = database_url("accounts")
    with desk(models.bookkeeping, url=url, actor=OPERATOR, audit=AccountsAdminActed) as tool:
        if options.act == "export":
            export(tool, options)
            return
        settings = load(AuditSettings)
        anchors = AnchorFile(settings.audit_anchor_file, settings.audit_anchor_key)
        verdict = verify(tool, anchors)
    sys.stdout.write(in_words(verdict) + "\n")
    if verdict.fault is not None:
        sys.exit(1)


def verify(tool: Desk, anchors: Anchors) -> AuditVerdict:
    """Follow the whole chain, stretch by stretch."""
    after, matched = 0, 0
    while True:
        with tool.read() as work:
            verdict = follow_chain(work, anchors, VerifyAuditLog(after=after, limit=STRETCH))
        after, matched = verdict.verified_to, matched + verdict.anchors
        if verdict.finished:
            return AuditVerdict(
                verified_to=after,
                head=verdict.head,
                anchors=matched,
                finished=True,
                fault=verdict.fault,
            )


def in_words(verdict: AuditVerdict) -> str:
    """What came of it, in a sentence or two."""
    if verdict.fault is None:
        held = f"The audit log holds: {verdict.verified_to:,} entries, none changed or missing."
        return f"{held} {verdict.anchors:,} anchors match."
    whose = f" (id {verdict.fault.entry_id})" if verdict.fault.entry_id else ""
    return f"THE AUDIT LOG WAS TAMPERED WITH. {verdict.fault.detail}{whose}"


def export(tool: Desk, options: argparse.Namespace) -> None:
    """Write the entries as CSV to the file that was named, or to standard output."""
    request = ExportAuditEntries(since=options.since, until=options.until, limit=PAGE)
    with ExitStack() as stack:
        target: TextIO = sys.stdout
        if options.output is not None:
            file = options.output.open("w", newline="", encoding="utf-8")
            target = stack.enter_context(file)
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(AUDIT_HEADER)
        for entry in _entries(tool, request):
            writer.writerow(audit_row(entry))


def _entries(tool: Desk, request: ExportAuditEntries) -> Iterator[AuditEntry]:
    while True:
        with tool.begin() as work:
            page = list_for_export(work, request)
        yield from page.items
        if page.next is None:
            return
        request = msgspec.structs.replace(request, after=page.next)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./academy audit", description="The audit log.")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("verify", help="follow the chain of hashes and compare it with the anchors")
    taken = acts.add_parser("export", help="write the entries as CSV, newest first")
    taken.add_argument("--since", type=_moment, metavar="DATE", help="such as 2026-05-01")
    taken.add_argument("--until", type=_moment, metavar="DATE", help="without that day itself")
    taken.add_argument("--output", type=Path, metavar="FILE", help="instead of standard output")
    return parser


def _moment(text: str) -> datetime:
    """A date or a moment; without a zone it is meant in UTC."""
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=UTC)


if __name__ == "__main__":
    main(sys.argv[1:])
