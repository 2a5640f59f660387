"""Assertion 38: every protected address, asked for by everybody, answers as the matrix says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from gateway.app import create_app
from gateway.routes import ENDPOINTS
from tests.security.protected import CONTENT, ELSEWHERE, ROWS, Row
from tests.security.schooling import EVERYBODY, School
from tests.unit.gateway.fakes import FakeRpc, make_settings

pytestmark = pytest.mark.e2e

LISTS = {f"GET {one.path}" for one in ENDPOINTS if one.method == "GET" and not one.path_fields}
GAP = re.compile(r"{(\w+)}")
PROBLEM = "/problems/"
TUS = {"Tus-Resumable": "1.0.0"}


def name(row: Row) -> str:
    return " ".join([row.route, *row.gaps.values()])


def routes() -> Iterator[str]:
    """Every method and address that the gateway knows."""
    router = create_app(make_settings(Path("nowhere")), FakeRpc()).router
    for route in router.routes():
        if route.resource is not None:
            yield f"{route.method} {route.resource.canonical}"


def serves(route: str) -> bool:
    """Whether an address may serve something of a course: whatever reads, and all of its places."""
    method, path = route.split()
    return route not in LISTS and (method in {"GET", "HEAD"} or path.startswith(CONTENT))


def address(school: School, row: Row) -> str:
    """The row's address with an id in every gap; of other gaps nothing is to be hoped for."""
    path = row.route.split()[1]
    ids = school.ids | {gap: school.ids[thing] for gap, thing in row.gaps.items()}
    return GAP.sub(lambda gap: ids.get(gap[1], school.ids["user_id"]), path)


def ask(url: str, school: School, row: Row, who: str) -> requests.Response:
    body = row.body
    if body and "video_id" in body:
        body = body | {"video_id": school.ids["video_id"]}
    return requests.request(
        row.route.split()[0],
        url + address(school, row),
        json=body,
        headers={**TUS, **school.people[who]},
        timeout=30,
    )


def refusal(response: requests.Response) -> str:
    """The name of a refusal, or nothing."""
    if response.ok:
        return ""
    return str(response.json()["type"]).removeprefix(PROBLEM) if response.content else "refused"


def assert_kept_by_nobody(response: requests.Response) -> None:
    """No cache on the way keeps what one person was shown."""
    kept = response.headers["Cache-Control"]
    assert kept == "no-store" or kept.startswith("private"), kept


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_38_a_protected_address_lets_in_whom_the_matrix_lets_in(
    url: str, school: School, row: Row
) -> None:
    answers = {who: ask(url, school, row, who) for who in EVERYBODY}

    found = {who: refusal(answer) for who, answer in answers.items()}
    expected = row.outcomes()
    if row.route.startswith("HEAD"):  # which has no words
        expected = {who: code and "refused" for who, code in expected.items()}
    assert found == expected
    for answer in answers.values():
        assert_kept_by_nobody(answer)


def test_38_every_address_that_may_serve_content_has_a_row() -> None:
    known = {row.route for row in ROWS} | {one for some in ELSEWHERE.values() for one in some}

    serving = {route for route in routes() if serves(route)}

    assert sorted(serving - known) == [], "Add a row to tests/security/protected.py."
    assert sorted(known - serving) == [], "There is no such address any more."


def test_38_every_caller_has_one_cell_in_every_row() -> None:
    twice = [
        f"{name(row)}: {who}"
        for row in ROWS
        for who in EVERYBODY
        if sum(who in callers for callers in row.refused.values()) > 1
    ]

    assert twice == []
