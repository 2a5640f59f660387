"""What people and machines read of a run."""

from pathlib import Path

import msgspec
import pytest

from tests.load.catalogue import read_wrk
from tests.load.children import NotMeasured
from tests.load.report import Report, Row

SAID = """Running 4s test @ http://127.0.0.1:1
  1 threads and 32 connections
  48123 requests in 4.00s, 90.11MB read
Requests/sec:  12030.75
"""


def make_report() -> Report:
    """One row with a reference, one without."""
    fast = Row(
        name="Course page",
        unit="req/s",
        ours=12030.75,
        reference=6000.0,
        against="Express",
        budget="2x",
        met=True,
        notes="in turns",
    )
    slow = Row(name="Mix, p95", unit="ms", ours=212.4, budget="< 200 ms", met=False)
    return Report(machine={"cores": "2"}, rows=[fast, slow])


def test_the_table_shows_both_figures_their_ratio_and_whether_the_budget_holds() -> None:
    table = make_report().as_markdown()

    assert "| Course page | 12 031 req/s | 6 000 req/s Express | 2.01x | 2x | yes |" in table
    assert "| Mix, p95 | 212 ms |  |  | < 200 ms | **no** |" in table
    assert "- **Course page**: in turns" in table
    assert "- cores: 2" in table


def test_a_report_is_written_for_people_and_for_machines(tmp_path: Path) -> None:
    report = make_report()

    report.write(tmp_path / "runs" / "today")

    written = (tmp_path / "runs" / "today.json").read_bytes()
    assert msgspec.json.decode(written, type=Report) == report
    assert (tmp_path / "runs" / "today.md").read_text() == report.as_markdown()


def test_wrk_tells_its_rate_and_its_count() -> None:
    assert read_wrk(SAID) == (12030.75, 48123)


def test_a_run_with_refusals_is_no_figure() -> None:
    with pytest.raises(NotMeasured, match="Non-2xx"):
        read_wrk(f"{SAID}  Non-2xx or 3xx responses: 7\n")
