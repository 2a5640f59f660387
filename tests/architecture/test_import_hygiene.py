"""What the static graph cannot see: what a fresh process really loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from services.common import SERVICES
from tests.architecture.sources import ROOT, files_below, module_name

EVENTLET_SIDE = {"nameko", "eventlet", "sqlalchemy"}
REFUSING = """
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in {refused!r}:
            raise ImportError(f'{{name}} is not here')

sys.meta_path.insert(0, Refuse())
for module in {modules!r}:
    importlib.import_module(module)
"""


def run(code: str) -> str:
    """What a fresh interpreter prints; fails with what it complains about."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def domain_modules(service: str) -> list[str]:
    """The modules of a service that say what it does, and nothing about how it is reached."""
    folder = ROOT / "services" / service
    parts = ("use_cases", "policies", "repository", "models")
    found = [path for part in parts for path in _modules(folder, part)]
    return [module_name(path.relative_to(ROOT).as_posix()) for path in found]


def _modules(folder: Path, part: str) -> list[Path]:
    single = folder / f"{part}.py"
    return (
        [single] if single.is_file() else list(files_below(str(folder / part), suffixes=(".py",)))
    )


@pytest.mark.parametrize("part", ["gateway.app", "gateway.__main__", "contracts.base"])
def test_the_asyncio_side_never_loads_the_eventlet_side(part: str) -> None:
    loaded = run(f"import sys, {part}; print(*sorted(sys.modules), sep='\\n')")

    assert EVENTLET_SIDE.isdisjoint(loaded.splitlines())


def test_contracts_load_with_nothing_but_msgspec() -> None:
    modules = [
        module_name(path.relative_to(ROOT).as_posix())
        for path in files_below("contracts", suffixes=(".py",))
    ]
    load = "import importlib, sys, msgspec, msgspec.json; before = set(sys.modules)\n"
    load += f"for module in {modules!r}: importlib.import_module(module)\n"

    loaded = run(f"{load}print(*sorted(set(sys.modules) - before), sep='\\n')").splitlines()

    roots = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    assert roots - {"typing_extensions"} == {"contracts"}


@pytest.mark.parametrize("service", SERVICES)
def test_domain_code_loads_with_eventlet_absent(service: str) -> None:
    modules = domain_modules(service)

    assert modules
    run(REFUSING.format(refused={"eventlet", "nameko"}, modules=modules))


def test_the_gateway_knows_every_refusal_that_a_service_can_send() -> None:
    modules = [
        module_name(path.relative_to(ROOT).as_posix())
        for path in files_below("contracts", suffixes=(".py",))
        if path.name == "errors.py"
    ]

    loaded = run("import sys, gateway.app; print(*sorted(sys.modules), sep='\\n')").splitlines()

    assert set(modules) <= set(loaded)
