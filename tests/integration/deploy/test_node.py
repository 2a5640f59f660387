"""Node from its Python wheel, for machines without one."""

import os
import subprocess
from pathlib import Path

from deploy.stack import web
from deploy.stack.stack import Stack


def test_the_wheel_gives_a_node_and_an_npm_that_run(tmp_path: Path) -> None:
    folder = web.node_folder(Stack("local", tmp_path), oldest=(999, 0))
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}

    for program in ("node", "npm"):
        answer = subprocess.run(
            [program, "--version"], env=environment, capture_output=True, text=True, check=True
        )
        assert answer.stdout.strip()
    assert folder == tmp_path / ".academy" / "node"
