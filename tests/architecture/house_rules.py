"""House rules as code (design 2.11): each finds the lines that break it."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.sources import Source

Rule = Callable[[Source], Iterator[int]]

LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical"}
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<code>[:\[]\s*[\w\-, ]+\]?)?(?P<reason>.*)")
UNFINISHED = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")
TOOLS = ("/demo/", "/importing/")


def commits_only_in_the_kit(source: Source) -> Iterator[int]:
    """A unit of work commits; use cases never do."""
    if _is_code(source) and not _is_kit(source):
        yield from _calls_of(source, "commit")


def selects_only_in_repositories(source: Source) -> Iterator[int]:
    """Every query of a service stands in its repository."""
    path = source.path
    if not path.startswith("services/") or _is_kit(source):
        return
    if re.search(r"/(repository|models)(\.py|/)|/migrations/", path):
        return
    for call in _calls(source):
        if isinstance(call.func, ast.Name) and call.func.id == "select":
            yield call.lineno


def bodies_only_through_the_reader(source: Source) -> Iterator[int]:
    """`request.json()` neither validates nor limits."""
    for call in _calls(source):
        function = call.func
        if isinstance(function, ast.Attribute) and ast.unparse(function) == "request.json":
            yield call.lineno


def times_are_aware(source: Source) -> Iterator[int]:
    """A time without a zone is an hour wrong twice a year."""
    for call in _calls(source):
        function = call.func
        if not isinstance(function, ast.Attribute) or not _is_datetime(function.value):
            continue
        naive = function.attr in {"utcnow", "utcfromtimestamp", "today"}
        if naive or (function.attr == "now" and not call.args and not call.keywords):
            yield call.lineno


def only_tools_print(source: Source) -> Iterator[int]:
    """Processes log; tools talk to the person who started them."""
    if not _is_code(source) or any(tool in source.path for tool in TOOLS):
        return
    for call in _calls(source):
        if isinstance(call.func, ast.Name) and call.func.id == "print":
            yield call.lineno


def log_lines_have_fields(source: Source) -> Iterator[int]:
    """What happened is a constant; what differs are fields that can be searched."""
    for call in _calls(source):
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr in LOG_METHODS:
            name = function.value.id if isinstance(function.value, ast.Name) else ""
            if name in {"log", "logger"} and any(_is_built(one) for one in call.args):
                yield call.lineno


def services_only_declare(source: Source) -> Iterator[int]:
    """A `service.py` or a module beside it in `entrypoints/` decides nothing."""
    if re.fullmatch(r"services/\w+/(service|entrypoints/\w+)\.py", source.path):
        yield from (node.lineno for node in ast.walk(source.tree) if isinstance(node, ast.If))


def tests_wait_for_conditions(source: Source) -> Iterator[int]:
    """A test that sleeps is slow or flaky, and often both."""
    if re.search(r"tests/.*test_\w+\.py$", source.path):
        for call in _calls(source):
            if ast.unparse(call.func).endswith("sleep") and ast.unparse(call.args[0]) != "0":
                yield call.lineno


def suppressions_say_why(source: Source) -> Iterator[int]:
    """`noqa` and `type: ignore` name their code and their reason."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        found = SUPPRESSION.search(line)
        explained = found and found["code"] and re.search(r"\w{3}", found["reason"])
        if found and not explained and _is_comment(line, found.start()):
            yield number


def nothing_is_unfinished(source: Source) -> Iterator[int]:
    """What is left to do is an issue, not a comment."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        found = UNFINISHED.search(line)
        if found and _is_comment(line, found.start()):
            yield number


RULES: tuple[Rule, ...] = (
    commits_only_in_the_kit,
    selects_only_in_repositories,
    bodies_only_through_the_reader,
    times_are_aware,
    only_tools_print,
    log_lines_have_fields,
    services_only_declare,
    tests_wait_for_conditions,
    suppressions_say_why,
    nothing_is_unfinished,
)


def _calls(source: Source) -> Iterator[ast.Call]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))


def _calls_of(source: Source, method: str) -> Iterator[int]:
    for call in _calls(source):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name == method:
            yield call.lineno


def _is_code(source: Source) -> bool:
    return source.path.startswith(("services/", "gateway/", "console/", "contracts/"))


def _is_kit(source: Source) -> bool:
    return source.path.startswith("services/common/")


def _is_datetime(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in {"datetime", "date"}


def _is_built(argument: ast.expr) -> bool:
    if isinstance(argument, ast.Call):
        return isinstance(argument.func, ast.Attribute) and argument.func.attr == "format"
    return isinstance(argument, ast.JoinedStr | ast.BinOp)


def _is_comment(line: str, position: int) -> bool:
    """Whether the mark stands outside of quotes, as far as one line can tell."""
    before = line[:position]
    return before.count('"') % 2 == 0 and before.count("'") % 2 == 0
