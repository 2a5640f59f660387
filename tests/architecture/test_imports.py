"""Who may import whom (design 2.2): every contract of setup.cfg holds, and each can break."""

from copy import deepcopy
from typing import Any

import pytest
from grimp import ImportGraph
from importlinter import configuration
from importlinter.application.use_cases import (
    _build_graph,
    _register_contract_types,
    read_user_options,
)
from importlinter.application.user_options import UserOptions
from importlinter.domain.contract import ContractCheck, registry

from tests.architecture.sources import ROOT

BREAKS: list[tuple[str, str, str]] = [
    ("parts", "gateway.app", "services.common.work"),
    ("parts", "console.messages", "gateway.rpc"),
    ("leaf", "contracts.base", "gateway.rpc"),
    ("leaf", "contracts.base", "sqlalchemy"),
    ("loops", "gateway.rpc", "nameko"),
    ("loops", "console.messages", "eventlet"),
    ("services", "services.courses.use_cases", "services.payments.models"),
    ("inward", "services.accounts.models", "services.accounts.use_cases"),
    ("inward", "services.accounts.policies", "services.accounts.repository"),
    ("kit", "services.common.work", "services.courses.models"),
    ("plain", "services.payments.use_cases", "nameko"),
    ("plain", "services.payments.models", "eventlet"),
    ("rules", "services.accounts.policies", "sqlalchemy"),
    ("rules", "services.payments.policies", "services.payments.integrations.stripe"),
    ("doors", "services.common.work", "aiohttp"),
    ("terminal", "gateway.app", "textual"),
    ("screens", "console.widgets.confirm", "aiohttp"),
    ("door", "gateway.endpoints", "gateway.routes.admin"),
    ("shipped", "services.payments.use_cases", "tests"),
]


@pytest.fixture(scope="module")
def options() -> UserOptions:
    """The contracts of setup.cfg."""
    configuration.configure()
    read = read_user_options(str(ROOT / "setup.cfg"))
    _register_contract_types(read)
    return read


@pytest.fixture(scope="module")
def graph(options: UserOptions) -> ImportGraph:
    """Who imports whom."""
    return _build_graph(
        root_package_names=options.session_options["root_packages"],
        cache_dir=None,
        include_external_packages=True,
        exclude_type_checking_imports=False,
        verbose=False,
    )


def test_every_contract_about_imports_is_kept(options: UserOptions, graph: ImportGraph) -> None:
    verdicts = {one["name"]: check(one, options, graph) for one in options.contracts_options}

    broken = {name: verdict.metadata for name, verdict in verdicts.items() if not verdict.kept}

    assert not broken


@pytest.mark.parametrize(("contract", "importer", "imported"), BREAKS)
def test_a_forbidden_import_breaks_its_contract(
    options: UserOptions, graph: ImportGraph, contract: str, importer: str, imported: str
) -> None:
    chosen = next(one for one in options.contracts_options if one["id"] == contract)
    changed = deepcopy(graph)
    if imported not in changed.modules:
        changed.add_module(imported, is_squashed=True)

    changed.add_import(importer=importer, imported=imported)

    assert importer in graph.modules
    assert not check(chosen, options, changed).kept


def test_every_contract_has_an_example_that_breaks_it(options: UserOptions) -> None:
    assert {contract for contract, _, _ in BREAKS} == {
        one["id"] for one in options.contracts_options
    }


def check(chosen: dict[str, Any], options: UserOptions, graph: ImportGraph) -> ContractCheck:
    """Whether one contract holds in the graph."""
    contract = registry.get_contract_class(chosen["type"])(
        name=chosen["name"],
        session_options=options.session_options,
        contract_options=chosen,
    )
    return contract.check(deepcopy(graph), verbose=False)
