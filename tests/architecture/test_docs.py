"""What is written for people is complete and points to things that exist."""

import re
from pathlib import Path

import pytest
from prometheus_client import Counter, Gauge, Histogram

from gateway import metrics as of_gateway
from services.common import metrics as of_services
from tests.architecture.sources import ROOT

DECISIONS = sorted((ROOT / "docs/decisions").glob("0*.md"))
HEADINGS = ["Context", "Decision", "Consequences", "Alternatives", "References"]
PAGES = [
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "contracts/README.md")),
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_has_its_five_parts_and_one_sentence_to_quote(page: Path) -> None:
    text = page.read_text()

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    decision = text.partition("## Decision\n\n")[2].partition("\n\n")[0]

    assert headings == HEADINGS
    assert re.fullmatch(r"\*\*[A-Z][^*]+\.\*\*", decision)
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text()

    numbers = [int(page.name[:4]) for page in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert [page.name for page in DECISIONS if f"({page.name})" not in listed] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text())

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_path_in_backticks_exists(page: Path) -> None:
    written = re.findall(
        r"`((?:services|gateway|contracts|console|tests|deploy|docs)/[\w./-]+)`", page.read_text()
    )

    gone = [path for path in written if not (ROOT / path).exists() and "dist" not in path]

    assert gone == []


def test_every_metric_is_in_the_operating_guide() -> None:
    guide = (ROOT / "docs/operating.md").read_text()
    kinds = (Counter, Gauge, Histogram)

    found = {
        f"{metric._name}{'_total' if isinstance(metric, Counter) else ''}"
        for module in (of_gateway, of_services)
        for metric in vars(module).values()
        if isinstance(metric, kinds)
    }

    assert found
    assert [one for one in found if f"`{one}`" not in guide] == []
