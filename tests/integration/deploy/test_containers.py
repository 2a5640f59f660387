"""The files for containers are accepted by the programs that read them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.stack.roster import services
from deploy.stack.stack import ROOT, Stack


def test_docker_compose_accepts_the_file_and_it_has_every_service() -> None:
    command = ["docker-compose", "--env-file", ".env.example", "config", "--services"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
    servers = {"postgres", "rabbitmq", "redis", "nginx", "gateway-1", "gateway-2", "migrate"}
    assert set(services(Stack())) | servers | {"mailbox", "stripe"} <= set(answer.stdout.split())


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is missing")
def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    here = tmp_path / "nginx.conf"
    here.write_text(
        f"pid {tmp_path}/nginx.pid; error_log stderr;\n"
        + text.replace("gateway-1", "127.0.0.1").replace("gateway-2", "127.0.0.1")
    )

    answer = subprocess.run(
        ["nginx", "-t", "-c", str(here)], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stderr
