"""Assertions 5 and 44: lists show what the caller may see, whatever is asked for in them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
import requests

from contracts.courses.catalogue import ListFacets
from contracts.types import Role
from gateway.endpoints import Endpoint
from gateway.routes import ENDPOINTS
from tests.security.belongings import belongings
from tests.security.strangers import Headers, Strangers
from tests.waiting import until

pytestmark = pytest.mark.e2e

LISTS = [one for one in ENDPOINTS if one.method == "GET" and not one.path_fields]
SEARCHES = [
    one
    for one in LISTS
    if "search" in one.request.__struct_fields__ and one.request is not ListFacets
]
PUBLIC = {"slug", "teacher", "language", "key_id"}
"""Names of what everybody may see."""

LISTED_ELSEWHERE = {
    *("module_id", "lesson_id", "topic_id", "file_id"),
    *("question_id", "attempt_id", "regrade_id", "review_id"),
    *("attendance_id", "code", "course_import_id", "course_export_id"),
}
"""Names of what only lists below something else show."""

INJECTIONS = (
    "' OR '1'='1",
    "' OR 1=1 --",
    "') OR ('1'='1",
    "'; DROP TABLE users; --",
    "' UNION SELECT email, password_hash FROM users --",
    "x' AND pg_sleep(5) --",
    "%' OR 'a' LIKE '%",
    "\\' OR 1=1 --",
    "$$; SELECT 1; $$",
    "{{7*7}}${7*7}",
    "../../etc/passwd",
    "\r\nX-Injected: yes",
    "%s%n%x",
    ":*|!&<->",
)


def name(value: object) -> str:
    return value.path if isinstance(value, Endpoint) else repr(value)[:24]


def ask(url: str, path: str, who: Headers, **query: str) -> requests.Response:
    return requests.get(url + path, params=query, headers=dict(who), timeout=30)


@pytest.fixture(scope="module")
def admin(strangers: Strangers) -> Headers:
    return strangers.sign_in(strangers.make(Role.ADMIN))


@pytest.fixture(scope="module")
def private(strangers: Strangers, admin: Headers) -> dict[str, str]:
    """What belongs to an admin alone."""
    owned = belongings(strangers, admin)
    mine = strangers.get("/v1/me", admin)
    return {name: value for name, value in owned.items() if name not in PUBLIC} | {
        "my id": mine["id"],
        "my address": mine["email"],
    }


@pytest.fixture(scope="module", params=[None, Role.STUDENT, Role.TEACHER])
def outsider(request: pytest.FixtureRequest, strangers: Strangers) -> Headers:
    """Somebody who works for nobody."""
    return strangers.sign_in(strangers.make(request.param)) if request.param else {}


@pytest.mark.parametrize("endpoint", LISTS, ids=name)
def test_5_no_list_names_what_belongs_to_somebody_else(
    url: str, private: dict[str, str], outsider: Headers, endpoint: Endpoint
) -> None:
    query = {"limit": "100"} if "limit" in endpoint.request.__struct_fields__ else {}

    shown = ask(url, endpoint.path, outsider, **query).text

    assert [name for name, value in private.items() if value in shown] == []


def test_5_the_owner_finds_in_the_same_lists_what_others_do_not(
    url: str, private: dict[str, str], admin: Headers
) -> None:
    shown = "".join(ask(url, one.path, admin).text for one in LISTS)

    unseen = {name for name, value in private.items() if value not in shown}
    assert unseen <= LISTED_ELSEWHERE


@pytest.mark.parametrize("endpoint", SEARCHES, ids=name)
def test_44_words_are_looked_for_and_never_obeyed(
    url: str, admin: Headers, private: dict[str, str], endpoint: Endpoint
) -> None:
    everything = len(ask(url, endpoint.path, admin).json()["items"])

    for words in INJECTIONS:
        response = ask(url, endpoint.path, admin, search=words)

        assert response.status_code == 200, words
        assert "X-Injected" not in response.headers
        assert response.elapsed.total_seconds() < 5, words
        assert [one for one in _texts(response.json()["items"]) if "argon2" in one] == []
        assert len(response.json()["items"]) < max(everything, 1), words


@pytest.mark.parametrize("endpoint", LISTS, ids=name)
def test_44_no_parameter_is_obeyed(url: str, admin: Headers, endpoint: Endpoint) -> None:
    fields = [field.name for field in msgspec.structs.fields(endpoint.request)]

    statuses = {
        ask(url, endpoint.path, admin, **{field: words}).status_code
        for field in fields
        for words in INJECTIONS
    }

    assert statuses <= {200, 422}


def test_44_what_is_asked_for_stays_one_line_of_the_log(url: str) -> None:
    log = Path(os.environ["ACADEMY_STACK_DIR"]) / "logs" / "gateway.log"
    mark = uuid4().hex

    requests.get(f"{url}/v1/{mark}%0a%0d%1b[2J%c2%9b31m%00", timeout=30)

    def lines() -> list[bytes]:
        return [line for line in log.read_bytes().split(b"\n") if mark.encode() in line]

    (line,) = until(lines)
    assert msgspec.json.decode(line)["event"] == "http.refused"
    assert not re.search(rb"[\x00-\x1f\x7f-\xff]", line)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
