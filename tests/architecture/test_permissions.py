"""Everything that somebody can ask has a row, and every row is about something that exists."""

import inspect
import tomllib
from pathlib import Path

import pytest

from contracts import permissions
from contracts.permissions import MATRIX, Permission
from contracts.types import Role
from gateway.app import create_app
from gateway.routes import ENDPOINTS
from gateway.sockets.live import LiveNamespace
from tests.architecture.messages import every_request
from tests.architecture.services import request_handlers
from tests.architecture.sources import ROOT
from tests.unit.gateway.fakes import FakeRpc, make_settings

LIFE_OF_A_CONNECTION = {"on_disconnect"}
"""Nothing that a client asks for."""


def test_1_every_request_has_a_row_and_every_row_a_request() -> None:
    assert set(MATRIX.requests) == {permissions.name_of(kind) for kind in every_request()} | {
        permissions.name_of(one.request) for one in ENDPOINTS
    }


def test_1_every_rpc_method_has_a_row() -> None:
    for handler in request_handlers():
        assert permissions.name_of(handler.function.request_type) in MATRIX.requests, handler


def test_1_every_other_route_has_a_row_and_every_row_a_route(tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path), FakeRpc())
    requests = {(one.method, one.path) for one in ENDPOINTS}
    others = {
        f"{route.method} {route.resource.canonical}"
        for route in app.router.routes()
        if route.resource is not None
        and (route.method, route.resource.canonical) not in requests
        and route.method != "HEAD"
        and not route.resource.canonical.startswith("/socket.io")
    }

    assert others == set(MATRIX.routes)


def test_1_every_socket_event_has_a_row_and_every_row_an_event() -> None:
    handlers = {
        name.removeprefix("on_")
        for name, _ in inspect.getmembers(LiveNamespace, inspect.isfunction)
        if name.startswith("on_") and name not in LIFE_OF_A_CONNECTION
    }

    assert handlers == set(MATRIX.sockets)


def test_rows_name_only_roles_and_groups_that_exist() -> None:
    rows = [*MATRIX.requests.values(), *MATRIX.routes.values(), *MATRIX.sockets.values()]

    odd = {name for row in rows for name in row.allow} - set(permissions.groups())

    assert not odd


def test_a_row_that_is_written_twice_does_not_load() -> None:
    text = (ROOT / "contracts/permissions.toml").read_text()

    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text + text)


def test_a_role_counts_for_itself_before_its_group() -> None:
    row = Permission(allow={"members": "own", "admin": "any"})

    assert [row.reach(role) for role in (None, Role.STUDENT, Role.ADMIN)] == [None, "own", "any"]
