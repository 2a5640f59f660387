"""How large files and functions may grow (design 2.12)."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source

FILE_LINES, TEST_FILE_LINES = 300, 500
FUNCTION_LINES = 30
POLICY_LINES = 15
PARAMETERS = 6
NESTING = 3
ENTRYPOINT_STATEMENTS = 5
PUBLIC_NAMES = 20

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def complaints(source: Source) -> Iterator[str]:
    """What in the file is larger than it may be."""
    if is_generated(source.path):
        return
    yield from _too_long(source)
    yield from _too_many_names(source)
    for function in functions(source.tree):
        for complaint in _of_function(source, function):
            yield f"{source.path}:{function.lineno} {function.name} {complaint}"


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones included."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def is_generated(path: str) -> bool:
    """A migration is what Alembic wrote down about a day; it is not edited into shape."""
    return "/migrations/versions/" in path


def is_test(path: str) -> bool:
    """Whether the file belongs to the tests."""
    return path.startswith("tests/")


def _too_long(source: Source) -> Iterator[str]:
    limit = TEST_FILE_LINES if is_test(source.path) else FILE_LINES
    lines = source.text.count("\n")
    if lines > limit:
        yield f"{source.path} has {lines} lines; split it by noun (limit {limit})"


def _too_many_names(source: Source) -> Iterator[str]:
    """Contracts tell a whole conversation in one file, and a service is one class."""
    if is_test(source.path) or source.path.startswith("contracts/"):
        return
    kinds = (*Function.__args__, ast.ClassDef)
    names = [node.name for node in source.tree.body if isinstance(node, kinds)]
    public = [name for name in names if not name.startswith("_")]
    if len(public) > PUBLIC_NAMES:
        yield f"{source.path} has {len(public)} public names (limit {PUBLIC_NAMES})"


def _of_function(source: Source, function: Function) -> Iterator[str]:
    path = source.path
    lines, limit = length(function), POLICY_LINES if _is_policy(path) else FUNCTION_LINES
    if lines > limit:
        yield f"is {lines} lines long (limit {limit})"
    if parameters(function) > PARAMETERS and not is_test(path) and not _excused(source, function):
        yield f"takes {parameters(function)} parameters (limit {PARAMETERS})"
    if nesting(function) > NESTING:
        yield f"is nested {nesting(function)} deep (limit {NESTING})"
    if _is_entry(path) and len(_statements(function)) > ENTRYPOINT_STATEMENTS:
        yield f"decides too much for an entrypoint (limit {ENTRYPOINT_STATEMENTS} statements)"


def _is_policy(path: str) -> bool:
    return path.startswith("services/") and "/policies" in path


def _is_entry(path: str) -> bool:
    return path.endswith("/service.py") or "/entrypoints/" in path


def _excused(source: Source, function: Function) -> bool:
    """Whether the line says why the function takes that many, as the linter wants it too."""
    return "noqa: PLR0913 (" in source.text.splitlines()[function.lineno - 1]


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    docstring = function.body[0]
    return whole - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def parameters(function: Function) -> int:
    """How many parameters callers see."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([one for one in every if one.arg not in {"self", "cls"}])


def nesting(node: ast.AST, depth: int = 0) -> int:
    """How deep control structures stand in one another; `elif` does not count as deeper."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*Function.__args__, ast.ClassDef)):
            continue
        inner = depth + (isinstance(child, BLOCKS) and not _is_elif(node, child))
        deepest = max(deepest, nesting(child, inner))
    return deepest


def _is_elif(parent: ast.AST, child: ast.AST) -> bool:
    return isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]


def _statements(function: Function) -> list[ast.stmt]:
    documented = ast.get_docstring(function) is not None
    return function.body[1:] if documented else function.body
