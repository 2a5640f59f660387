"""A person can set every variable, and every installation sets what its processes need."""

import re
import shutil
import subprocess

import msgspec
import pytest
import yaml

from services.common import SERVICES
from tests.architecture.generated.variables import processes, variable_names
from tests.architecture.sources import ROOT

GIVEN_BY_THE_INSTALLATION = re.compile(r"\w+_DATABASE_URL|HEALTH_PORT")
COMPOSE = ROOT / "docker-compose.yml"


def example() -> dict[str, str]:
    """The variables of `.env.example`."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value for name, _, value in pairs}


def test_the_example_names_every_variable_that_a_process_reads() -> None:
    wanted = {one for one in variable_names() if not GIVEN_BY_THE_INSTALLATION.fullmatch(one)}

    assert wanted - set(example()) == set()


HARMLESS = {"google_client_secret", "breached_passwords_file", "elasticsearch_api_key"}
"""Empty by default, which means that there is no such thing: no Google, no list, no engine."""


def test_the_example_holds_no_secret() -> None:
    secret = re.compile(r"KEY|SECRET|PASSWORD")

    assert not [name for name, value in example().items() if secret.search(name) and value]


def test_the_example_names_every_variable_of_the_compose_file() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text()))

    assert used - set(example()) == set()


def test_no_secret_has_a_default() -> None:
    secret = re.compile(r"key|secret|password|url$")
    optional = [
        field.name
        for process in processes()
        for struct in process.structs
        for field in msgspec.structs.fields(struct)
        if secret.search(field.name) and not field.required and field.name not in HARMLESS
    ]

    assert not optional


@pytest.mark.parametrize("service", ["gateway-1", *SERVICES])
def test_the_compose_file_gives_each_process_what_it_requires(service: str) -> None:
    given = yaml.safe_load(COMPOSE.read_text())["services"][service]["environment"]
    titles = {"Gateway"} if service == "gateway-1" else {"Every service", service.capitalize()}

    required = {
        field.name.upper()
        for process in processes()
        if process.title in titles
        for struct in process.structs
        for field in msgspec.structs.fields(struct)
        if field.required
    }

    assert required - set(given) == set()


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
def test_the_compose_file_is_valid() -> None:
    done = subprocess.run(
        ["docker-compose", "-f", COMPOSE, "config", "-q"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
