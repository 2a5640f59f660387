"""The console is a client and nothing more."""

import ast
import subprocess
import sys
from pathlib import Path

import console

FOLDER = Path(console.__file__).parent


def test_it_never_loads_a_service_or_what_services_are_made_of() -> None:
    forbidden = {"services", "gateway", "nameko", "eventlet", "sqlalchemy"}
    question = f"import sys, console.__main__; print(sorted({forbidden} & set(sys.modules)))"

    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


def test_only_two_files_know_the_network() -> None:
    network = {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and {"aiohttp", "socketio"} & {_top(name) for name in _names(node)}
    }

    assert network == {"live.py", "wire.py"}


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def _top(name: str) -> str:
    return name.partition(".")[0]
