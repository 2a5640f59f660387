"""The repository's own files and the syntax trees of its Python."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("contracts", "services", "gateway", "console", "deploy", "tests")
SKIPPED = {"__pycache__", "node_modules", "dist", "test-results", "playwright-report"}


class Source(NamedTuple):
    """A Python file, its path from the repository's root, and what it says."""

    path: str
    text: str
    tree: ast.Module


def files_below(*folders: str, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The written files under *folders*; what tools make is left out."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and SKIPPED.isdisjoint(path.parts) and path.is_file():
                yield path


@functools.cache
def python_sources() -> tuple[Source, ...]:
    """Every Python file of the project, parsed once."""
    return tuple(
        source(path.read_text(), path.relative_to(ROOT).as_posix())
        for path in files_below(*PACKAGES, suffixes=(".py",))
    )


def source(text: str, path: str = "services/example/use_cases.py") -> Source:
    """A parsed file."""
    return Source(path, text, ast.parse(text))


def module_name(path: str) -> str:
    """The dotted name under which a file is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
