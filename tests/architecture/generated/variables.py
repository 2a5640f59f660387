"""The environment variables of every process, from the structs that read them."""

import importlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from services.common import SERVICES

PATH = "docs/variables.md"

INTRODUCTION = """# Environment variables

Every process reads its settings once, at start, from its environment alone, and ends naming the
variable that is missing or wrong. What has no default is required. `./academy up` sets them all;
`.env.example` lists those a person may want to set.

"""


class Process(NamedTuple):
    """A process and the structs it fills from its environment."""

    title: str
    structs: tuple[type[msgspec.Struct], ...]


def processes() -> list[Process]:
    """Every process with what it reads."""
    gateway = _structs("gateway.config")
    return [
        Process("Gateway", gateway),
        Process("Every service", _structs("services.common.settings")),
        *(Process(name.capitalize(), _of_service(name)) for name in SERVICES),
    ]


def documents() -> dict[str, str]:
    """A table per process."""
    return {PATH: INTRODUCTION + "\n".join(_section(one) for one in processes())}


def variable_names() -> set[str]:
    """Every variable that a process of Academy reads."""
    return {
        field.name.upper()
        for process in processes()
        for struct in process.structs
        for field in msgspec.structs.fields(struct)
    }


def _of_service(name: str) -> tuple[type[msgspec.Struct], ...]:
    database = msgspec.defstruct("Database", [(f"{name}_database_url", str)])
    return (database, *_structs(f"services.{name}.config"))


def _structs(module: str) -> tuple[type[msgspec.Struct], ...]:
    found = vars(importlib.import_module(module)).values()
    return tuple(one for one in found if _is_settings(one, module))


def _is_settings(candidate: Any, module: str) -> bool:
    is_struct = isinstance(candidate, type) and issubclass(candidate, msgspec.Struct)
    return is_struct and candidate.__module__ == module


def _section(process: Process) -> str:
    lines = "".join(_lines(process))
    return f"## {process.title}\n\n| Variable | Kind | Default |\n|---|---|---|\n{lines}"


def _lines(process: Process) -> Iterator[str]:
    for struct in process.structs:
        for field in msgspec.structs.fields(struct):
            default = "required" if field.required else f"`{field.default}`"
            default = "empty" if field.default == "" else default
            yield f"| `{field.name.upper()}` | {field.type.__name__} | {default} |\n"
