"""`./academy audit`: what its process says, writes and ends with."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from contracts.audit import AccountsAdminActed, CoursesAdminActed
from contracts.spreadsheets import AUDIT_HEADER
from services.accounts import models, use_cases
from services.accounts.admin import OPERATOR
from services.common.desk import Desk
from tests.factories.recorded import events

pytestmark = pytest.mark.postgres

Tool = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def tool(url: str, tmp_path: Path) -> Tool:
    variables = {
        "PATH": os.environ["PATH"],
        "ACCOUNTS_DATABASE_URL": url,
        "AUDIT_ANCHOR_FILE": str(tmp_path / "anchors.jsonl"),
        "AUDIT_ANCHOR_KEY": "a key",
    }

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "services.accounts.auditing", *words]
        return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(autouse=True)
def entries(desk: Desk) -> None:
    for label in ("Rust for Pythonistas", "=HYPERLINK(1)", "@SUM(1)"):
        act = CoursesAdminActed(
            action="course.approved",
            actor_id=OPERATOR.user_id,
            target_type="course",
            target_id="42",
            target_label=label,
            reason="-1 is a formula",
        )
        with desk.begin() as work:
            use_cases.record_admin_act(work, act)


def test_a_whole_log_is_said_to_hold(tool: Tool) -> None:
    done = tool("verify")

    assert done.returncode == 0
    assert done.stdout == (
        "The audit log holds: 3 entries, none changed or missing. 0 anchors match.\n"
    )


def test_a_changed_entry_is_named_and_the_process_fails(tool: Tool, session: Session) -> None:
    session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER ALL"))
    session.execute(text("UPDATE audit_entries SET reason = 'other' WHERE position = 2"))
    session.commit()

    done = tool("verify")

    assert done.returncode == 1
    assert done.stdout.startswith("THE AUDIT LOG WAS TAMPERED WITH. Entry 2 does not say what")


def test_an_export_is_csv_without_formulas_and_is_written_down(
    tool: Tool, session: Session
) -> None:
    done = tool("export")

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert tuple(rows[0]) == tuple(AUDIT_HEADER)
    assert [row["target"] for row in rows] == ["'@SUM(1)", "'=HYPERLINK(1)", "Rust for Pythonistas"]
    assert {row["reason"] for row in rows} == {"'-1 is a formula"}
    (noted,) = events(session, models.bookkeeping, AccountsAdminActed)
    assert (noted.action, noted.actor_id) == ("audit.exported", OPERATOR.user_id)


def test_an_export_begins_with_a_day_and_goes_to_a_file(tool: Tool, tmp_path: Path) -> None:
    target = tmp_path / "taken.csv"

    assert tool("export", "--since", "2999-01-01", "--output", str(target)).returncode == 0

    assert target.read_text() == ",".join(AUDIT_HEADER) + "\n"


def test_what_is_no_day_is_refused(tool: Tool) -> None:
    done = tool("export", "--since", "yesterday")

    assert done.returncode == 2
    assert "--since" in done.stderr
