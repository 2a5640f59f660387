"""Assertion 70: nothing but the door can be reached from outside, and nothing odd through it."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest
import requests
import yaml

from deploy.stack.board import Running, Seen
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.e2e

LOOPBACK = {"127.0.0.1", "::1"}
INSIDES = (
    *("/.git/config", "/.env", "/.academy/secrets.json", "/requirements.lock", "/gateway/app.py"),
    *("/debug", "/admin/", "/server-status", "/actuator", "/phpinfo.php", "/console"),
    *("/%2e%2e/%2e%2e/etc/passwd", "/assets/../../config.py", "/docs/..%2f..%2fetc%2fpasswd"),
)
"""Where other programs have shown their inside."""


def test_70_every_part_of_the_stack_listens_to_this_machine_alone() -> None:
    state = Path(os.environ["ACADEMY_STACK_DIR"]) / "seen.json"
    parts = msgspec.json.decode(state.read_bytes(), type=Seen).parts

    addresses = {name: list(listened(part)) for name, part in parts.items()}

    assert {name for name, found in addresses.items() if set(found) - LOOPBACK} == set()
    assert {"gateway", "postgres", "rabbitmq", "redis"} <= {
        name for name, found in addresses.items() if found
    }


def listened(part: Running) -> Iterator[str]:
    """The addresses at which the processes of a part can be reached."""
    assert part.identity is not None
    process = psutil.Process(part.identity.pid)
    for one in (process, *process.children(recursive=True)):
        try:
            sockets = one.net_connections(kind="inet")
        except psutil.NoSuchProcess:
            continue  # A child that has ended meanwhile listens to nobody.
        yield from (socket.laddr.ip for socket in sockets if socket.status == psutil.CONN_LISTEN)


def test_70_of_the_containers_only_the_proxy_is_published() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    published = {
        name
        for name, service in services.items()
        for port in service.get("ports", [])
        if not str(port).startswith("127.0.0.1:")
    }

    assert published == {"nginx"}
    assert not [name for name, service in services.items() if "network_mode" in service]


@pytest.mark.parametrize("path", INSIDES)
def test_70_the_door_shows_no_inside(url: str, path: str) -> None:
    request = requests.Request("GET", url).prepare()
    request.url = url + path  # as it is, without being tidied

    answer = requests.Session().send(request, timeout=30)

    page = answer.status_code == 200 and '<div id="root">' in answer.text
    assert page or answer.status_code in {400, 404}, answer.text[:200]


def test_70_nobody_enters_by_a_name_that_programs_come_with(url: str) -> None:
    for name, password in (("guest", "guest"), ("admin", "admin"), ("postgres", "postgres")):
        body = {"email": f"{name}@academy.example", "password": password}
        answer = requests.post(f"{url}/v1/sessions", json=body, timeout=30)
        assert answer.status_code in {401, 422}
